// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/KeptRuns.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/session/Autosave.h"
#include "ui/main/FileActions.h"
#include "ui/widgets/KnobSlider.h"

#include <QDir>
#include <QLineEdit>

using namespace isthmus;
using namespace isthmus::test;

/// A window that is closed leaves nothing behind; one that must end keeps what is unsaved, and nothing holds it up.
class TestEndingWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void untouchedDemonstrationLeavesNothingWhenClosed();
    void endingWindowKeepsTheLastStep();
    void endingWindowKeepsWhatASaveLacks();
    void endingWindowKeepsWhatIsTyped();
    void endingIsNotHeldUpByAnotherRun();
    void savedRunLeavesNothingWhenItEnds();
    void endingIsNotHeldUpByARefusedCheckpoint();
    void endingIsNotHeldUpByAFullDisk();
    void closingTakesItAway();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestEndingWindow::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestEndingWindow::cleanup()
{
    QSettings().clear();
    QDir(Autosave::folder()).removeRecursively();
}

void TestEndingWindow::untouchedDemonstrationLeavesNothingWhenClosed()
{
    OpenWindow open;
    open.session.startDemonstration(windowRun());
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    QVERIFY(open.window.close());
    QVERIFY(QDir(Autosave::folder()).isEmpty());
}

void TestEndingWindow::endingWindowKeepsTheLastStep()
{
    std::int64_t last = 0;
    {
        OpenWindow open;
        open.session.play();
        QTRY_VERIFY(open.session.status().step > 3);
        open.page.autosave().look(); // an older state is being kept
        bool isDone = false;
        open.window.leaveKept([&isDone] { isDone = true; });
        QTRY_VERIFY(isDone);
        QVERIFY(!open.session.isTraining());
        last = open.session.moment().step;
    }
    QCOMPARE(keptRuns().size(), qsizetype(1));
    QCOMPARE(keptStep(), last);
}

void TestEndingWindow::endingWindowKeepsWhatASaveLacks()
{
    const QString path = m_settings->path("lacks.safetensors");
    std::int64_t last = 0;
    {
        OpenWindow open;
        open.page.files().setRunPath(path);
        open.session.play();
        QTRY_VERIFY(open.session.status().step > 3);
        open.page.files().saveRun();
        QTRY_VERIFY(QFile::exists(path));
        const std::int64_t saved = readRunFile(path.toStdString()).step;
        QTRY_VERIFY(open.session.status().step > saved);
        bool isDone = false;
        open.window.leaveKept([&isDone] { isDone = true; });
        QTRY_VERIFY(isDone);
        last = open.session.moment().step;
    }
    QCOMPARE(keptStep(), last);
    QVERIFY(readRunFile(path.toStdString()).step < last);
}

void TestEndingWindow::endingWindowKeepsWhatIsTyped()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QLineEdit& rate = open.page.view("training")->findChild<KnobSlider*>()->edit();
    const double before = open.session.knobs().learningRate;
    rate.setFocus();
    rate.selectAll();
    QTest::keyClicks(&rate, "0.0025");
    QCOMPARE(open.session.knobs().learningRate, before);
    bool isDone = false;
    open.window.leaveKept([&isDone] { isDone = true; });
    QTRY_VERIFY(isDone);
    QVERIFY(!open.window.isVisible()); // nothing changes while it is taken apart
    const QString path = Autosave::folder() + '/' + keptRuns().value(0);
    QCOMPARE(readRunFile(path.toStdString()).knobs.learningRate, open.session.knobs().learningRate);
    QVERIFY(open.session.knobs().learningRate != before);
}

void TestEndingWindow::endingIsNotHeldUpByAnotherRun()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    bool isDone = false;
    open.window.leaveKept([&isDone] { isDone = true; });
    QVERIFY(!isDone); // its checkpoint is asked for
    open.session.startRun(windowRun());
    QTRY_VERIFY(isDone);
}

void TestEndingWindow::savedRunLeavesNothingWhenItEnds()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.files().setRunPath(m_settings->path("safe.safetensors"));
    open.page.files().saveRun();
    QTRY_VERIFY(!open.session.isModified());
    bool isDone = false;
    open.window.leaveKept([&isDone] { isDone = true; });
    QVERIFY(isDone);
    QVERIFY(keptRuns().isEmpty());
}

void TestEndingWindow::endingIsNotHeldUpByARefusedCheckpoint()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    bool isDone = false;
    open.window.leaveKept([&isDone] { isDone = true; });
    QVERIFY(!isDone);
    emit open.session.checkpointRefused();
    QVERIFY(isDone);
}

void TestEndingWindow::endingIsNotHeldUpByAFullDisk()
{
    const QByteArray place = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", "/proc/nowhere");
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    bool isDone = false;
    open.window.leaveKept([&isDone] { isDone = true; });
    QTRY_VERIFY(isDone);
    qputenv("XDG_DATA_HOME", place);
}

void TestEndingWindow::closingTakesItAway()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QCOMPARE(keptRuns().size(), qsizetype(1));
    QVERIFY(!open.window.close());
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QVERIFY(!open.window.isVisible());
    QVERIFY(QDir(Autosave::folder()).isEmpty());
}

ISTHMUS_TEST(TestEndingWindow)
#include "tst_EndingWindow.moc"
