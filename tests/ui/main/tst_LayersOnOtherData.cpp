// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/mirror.h"
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/DataHands.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"

#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// A run whose layers the user has edited: sizes are numbers that fit its images of 28 x 28 alone.
RunSpec editedRun(bool hasPooling)
{
    RunSpec run = windowRun();
    run.model = loadPreset(hasPooling ? "dense-vae" : "conv-vae").model;
    run.model.title = "Convolutional VAE (edited)";
    run.model.latentDim = 3;
    const Shape shape = run.data->shape;
    run.model.encoder = {{"conv", {{"channels", 5}, {"stride", 2}}}, {"relu", {}}, {"flatten", {}}};
    if (hasPooling)
        run.model.encoder.insert(run.model.encoder.begin(), {"max-pool", {{"kernel", 7}, {"stride", 7}}});
    run.model = withMirroredDecoder(run.model, shape);
    if (!hasPooling)
        run.model.decoder[0].values["units"] = 5 * (shape.height / 2) * (shape.width / 2);
    return run;
}

/// The window on such a run, which is in no file.
struct EditedWindow : OpenWindow
{
    explicit EditedWindow(bool hasPooling)
        : OpenWindow(editedRun(hasPooling))
    {
        session.setModified(true);
    }
};

QMessageBox* replaceQuestion(const RunPage& page)
{
    return openBox(page, "replace-question");
}

} // namespace

/// Layers that the user has edited, on data that they were not made for: they follow it, or their loss is said before
/// anything is given up.
class TestLayersOnOtherData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void cleanupTestCase() { m_theme.reset(); }
    void sizesFollowTheData();
    void lossIsSaidInOpenDataBeforeTheQuestion();
    void lossIsAskedForWhereThereIsNoDialog();
    void layersOfAFileAreNotAskedForAgain();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    QString m_data; ///< 20 images of 4 x 4
};

void TestLayersOnOtherData::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_data = m_settings->path("small-images-idx3-ubyte");
    writeFile(m_data, idxImages());
}

void TestLayersOnOtherData::sizesFollowTheData()
{
    EditedWindow open(false);
    const ModelSpec before = open.session.run().model;
    open.page.files().open(m_data);
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(dialog && isRead(*dialog));
    QCOMPARE(dialog->page().lossOfModel(), QString());
    pressOpen(dialog);
    QVERIFY(!replaceQuestion(open.page));
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    const ModelSpec& now = open.session.run().model;
    QCOMPARE(now.encoder, before.encoder);
    QCOMPARE(now.latentDim, 3);
    QVERIFY(QString::fromStdString(now.title).endsWith("(edited)"));
    QVERIFY(!openBox(open.page, "error"));
    auto* note = open.page.findChild<MessageBanner*>("new-run-note");
    QVERIFY2(note->message().contains("Sizes in its decoder"), qPrintable(note->message()));
}

void TestLayersOnOtherData::lossIsSaidInOpenDataBeforeTheQuestion()
{
    EditedWindow open(true);
    const ModelSpec before = open.session.run().model;
    open.page.files().open(m_data);
    OpenDialog* dialog = openDialog(open.page);
    QTRY_VERIFY(dialog && isRead(*dialog));
    const QString said = dialog->page().lossOfModel();
    QVERIFY2(said.contains("Convolutional VAE") && said.contains("does not fit this data"), qPrintable(said));
    QVERIFY2(said.contains("begins with the preset") && said.contains("are lost unless you save"), qPrintable(said));
    QVERIFY(dialog->findChild<QLabel*>("loss-of-model")->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(open.session.run().model, before);
    QTRY_VERIFY(!open.page.findChild<OpenDialog*>());
    open.page.files().open(m_data);
    dialog = openDialog(open.page);
    QTRY_VERIFY(dialog && isRead(*dialog));
    pressOpen(dialog);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_COMPARE(open.session.data()->count(), Index(20));
    QVERIFY(!openBox(open.page, "error")); // it has been said
    QVERIFY(!open.session.isModified()); // the preset is as it was made
}

void TestLayersOnOtherData::lossIsAskedForWhereThereIsNoDialog()
{
    EditedWindow open(true);
    const ModelSpec before = open.session.run().model;
    open.page.files().openData(m_data);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_VERIFY(replaceQuestion(open.page));
    QVERIFY2(replaceQuestion(open.page)->informativeText().contains("preset"),
        qPrintable(replaceQuestion(open.page)->informativeText()));
    QTest::keyClick(replaceQuestion(open.page), Qt::Key_Escape);
    QTRY_VERIFY(!replaceQuestion(open.page));
    QCOMPARE(open.session.run().model, before);
    QCOMPARE(open.session.data()->count(), Index(250));
    open.page.files().openData(m_data);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QTRY_VERIFY(replaceQuestion(open.page));
    for (QAbstractButton* button : replaceQuestion(open.page)->buttons())
        if (button->text().startsWith("Begin with"))
            button->click();
    QTRY_COMPARE(open.session.data()->count(), Index(20));
}

/// They are in the file of the run before: a run on other data that nobody has touched closes freely.
void TestLayersOnOtherData::layersOfAFileAreNotAskedForAgain()
{
    EditedWindow open(false);
    const QString path = m_settings->path("edited.safetensors");
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    QVERIFY(!open.session.isModified());
    open.page.files().openData("sprites");
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QVERIFY(!open.session.isModified());
}

ISTHMUS_TEST(TestLayersOnOtherData)
#include "tst_LayersOnOtherData.moc"
