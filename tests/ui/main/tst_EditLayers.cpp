// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/dialogs/EditorHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/model/FieldSpin.h"
#include "ui/dialogs/model/LayerTable.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/main/FileActions.h"

#include <QFile>
#include <QPointer>
#include <QSignalSpy>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Opens the editor of a window by its key.
ModelEditor* editorOf(OpenWindow& open)
{
    QTest::keyClick(&open.window, Qt::Key_E, Qt::ControlModifier);
    auto* editor = open.window.findChild<ModelEditor*>();
    if (editor)
        QApplication::setActiveWindow(editor);
    return editor;
}

} // namespace

/// The editor of the layers and the run behind it.
class TestEditLayers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void appliedModelIsTheRuns();
    void cancelledEditChangesNothing();
    void editThatIsTakenBackClosesAtOnce();
    void trainedRunIsAskedFor();
    void editedModelSurvivesItsFile();

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestEditLayers::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestEditLayers::appliedModelIsTheRuns()
{
    OpenWindow open;
    QPointer<ModelEditor> editor = editorOf(open);
    QVERIFY(editor);
    QTest::mouseClick(&editor->table().addButton(kEncoder), Qt::LeftButton);
    choose(editor->table(), "dense");
    QTest::keyClicks(editor->table().row({kEncoder, 3}).fields()[0], "9");
    const ModelSpec wanted = editor->spec();
    QTest::mouseClick(&editor->applyButton(), Qt::LeftButton);
    QCOMPARE(open.session.run().model.encoder, wanted.encoder);
    QCOMPARE(open.session.run().model.title, std::string("Tiny VAE (edited)"));
    QVERIFY(open.session.isModified());
    QTRY_VERIFY(!editor);
    open.session.stepBatch();
    QVERIFY(open.rests(1));
}

void TestEditLayers::cancelledEditChangesNothing()
{
    OpenWindow open;
    QSignalSpy changed(&open.session, &RunSession::runChanged);
    QPointer<ModelEditor> editor = editorOf(open);
    QVERIFY(editor);
    clickRow(editor->table().row({kEncoder, 1}));
    QTest::keyClick(&editor->table(), Qt::Key_Delete);
    QTest::keyClick(editor, Qt::Key_Escape);
    auto* box = editor->findChild<QMessageBox*>("discard-question");
    QVERIFY(box && box->isVisible());
    QTest::keyClick(box, Qt::Key_Escape); // keeps what was edited
    QVERIFY(editor && editor->isVisible());
    QTRY_VERIFY(!editor->findChild<QMessageBox*>("discard-question"));
    QTest::keyClick(editor, Qt::Key_Escape);
    press(editor->findChild<QMessageBox*>("discard-question"), QMessageBox::Discard);
    QTRY_VERIFY(!editor);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(open.session.run().model, windowRun().model);
    QVERIFY(!open.session.isModified());
}

void TestEditLayers::trainedRunIsAskedFor()
{
    OpenWindow open;
    open.session.stepEpoch();
    QVERIFY(open.rests(7));
    open.session.stepBatch();
    QVERIFY(open.rests(8));
    open.session.setModified(true);
    QPointer<ModelEditor> editor = editorOf(open);
    QVERIFY(editor);
    QVERIFY(!editor->applyButton().isEnabled()); // nothing has changed
    type(editor->table().row({kEncoder, 1}).fields()[0], "9");
    QVERIFY(editor->applyButton().isEnabled());
    for (const QMessageBox::StandardButton answer : {QMessageBox::Cancel, QMessageBox::Discard}) {
        QTest::mouseClick(&editor->applyButton(), Qt::LeftButton);
        auto* box = editor->findChild<QMessageBox*>("save-question");
        QVERIFY(box);
        QVERIFY(editor->isVisible());
        QCOMPARE(open.session.status().step, 8);
        QTest::mouseClick(box->button(answer), Qt::LeftButton);
        QTRY_VERIFY(!editor || !editor->findChild<QMessageBox*>("save-question"));
    }
    QTRY_VERIFY(!editor);
    QVERIFY(open.rests(0));
}

void TestEditLayers::editedModelSurvivesItsFile()
{
    const QString path = m_settings->path("edited.safetensors");
    ModelSpec wanted;
    {
        OpenWindow open;
        open.page.files().openData("sprites");
        QTRY_COMPARE(open.session.data()->count(), Index(12000));
        QPointer<ModelEditor> editor = editorOf(open);
        QVERIFY(editor);
        clickRow(editor->table().row({kEncoder, 2}));
        QTest::keyClick(&editor->table(), Qt::Key_Insert);
        choose(editor->table(), "dense");
        QTest::mouseClick(&editor->applyButton(), Qt::LeftButton);
        wanted = open.session.run().model;
        QCOMPARE(wanted.encoder.size(), 4U);
        open.page.files().setRunPath(path);
        open.page.files().saveRun();
        QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    }
    OpenWindow open;
    open.page.files().openRunFile(path);
    QTRY_COMPARE(open.session.data()->count(), Index(12000));
    QCOMPARE(open.session.run().model, wanted);
    ModelEditor* editor = editorOf(open);
    QVERIFY(editor);
    QCOMPARE(editor->spec(), wanted);
    QCOMPARE(editor->table().row({kEncoder, 3}).fields()[0]->value(), 128.0);
}

void TestEditLayers::editThatIsTakenBackClosesAtOnce()
{
    OpenWindow open;
    QPointer<ModelEditor> editor = editorOf(open);
    QVERIFY(editor);
    clickRow(editor->table().row({kEncoder, 1}));
    QTest::keyClick(&editor->table(), Qt::Key_Delete);
    QTest::keyClick(&editor->table(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_Escape);
    QTRY_VERIFY(!editor);
}

ISTHMUS_TEST(TestEditLayers)
#include "tst_EditLayers.moc"
