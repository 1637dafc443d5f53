// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/FileContent.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/KeptRuns.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/main/WrittenFile.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/RecoveryOffer.h"
#include "ui/session/Autosave.h"

#include <QDir>
#include <QPushButton>

using namespace isthmus;
using namespace isthmus::test;

namespace {

QPushButton* bannerButton(const MessageBanner& banner, const QString& text)
{
    for (QPushButton* button : banner.findChildren<QPushButton*>())
        if (button->text() == text)
            return button;
    return nullptr;
}

void press(MessageBanner& banner, const QString& text)
{
    QTest::mouseClick(bannerButton(banner, text), Qt::LeftButton);
}

/// Presses Discard in the banner, and in the question that follows.
void discard(const MainWindow& window, MessageBanner& banner)
{
    press(banner, "Discard");
    QVERIFY(openBox(window, "discard-question"));
    isthmus::test::press(openBox(window, "discard-question"), QMessageBox::Discard);
}

} // namespace

/// The run is kept while it is new, and offered after a program that ended suddenly.
class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void untouchedDemonstrationIsKept();
    void resetRunIsNotKept();
    void whatIsNewIsKeptOnce();
    void changedKnobIsKept();
    void trainingOnAfterASaveIsKept();
    void savingMakesItNeedless();
    void anotherRunMakesItNeedless();
    void failureIsSaidOnce();
    void leftRunIsOffered();
    void openedRunGoesOnWhereItWasKept();
    void runOpenedWhileTheOneBeforeIsKeptStays();
    void discardedRunIsGone();
    void nothingLeftNothingOffered();
    void furtherRunComesThoughTheFirstPageIsClosed();
    void keptRunIsOpenedOnce();
    void furtherRunThatCannotBeReadIsClosed();
    void fileOfAnOpenRunStaysIts();
    void cleanupTestCase() { m_theme.reset(); }

private:
    /// What a killed program leaves: a run on sprites after two steps.
    void leaveRun(const QString& runPath);

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestRecovery::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestRecovery::cleanup()
{
    QSettings().clear();
    QDir(Autosave::folder()).removeRecursively();
}

void TestRecovery::leaveRun(const QString& runPath)
{
    RunSpec spec = windowRun();
    spec.data = std::make_shared<const Dataset>(makeSprites());
    TrainingRun run(spec);
    ThreadPool pool(2);
    QVERIFY(run.step(pool) && run.step(pool));
    RecoveryFile::make(Autosave::folder().toStdString())->write(run.checkpoint(), runPath.toStdString());
}

void TestRecovery::untouchedDemonstrationIsKept()
{
    OpenWindow open;
    open.session.startDemonstration(windowRun());
    open.page.autosave().look();
    QTRY_VERIFY(!open.page.autosave().isBusy());
    QVERIFY(keptRuns().isEmpty()); // it has no step yet
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QVERIFY(!open.session.isModified());
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    QTRY_VERIFY(!open.page.autosave().isBusy());
    open.session.touch();
    QVERIFY(open.session.isModified());
    QCOMPARE(keptRuns().size(), qsizetype(1)); // which it still is
}

void TestRecovery::resetRunIsNotKept()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    open.session.reset();
    QVERIFY(open.rests(0));
    QTRY_VERIFY(keptRuns().isEmpty()); // a fresh run is nothing to lose
    QVERIFY(!open.session.isModified());
}

void TestRecovery::whatIsNewIsKeptOnce()
{
    OpenWindow open;
    open.session.setModified(true);
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    QCOMPARE(keptStep(), std::int64_t(1));
    const QString path = Autosave::folder() + '/' + keptRuns().value(0);
    QTRY_VERIFY(!open.page.autosave().isBusy());
    QVERIFY(QFile::remove(path));
    open.page.autosave().look(); // nothing is new
    QTRY_VERIFY(!open.page.autosave().isBusy());
    QVERIFY(!QFile::exists(path));
    open.session.stepBatch();
    QVERIFY(open.rests(2));
    open.page.autosave().look();
    QTRY_VERIFY(QFile::exists(path));
    QCOMPARE(keptStep(), std::int64_t(2));
}

void TestRecovery::changedKnobIsKept()
{
    OpenWindow open;
    Knobs knobs = open.session.knobs();
    knobs.learningRate /= 2;
    open.session.setKnobs(knobs);
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
}

void TestRecovery::trainingOnAfterASaveIsKept()
{
    OpenWindow open;
    const QString path = m_settings->path("mine.safetensors");
    open.session.setModified(true);
    open.page.files().setRunPath(path);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.page.files().isSaving());
    const QByteArray saved = contentOf(path);
    open.page.autosave().look();
    QTRY_VERIFY(!open.page.autosave().isBusy());
    QVERIFY(keptRuns().isEmpty());
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    QVERIFY(contentOf(path) == saved);
}

void TestRecovery::savingMakesItNeedless()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    open.page.files().setRunPath("/nonexistent/folder/run.safetensors");
    open.page.files().saveRun();
    QTRY_VERIFY(openBox(open.page, "error"));
    press(openBox(open.page, "error"), QMessageBox::Ok);
    QCOMPARE(keptRuns().size(), qsizetype(1)); // it was not saved
    open.page.files().setRunPath(m_settings->path("saved.safetensors"));
    open.page.files().saveRun();
    QTRY_VERIFY(keptRuns().isEmpty());
}

void TestRecovery::anotherRunMakesItNeedless()
{
    OpenWindow open;
    open.session.setModified(true);
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
    open.session.startRun(windowRun());
    QTRY_VERIFY(keptRuns().isEmpty());
}

void TestRecovery::failureIsSaidOnce()
{
    const QByteArray place = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_DATA_HOME", "/proc/nowhere");
    OpenWindow open;
    int failures = 0;
    connect(&open.page.autosave(), &Autosave::failed, this, [&](const QString& sentence) {
        ++failures;
        QVERIFY2(sentence.contains("/proc/nowhere"), qPrintable(sentence));
    });
    open.session.setModified(true);
    open.page.autosave().look();
    QTRY_COMPARE(failures, 1);
    QTRY_VERIFY(!open.page.autosave().isBusy());
    open.page.autosave().look();
    QTRY_VERIFY(!open.page.autosave().isBusy());
    QCOMPARE(failures, 1);
    qputenv("XDG_DATA_HOME", place);
    open.page.autosave().look();
    QTRY_COMPARE(keptRuns().size(), qsizetype(1));
}

void TestRecovery::leftRunIsOffered()
{
    leaveRun("/runs/mine.safetensors");
    for (int start = 0; start < 2; ++start) { // who answers "later" is asked again
        OpenWindow open;
        MessageBanner& banner = open.window.recovery().banner();
        QVERIFY(!banner.isVisible());
        open.window.recovery().begin();
        QTRY_VERIFY(banner.isVisible());
        QVERIFY2(banner.message().contains("mine.safetensors on Sprites"), qPrintable(banner.message()));
        press(banner, "Later");
        QVERIFY(!banner.isVisible());
        QVERIFY(open.window.close());
        QCOMPARE(keptRuns().size(), qsizetype(1));
    }
}

void TestRecovery::openedRunGoesOnWhereItWasKept()
{
    const QString path = m_settings->path("mine.safetensors");
    leaveRun(path);
    OpenWindow open;
    MessageBanner& banner = open.window.recovery().banner();
    open.window.recovery().begin();
    QTRY_VERIFY(banner.isVisible());
    press(banner, "Open");
    QTRY_COMPARE(open.session.status().step, std::int64_t(2));
    QTRY_VERIFY(!banner.isVisible());
    QVERIFY(open.session.isModified());
    QCOMPARE(open.page.files().runPath(), path);
    QCOMPARE(keptRuns().size(), qsizetype(1)); // until it is safe
    open.session.stepBatch();
    QVERIFY(open.rests(3));
    open.page.autosave().look();
    QTRY_COMPARE(keptStep(), std::int64_t(3));
    QCOMPARE(keptRuns().size(), qsizetype(1));
    open.page.files().saveRun();
    QTRY_VERIFY(keptRuns().isEmpty());
    QCOMPARE(readRunFile(path.toStdString()).step, std::int64_t(3));
}

void TestRecovery::runOpenedWhileTheOneBeforeIsKeptStays()
{
    leaveRun({});
    const std::string folder = Autosave::folder().toStdString();
    std::unique_ptr<RecoveryFile> left = std::move(RecoveryFile::leftBehind(folder).front());
    const QString path = QString::fromStdString(left->path());
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    connect(&open.session, &RunSession::checkpointReady, &open.window, [&] {
        if (left) // the run before is being written now
            open.page.autosave().adopt(std::move(left));
    });
    open.page.autosave().look();
    QTRY_VERIFY(!left && !open.page.autosave().isBusy());
    QCOMPARE(keptRuns(), QStringList{QFileInfo(path).fileName()});
    QCOMPARE(keptStep(), std::int64_t(2));
}

void TestRecovery::discardedRunIsGone()
{
    leaveRun({});
    leaveRun({});
    OpenWindow open;
    MessageBanner& banner = open.window.recovery().banner();
    open.window.recovery().begin();
    QTRY_VERIFY(banner.isVisible());
    press(banner, "Discard");
    QVERIFY(openBox(open.window, "discard-question"));
    press(openBox(open.window, "discard-question"), QMessageBox::Cancel);
    QVERIFY(banner.isVisible());
    QCOMPARE(keptRuns().size(), qsizetype(2));
    discard(open.window, banner);
    QVERIFY(banner.isVisible()); // for the other one
    QCOMPARE(keptRuns().size(), qsizetype(1));
    discard(open.window, banner);
    QVERIFY(!banner.isVisible());
    QVERIFY(QDir(Autosave::folder()).isEmpty());
}

void TestRecovery::nothingLeftNothingOffered()
{
    OpenWindow open;
    open.window.recovery().begin();
    QTRY_VERIFY(!open.window.recovery().isLooking()); // what it finds it offers before this
    QVERIFY(!open.window.recovery().banner().isVisible());
}

void TestRecovery::furtherRunComesThoughTheFirstPageIsClosed()
{
    leaveRun({});
    leaveRun({});
    OpenWindow open;
    open.session.setModified(true);
    open.window.recovery().begin();
    QTRY_VERIFY(open.window.recovery().banner().isVisible());
    press(open.window.recovery().banner(), "Open");
    RunSession& further = open.bench.active();
    QVERIFY(&further != &open.session);
    QVERIFY(open.window.page().files().reading().isBusy());
    open.bench.close(open.session);
    QTRY_COMPARE(further.status().step, std::int64_t(2));
    QVERIFY(open.window.recovery().banner().isVisible()); // for the other one
    discard(open.window, open.window.recovery().banner());
    QVERIFY(!open.window.recovery().banner().isVisible());
    QCOMPARE(keptRuns().size(), qsizetype(1)); // the one that is open
}

void TestRecovery::keptRunIsOpenedOnce()
{
    leaveRun({});
    OpenWindow open;
    open.session.setModified(true);
    open.window.recovery().begin();
    QTRY_VERIFY(open.window.recovery().banner().isVisible());
    press(open.window.recovery().banner(), "Open");
    RunSession& further = open.bench.active();
    open.bench.setActive(open.session);
    QVERIFY(open.window.recovery().banner().isVisible());
    QVERIFY(!bannerButton(open.window.recovery().banner(), "Open")->isEnabled());
    QTRY_COMPARE(further.status().step, std::int64_t(2));
    QTRY_VERIFY(!open.window.recovery().banner().isVisible());
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
}

void TestRecovery::furtherRunThatCannotBeReadIsClosed()
{
    leaveRun({});
    OpenWindow open;
    open.session.setModified(true);
    open.window.recovery().begin();
    QTRY_VERIFY(open.window.recovery().banner().isVisible());
    writeFile(Autosave::folder() + '/' + keptRuns().value(0), "no run");
    press(open.window.recovery().banner(), "Open");
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(1));
    QCOMPARE(&open.bench.active(), &open.session);
    QVERIFY(open.window.recovery().banner().isVisible());
    press(open.window.recovery().banner(), "Open"); // which can be tried again
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(1));
}

void TestRecovery::fileOfAnOpenRunStaysIts()
{
    const QString path = m_settings->path("opened-before.safetensors");
    leaveRun(path);
    OpenWindow open;
    open.page.files().setRunPath(path);
    open.session.setModified(true);
    open.window.recovery().begin();
    QTRY_VERIFY(open.window.recovery().banner().isVisible());
    press(open.window.recovery().banner(), "Open");
    RunSession& further = open.bench.active();
    QTRY_COMPARE(further.status().step, std::int64_t(2));
    QVERIFY(further.isModified());
    QVERIFY(further.file().path().isEmpty());
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(path) && !open.session.isModified());
}

ISTHMUS_TEST(TestRecovery)
#include "tst_Recovery.moc"
