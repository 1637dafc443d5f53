// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ModelImport.h"
#include "core/exchange/onnx/OnnxExport.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/runs/RunFile.h"
#include "core/train/TrainingRun.h"
#include "tests/FileContent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DroppedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/DataOffer.h"
#include "ui/main/FileActions.h"
#include "ui/main/ImportActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LatentView.h"
#include "ui/widgets/ChoiceBox.h"

#include <qcustomplot.h>

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The dialog that the menu's entry opens, with what a hand types into it.
class Dialog
{
public:
    explicit Dialog(RunPage& window)
    {
        window.imports().action()->trigger();
        m_dialog = window.findChild<ImportDialog*>("import");
    }

    [[nodiscard]] bool isOpen() const { return m_dialog && m_dialog->isVisible(); }
    [[nodiscard]] QComboBox* box(const char* name) const { return m_dialog->findChild<QComboBox*>(name); }
    [[nodiscard]] QLineEdit* field(const char* name) const { return m_dialog->findChild<QLineEdit*>(name); }
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (QPushButton* each : m_dialog->findChildren<QPushButton*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    [[nodiscard]] QString fault() const
    {
        const auto* label = m_dialog->findChild<QLabel*>("fault");
        return label->isVisible() ? label->text() : QString();
    }

    void type(const char* name, const QString& text) const
    {
        QTest::mouseClick(field(name), Qt::LeftButton);
        QTest::keyClicks(field(name), text);
    }

    void press() const
    {
        const auto* buttons = m_dialog->findChild<QDialogButtonBox*>();
        for (QAbstractButton* button : buttons->buttons())
            if (buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
    }

private:
    QPointer<ImportDialog> m_dialog;
};

} // namespace

/// Models that were trained elsewhere come in by the menu and by dropping them.
class TestImportActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void wholeModelTrainsOnTheOpenData();
    void importedModelIsAskedForBeforeAnotherSize();
    void wholeModelIsExploredWithoutData();
    void twoFilesAreOneModel();
    void tensorsTakeTheLayersOfAChoice();
    void tensorsTakeTheModelFileBesideThem();
    void faultIsSaidInTheDialog();
    void presentRunIsAskedFor();
    void cancelledImportIsDropped();
    void importIsDroppedForAnotherRun();
    void decoderAloneReadsNoImages();
    void droppedModelIsImported();
    void droppedModelOfOtherImagesIsExplored();
    void modelWhoseImagesCannotBeShownIsRefused();
    void droppedDecoderIsExplored();
    void unsupportedOperatorIsNamed();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    FloatVector m_parameters;
};

void TestImportActions::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    TrainingRun run(windowRun());
    Checkpoint state = run.checkpoint();
    state.data.name = "/nowhere/images.npy";
    m_parameters = state.parameters;
    const std::pair<const char*, OnnxPart> parts[] = {
        {"whole.onnx", OnnxPart::Whole}, {"e.onnx", OnnxPart::Encoder}, {"d.onnx", OnnxPart::Decoder}};
    for (const auto& [name, part] : parts)
        writeOnnx(m_settings->path(name).toStdString(), onnxModel(state, part));
}

void TestImportActions::wholeModelTrainsOnTheOpenData()
{
    OpenWindow open;
    Dialog dialog(open.page);
    QVERIFY(dialog.isOpen());
    QCOMPARE(dialog.field("path")->window()->focusWidget(), static_cast<QWidget*>(dialog.field("path")));
    dialog.type("path", m_settings->path("whole.onnx"));
    QVERIFY(dialog.field("decoder")->isEnabled() && !dialog.box("layers")->isEnabled());
    QVERIFY(dialog.box("images")->currentText().contains("Sprites"));
    dialog.press();
    QTRY_COMPARE(open.session.run().model.name, std::string("whole"));
    QVERIFY(!dialog.isOpen());
    QVERIFY(open.session.canTrain());
    QCOMPARE(open.session.data()->count(), Index(250));
    QVERIFY(open.rests(0));
    QVERIFY(open.session.snapshot()->frozen.parameters == m_parameters);
    QVERIFY(open.session.isModified());
    open.session.stepBatch();
    QVERIFY(open.rests(1));
}

void TestImportActions::importedModelIsAskedForBeforeAnotherSize()
{
    OpenWindow open;
    Dialog dialog(open.page);
    dialog.type("path", m_settings->path("whole.onnx"));
    dialog.press();
    QTRY_COMPARE(open.session.run().model.title, std::string("whole (imported)"));
    QVERIFY(open.rests(0));
    auto* latent = open.page.view("model")->findChild<QSpinBox*>();
    latent->setFocus();
    QTest::keyClick(latent, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(latent, "3");
    QTest::keyClick(latent, Qt::Key_Return);
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains("in no file yet"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Cancel);
    QVERIFY(open.session.snapshot()->frozen.parameters == m_parameters);
    QTest::keyClick(latent, Qt::Key_Return);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.run().model.latentDim, 3);
    QCOMPARE(open.session.run().model.title, std::string("whole (edited)")); // one bracket
}

void TestImportActions::wholeModelIsExploredWithoutData()
{
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("whole.onnx"));
    dialog.box("images")->setCurrentIndex(dialog.box("images")->findData(false));
    dialog.press();
    QTRY_VERIFY(open.session.saved());
    QVERIFY(open.page.dataOffer().banner().message().contains(" images.npy"));
    QTRY_VERIFY(!open.session.hand().image().empty());
}

void TestImportActions::twoFilesAreOneModel()
{
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("e.onnx"));
    dialog.type("decoder", m_settings->path("d.onnx"));
    dialog.press();
    QTRY_COMPARE(open.session.run().model.name, std::string("e"));
    QVERIFY(open.session.canTrain() && open.session.model()->isVariational());
}

void TestImportActions::tensorsTakeTheLayersOfAChoice()
{
    const QString path = m_settings->path("alone.safetensors");
    QVERIFY(writeContent(path, QByteArray::fromHex("0200000000000000") + "{}"));
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", path);
    QVERIFY(!dialog.field("decoder")->isEnabled() && dialog.box("layers")->isEnabled());
    dialog.press();
    QTRY_VERIFY2(dialog.fault().contains("alone.json"), qPrintable(dialog.fault()));
    dialog.box("layers")->setCurrentIndex(dialog.box("layers")->findData("vae-2d"));
    dialog.press();
    QTRY_VERIFY2(dialog.fault().contains("encoder.1.weight"), qPrintable(dialog.fault()));
    QVERIFY(dialog.isOpen());
}

void TestImportActions::tensorsTakeTheModelFileBesideThem()
{
    const QByteArray header = R"({"decoder.0.weight":{"dtype":"F32","shape":[784,2],"data_offsets":[0,6272]},)"
                              R"("decoder.0.bias":{"dtype":"F32","shape":[784],"data_offsets":[6272,9408]}})";
    QVERIFY(writeContent(m_settings->path("beside.json"),
        R"({"name": "beside", "bottleneck": "none", "code": [2], "loss": "mse",
            "decoder": [{"type": "dense", "units": "data"}, {"type": "reshape"}]})"));
    OpenWindow open;
    QByteArray size(8, '\0');
    size[0] = static_cast<char>(header.size());
    QVERIFY(writeContent(m_settings->path("beside.safetensors"), size + header + QByteArray(9408, '\0')));
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("beside.safetensors"));
    dialog.press();
    QTRY_COMPARE(open.session.run().model.name, std::string("beside"));
    QVERIFY(!open.session.model()->hasEncoder());
}

void TestImportActions::faultIsSaidInTheDialog()
{
    QVERIFY(writeContent(m_settings->path("broken.onnx"), "not a model at all"));
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("broken.onnx"));
    dialog.press();
    QTRY_VERIFY2(dialog.fault().contains("broken.onnx: is not an ONNX model"), qPrintable(dialog.fault()));
    QVERIFY(dialog.isOpen());
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
    QVERIFY(dialog.field("path")->isEnabled() && dialog.button("What to do")->isVisible());
    QTest::keyClicks(dialog.field("path"), "x");
    QVERIFY(dialog.fault().isEmpty() && !dialog.button("What to do")->isVisible());
}

void TestImportActions::presentRunIsAskedFor()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.imports().importFile(m_settings->path("whole.onnx"));
    QVERIFY(openBox(open.page, "save-question"));
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QVERIFY(isOver(open.page.imports().reading())); // an import that began all the same would have ended
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
    open.page.imports().importFile(m_settings->path("whole.onnx"));
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.run().model.name, std::string("whole"));
}

void TestImportActions::cancelledImportIsDropped()
{
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("whole.onnx"));
    dialog.press();
    for (const char* name : {"path", "decoder"})
        QVERIFY2(!dialog.field(name)->isEnabled(), name);
    for (const char* name : {"layers", "images"})
        QVERIFY2(!dialog.box(name)->isEnabled(), name);
    QVERIFY(!dialog.button("Import")->isEnabled());
    QTest::mouseClick(dialog.button("Cancel"), Qt::LeftButton);
    QVERIFY(!open.page.imports().reading().isBusy());
    QVERIFY(isForgotten(open.page.imports().reading()));
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
    QVERIFY(open.page.imports().action()->isEnabled());
}

void TestImportActions::importIsDroppedForAnotherRun()
{
    OpenWindow open;
    open.page.imports().importFile(m_settings->path("whole.onnx"));
    open.session.startRun(windowRun());
    QVERIFY(isForgotten(open.page.imports().reading()));
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
}

void TestImportActions::decoderAloneReadsNoImages()
{
    Checkpoint state = TrainingRun(windowRun()).checkpoint();
    state.data.name = "sprites"; // which are there
    writeOnnx(m_settings->path("of-sprites.onnx").toStdString(), onnxModel(state, OnnxPart::Decoder));
    OpenWindow open;
    const Dialog dialog(open.page);
    dialog.type("path", m_settings->path("of-sprites.onnx"));
    dialog.box("images")->setCurrentIndex(dialog.box("images")->findData(false));
    dialog.press();
    QTRY_VERIFY(open.session.saved());
    QCOMPARE(open.session.data()->count(), Index(0));
}

void TestImportActions::droppedModelIsImported()
{
    OpenWindow open;
    drop(open.page, m_settings->path("whole.onnx"));
    QTRY_COMPARE(open.session.run().model.name, std::string("whole"));
    QVERIFY(open.session.canTrain());
    QCOMPARE(open.page.view("model")->findChild<ChoiceBox*>()->closedText(), QString("whole (imported)"));
}

void TestImportActions::droppedModelOfOtherImagesIsExplored()
{
    OpenWindow open;
    drop(open.page, ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/torch-ae.onnx");
    QTRY_VERIFY(open.session.saved());
    QCOMPARE(open.session.data()->shape, (Shape{1, 3, 4}));
    QCOMPARE(open.window.windowTitle(), QString("torch-ae (imported)[*] - Isthmus"));
    QVERIFY(open.page.dataOffer().banner().message().contains("without data"));
    QTRY_VERIFY(!open.session.hand().image().empty());
}

void TestImportActions::modelWhoseImagesCannotBeShownIsRefused()
{
    OpenWindow open;
    drop(open.page, ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/torch-vae.onnx");
    QTRY_VERIFY(openBox(open.page, "error"));
    const QString text = openBox(open.page, "error")->text();
    QVERIFY2(text.contains("1, 3 or 4 channels, found 6 x 8 x 2"), qPrintable(text));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
}

void TestImportActions::droppedDecoderIsExplored()
{
    OpenWindow open;
    drop(open.page, ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/torch-list.onnx");
    QTRY_VERIFY(open.session.saved());
    QVERIFY(!open.session.model()->hasEncoder());
    QVERIFY(open.page.dataOffer().banner().message().contains("decoder alone"));
    QVERIFY(!open.page.dataOffer().banner().findChild<QPushButton*>("locate")->isVisible());
    QVERIFY(labelTexts(open.page.view("reconstructions")).contains("no encoder"));
    QVERIFY(labelTexts(open.page.view("data")).contains("makes images of"));
    QTRY_VERIFY(!open.session.hand().image().empty());
    const std::vector<float> before = open.session.hand().image();
    LatentPlane& plane = static_cast<LatentView*>(open.page.view("latent"))->plane();
    const QPoint place = plane.plot().rect().center() + QPoint(60, 40);
    QTest::mouseClick(&plane.plot(), Qt::LeftButton, {}, place);
    QTRY_VERIFY(open.session.hand().image() != before);
    QTest::keyClick(&open.window, Qt::Key_N);
    QTest::keyClick(&open.window, Qt::Key_N, Qt::ShiftModifier);
    QTRY_COMPARE(open.session.selection().priorCodes().size(), std::size_t(64));
    const QString path = m_settings->path("alone.run.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QVERIFY(!readRunFile(path.toStdString()).model.hasEncoder());
    open.page.files().open(path);
    QTRY_COMPARE(open.page.files().runPath(), path);
    QTRY_VERIFY(open.session.snapshot() && !open.session.model()->hasEncoder());
}

void TestImportActions::unsupportedOperatorIsNamed()
{
    OnnxModel model;
    model.inputs = {{"z", {kAnyExtent, 3}}};
    model.outputs = {{"y", {kAnyExtent, 3}}};
    model.nodes = {{"twist", "Einsum", {"z"}, {"y"}, {}}};
    writeOnnx(m_settings->path("strange.onnx").toStdString(), model);
    OpenWindow open;
    drop(open.page, m_settings->path("strange.onnx"));
    QTRY_VERIFY(openBox(open.page, "error"));
    const QString text = openBox(open.page, "error")->text();
    QVERIFY2(text.contains("strange.onnx") && text.contains("Einsum"), qPrintable(text));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
}

ISTHMUS_TEST(TestImportActions)
#include "tst_ImportActions.moc"
