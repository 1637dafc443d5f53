// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxExport.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/train/TrainingRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DroppedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/ImportDialog.h"
#include "ui/main/FileActions.h"
#include "ui/main/ImportActions.h"
#include "ui/main/MessageBanner.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

MessageBanner& noteOf(RunPage& page)
{
    return *page.findChild<MessageBanner*>("import-note");
}

void pressImport(const ImportDialog& dialog)
{
    const auto* buttons = dialog.findChild<QDialogButtonBox*>();
    for (QAbstractButton* button : buttons->buttons())
        if (buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
}

QString faultOf(const ImportDialog& dialog)
{
    return dialog.findChild<QLabel*>("fault")->text();
}

QString onnxFixture(const char* name)
{
    return QString(ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/") + name;
}

QString torchFixturePath(const char* name)
{
    return QString(ISTHMUS_SOURCE_DIR "/tests/fixtures/torch/") + name;
}

} // namespace

/// The window says what an import took for what, and another code can be chosen.
class TestImportNote : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void headsAndScalingAreSaid();
    void noteGoesWithItsRun();
    void anotherCodeCanBeChosen();
    void codeThatIsNotThereIsNamed();
    void weightsOfPyTorchAreOffered();
    void weightsTakeTheLayersOfAChoice();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestImportNote::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    TrainingRun run(windowRun());
    writeOnnx(m_settings->path("whole.onnx").toStdString(), onnxModel(run.checkpoint(), OnnxPart::Whole));
}

void TestImportNote::headsAndScalingAreSaid()
{
    OpenWindow open;
    QVERIFY(!noteOf(open.page).isVisible());
    drop(open.page, m_settings->path("whole.onnx"));
    QTRY_VERIFY(noteOf(open.page).isVisible());
    const QString said = noteOf(open.page).message();
    for (const char* part :
        {"Imported whole.onnx. Code: 'mu', the mean.", "Mean and log variance: 'mu' and 'log_var'.", "Values: "})
        QVERIFY2(said.contains(part), qPrintable(said));
}

void TestImportNote::noteGoesWithItsRun()
{
    OpenWindow open;
    drop(open.page, m_settings->path("whole.onnx"));
    QTRY_VERIFY(noteOf(open.page).isVisible());
    open.session.startRun(windowRun());
    QVERIFY(!noteOf(open.page).isVisible());
}

void TestImportNote::anotherCodeCanBeChosen()
{
    OpenWindow open;
    drop(open.page, onnxFixture("torch-ae.onnx"));
    QTRY_VERIFY(noteOf(open.page).isVisible());
    const QString said = noteOf(open.page).message();
    QVERIFY2(
        said.contains("The code was taken to be behind node '/encoder/encoder.3/Gemm' (Gemm), the narrowest layer: a "
                      "guess, since the graph has no output there."),
        qPrintable(said));
    QCOMPARE(said.count("the narrowest layer"), 1);
    const int before = open.session.model()->latentDim();
    QTest::mouseClick(noteOf(open.page).findChild<QPushButton*>("another-code"), Qt::LeftButton);
    QPointer<ImportDialog> dialog = open.page.findChild<ImportDialog*>("import");
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QLineEdit*>("path")->text(), onnxFixture("torch-ae.onnx"));
    auto* code = dialog->findChild<QLineEdit*>("code");
    QVERIFY(code->isEnabled());
    QTest::mouseClick(code, Qt::LeftButton);
    QTest::keyClicks(code, "/encoder/encoder.0/Gemm_output_0");
    pressImport(*dialog);
    if (QMessageBox* box = openBox(open.page, "save-question"))
        press(box, QMessageBox::Discard);
    QTRY_VERIFY2(!dialog, dialog ? qPrintable(faultOf(*dialog)) : "");
    QTRY_VERIFY(open.session.model()->latentDim() != before);
    QVERIFY2(noteOf(open.page).message().contains("Code: '/encoder/encoder.0/Gemm_output_0', as asked for."),
        qPrintable(noteOf(open.page).message()));
}

void TestImportNote::codeThatIsNotThereIsNamed()
{
    OpenWindow open;
    open.page.imports().importAgain({{m_settings->path("whole.onnx").toStdString(), {}, {}, {}}, true});
    auto* dialog = open.page.findChild<ImportDialog*>("import");
    QTest::keyClicks(dialog->findChild<QLineEdit*>("code"), "nowhere");
    pressImport(*dialog);
    QTRY_VERIFY2(faultOf(*dialog).contains("found 'nowhere'"), qPrintable(faultOf(*dialog)));
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
}

void TestImportNote::weightsOfPyTorchAreOffered()
{
    OpenWindow open;
    drop(open.page, torchFixturePath("weights.pt"));
    QMessageBox* box = openBox(open.page, "import-question");
    QVERIFY(box && box->text().contains("weights.pt"));
    press(box, QMessageBox::Cancel);
}

/// The images that are open are larger than those of the model, whose first dense layer has weights for its own.
void TestImportNote::weightsTakeTheLayersOfAChoice()
{
    QVERIFY(QFile::copy(torchFixturePath("weights.pt"), m_settings->path("mine.pt")));
    QVERIFY(QFile::copy(torchFixturePath("model.json"), m_settings->path("mine.json")));
    OpenWindow open;
    open.page.imports().importAgain({{m_settings->path("mine.pt").toStdString(), {}, {}, {}}, true});
    auto* dialog = open.page.findChild<ImportDialog*>("import");
    for (const char* name : {"decoder", "code"})
        QVERIFY2(!dialog->findChild<QLineEdit*>(name)->isEnabled(), name);
    QVERIFY(dialog->findChild<QComboBox*>("layers")->isEnabled());
    pressImport(*dialog);
    QTRY_VERIFY2(faultOf(*dialog).contains("mine.pt: tensor encoder.4.weight: expected the shape"),
        qPrintable(faultOf(*dialog)));
}

ISTHMUS_TEST(TestImportNote)
#include "tst_ImportNote.moc"
