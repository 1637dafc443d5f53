// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/OfferedFiles.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/dialogs/guide/guideSections.h"
#include "ui/main/DataOffer.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"

#include <QFile>
#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

/// A run whose data is not what it was any more, and what can be done about it.
class TestChangedData : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void cleanupTestCase() { m_theme.reset(); }
    void newRunBeginsWithWhatWasLearned();
    void guideSaysWhatToDoAboutAnotherShape();

private:
    /// Opens the run and waits until the window shows it.
    void openRun(OpenWindow& open)
    {
        open.page.files().open(m_run);
        QTRY_VERIFY(open.session.saved());
        QTRY_VERIFY(open.session.snapshot());
    }

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    QString m_data;
    QString m_run;
    FloatVector m_parameters; ///< where the run was saved
};

void TestChangedData::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
    m_data = m_settings->path("pictures-images-idx3-ubyte");
    m_run = m_settings->path("of-pictures.safetensors");
    writeFile(m_data, idxImages(4, 9));
    OpenWindow open;
    open.page.files().openData(m_data);
    QTRY_COMPARE(open.session.data()->count(), Index(kImages));
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    m_parameters = open.session.snapshot()->frozen.parameters;
    open.page.files().setRunPath(m_run);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(m_run) && !open.page.files().isSaving());
    writeFile(m_data, idxImages(4, 10));
}

void TestChangedData::newRunBeginsWithWhatWasLearned()
{
    const QByteArray before = contentOf(m_run);
    OpenWindow open;
    openRun(open);
    auto* begin = open.page.findChild<QPushButton*>("begin-here");
    QVERIFY(begin->isVisible() && begin->isEnabled());
    QTest::mouseClick(begin, Qt::LeftButton);
    QTRY_VERIFY(open.session.canTrain());
    QVERIFY(open.rests(0));
    QVERIFY(open.session.snapshot()->frozen.parameters == m_parameters);
    QVERIFY(open.session.history().steps.size() == 0);
    QVERIFY(!open.page.dataOffer().banner().isVisible());
    QVERIFY(open.page.files().runPath().isEmpty());
    QVERIFY(open.session.isModified()); // its parameters at step 0 are the user's own
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QCOMPARE(contentOf(m_run), before);
}

void TestChangedData::guideSaysWhatToDoAboutAnotherShape()
{
    const QString other = m_settings->path("large-images-idx3-ubyte");
    writeFile(other, idxImages(5, 1));
    OpenWindow open;
    openRun(open);
    open.page.dataOffer().locate(other);
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = openBox(open.page, "error")));
    for (QAbstractButton* button : box->buttons())
        if (button->text() == "What to do")
            QTest::mouseClick(button, Qt::LeftButton);
    GuideWindow* guide = nullptr;
    for (QWidget* window : QApplication::topLevelWidgets())
        if (auto* shown = qobject_cast<GuideWindow*>(window))
            guide = shown;
    QVERIFY(guide);
    QCOMPARE(guide->link(), QString("trouble.html#locate"));
    QCOMPARE(guideEntry(guide->link(), box->text()), QString("the model takes ..., these are ..."));
    guide->close();
    press(box, QMessageBox::Ok);
}

ISTHMUS_TEST(TestChangedData)
#include "tst_ChangedData.moc"
