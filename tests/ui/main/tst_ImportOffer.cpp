// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxExport.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/train/TrainingRun.h"
#include "tests/FileContent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DroppedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/FileActions.h"
#include "ui/main/ImportActions.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Weights with names of another program, as its training left them.
QString foreignTensors(const BlankSettings& settings)
{
    const QByteArray header = R"({"fc1.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    QByteArray size(8, '\0');
    size[0] = static_cast<char>(header.size());
    const QString path = settings.path("foreign.safetensors");
    return writeContent(path, size + header + QByteArray(4, '\0')) ? path : QString();
}

QPushButton* offeredButton(QMessageBox* box, const QString& text)
{
    for (QPushButton* each : box->findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

} // namespace

/// A model of another program that is opened or dropped like a run: the window asks whether to import it.
class TestImportOffer : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void droppedTensorsAreOfferedForImport();
    void modelOpenedAsARunIsOfferedForImport();
    void offerCanBeDeclined();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    QString m_model; ///< ONNX, of the window's images
};

void TestImportOffer::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_model = m_settings->path("whole.onnx");
    writeOnnx(m_model.toStdString(), onnxModel(TrainingRun(windowRun()).checkpoint(), OnnxPart::Whole));
}

void TestImportOffer::droppedTensorsAreOfferedForImport()
{
    const QString path = foreignTensors(*m_settings);
    OpenWindow open;
    drop(open.page, path);
    QMessageBox* box = openBox(open.page, "import-question");
    QVERIFY(box);
    QCOMPARE(box->text(), QString("foreign.safetensors is no run. Import it as a model?"));
    QTest::mouseClick(offeredButton(box, "Import..."), Qt::LeftButton);
    QTRY_VERIFY(open.window.findChild<ImportDialog*>("import"));
    const auto* dialog = open.window.findChild<ImportDialog*>("import");
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->findChild<QLineEdit*>("path")->text(), path);
    QVERIFY(dialog->findChild<QComboBox*>("layers")->isEnabled());
}

void TestImportOffer::modelOpenedAsARunIsOfferedForImport()
{
    OpenWindow open;
    open.page.files().open(m_model);
    QMessageBox* box = openBox(open.page, "import-question");
    QVERIFY(box);
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_VERIFY(open.window.findChild<ImportDialog*>("import"));
    auto* dialog = open.window.findChild<ImportDialog*>("import");
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(open.session.run().model.name, std::string("whole"));
}

void TestImportOffer::offerCanBeDeclined()
{
    OpenWindow open;
    open.page.files().openRunFile(foreignTensors(*m_settings));
    QMessageBox* box = openBox(open.page, "import-question");
    QVERIFY(box);
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!openBox(open.page, "import-question"));
    QVERIFY(!open.window.findChild<ImportDialog*>("import"));
    QCOMPARE(open.session.run().model.name, std::string("tiny"));
}

ISTHMUS_TEST(TestImportOffer)
#include "tst_ImportOffer.moc"
