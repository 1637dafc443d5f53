// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/decoderAlone.h"
#include "core/runs/FoundData.h"
#include "core/train/StoppedRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/compare/CompareFixture.h"
#include "ui/compare/comparingViews.h"
#include "ui/compare/planes/RunHead.h"
#include "ui/compare/strips/RunRows.h"
#include "ui/session/RunFile.h"

#include <QAction>
#include <QSet>
#include <QToolButton>

using namespace isthmus;

namespace {

/// A run that can only be explored, and has no encoder.
std::shared_ptr<ResumedRun> loneDecoder()
{
    const RunSpec whole = test::windowRun();
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->model = decoderAlone(whole.model, whole.data->shape);
    checkpoint->model.title = "Decoder";
    checkpoint->data.shape = whole.data->shape;
    const Autoencoder model(checkpoint->model, whole.data->shape);
    checkpoint->parameters = model.initialise(1);
    auto resumed = std::make_shared<ResumedRun>();
    resumed->run.model = checkpoint->model;
    resumed->run.data = noImages(checkpoint->data);
    resumed->live = std::make_unique<StoppedRun>(resumed->run, checkpoint, "This is a decoder alone", false);
    return resumed;
}

} // namespace

/// What the page says and shows as runs come, train and go.
class TestComparePage : public test::CompareFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }
    void viewsHaveNamesOfTheirOwn();
    void oneRunSaysHowToComeByAnother();
    void closedRunTakesItsPlaneAlong();
    void openedRunGetsAPlane();
    void allRunsAreWatchedWhileThePageIsSeen();
    void spacePlaysAndPausesAllRuns();
    void buttonOfAPlanePlaysItsRunAlone();
    void headSaysNameAndState();
    void runIsCalledByItsFileUntilItBeginsAnew();
    void otherDataIsSaid();
    void otherDataIsOtherThanThatOfTheLeader();
    void decoderAloneLeadsAndSaysSo();
};

void TestComparePage::viewsHaveNamesOfTheirOwn()
{
    QSet<QString> names;
    for (const ComparingViewType& type : comparingViews())
        names << type.id;
    QCOMPARE(names.size(), qsizetype(comparingViews().size()));
    openTwo();
    for (const QString& name : names)
        QVERIFY2(m_page->findChild<QWidget*>(name)->isVisible(), qPrintable(name));
}

void TestComparePage::oneRunSaysHowToComeByAnother()
{
    open({test::windowRun()});
    QVERIFY(m_page->note().contains("Duplicate as"));
    QVERIFY(!planes().isVisible());
    m_bench->add().startRun(test::otherWindowRun());
    QVERIFY(planes().isVisible());
    QCOMPARE(m_page->note(), QString());
}

void TestComparePage::closedRunTakesItsPlaneAlong()
{
    RunSpec third = test::otherWindowRun();
    third.training.seed = 9;
    open({test::windowRun(), test::otherWindowRun(), third});
    QTRY_VERIFY(test::hasAllPoints(plane(0)) && test::hasAllPoints(plane(1)) && test::hasAllPoints(plane(2)));
    drag(1, middle(1), middle(1) + QPoint(20, 10)); // the one that leads is closed
    const std::shared_ptr<const Snapshot> before = run(2).snapshot();
    m_bench->close(run(1));
    QCOMPARE(planes().cells().size(), std::size_t(2));
    QCOMPARE(&planes().cells()[1]->run(), &run(1));
    QCOMPARE(run(1).snapshot(), before);
    QCOMPARE(m_bench->colourIndex(run(1)), 2);
    drag(0, middle(0), middle(0) + QPoint(40, 20));
    QTRY_COMPARE(run(1).selection().code(), codeOfPicture(0, 1));
    m_bench->close(run(0));
    QVERIFY(!planes().isVisible());
}

void TestComparePage::openedRunGetsAPlane()
{
    openTwo();
    m_bench->add();
    QCOMPARE(planes().cells().size(), std::size_t(3));
    run(2).startRun(test::windowRun());
    QTRY_VERIFY(test::hasAllPoints(plane(2)));
    QVERIFY(run(2).isWatched());
}

void TestComparePage::allRunsAreWatchedWhileThePageIsSeen()
{
    openTwo();
    QVERIFY(run(0).isWatched() && run(1).isWatched());
    m_page->hide();
    QVERIFY(run(0).isWatched() && !run(1).isWatched());
    m_page->show();
    QVERIFY(run(1).isWatched());
    connect(m_bench.get(), &Workbench::activeChanged, this, [this] { run(0).setWatched(false); });
    m_bench->setActive(run(1));
    QTRY_VERIFY(run(0).isWatched());
}

void TestComparePage::spacePlaysAndPausesAllRuns()
{
    openTwo();
    QTest::keyClick(&plane(1), Qt::Key_Space);
    QTRY_VERIFY(run(0).isTraining() && run(1).isTraining());
    QCOMPARE(m_page->playAll().text(), QString("Pause all"));
    QTest::keyClick(&plane(0), Qt::Key_Space);
    QTRY_VERIFY(!run(0).isTraining() && !run(1).isTraining());
    m_page->playAll().trigger();
    QTRY_VERIFY(run(0).isTraining() && run(1).isTraining());
}

void TestComparePage::buttonOfAPlanePlaysItsRunAlone()
{
    openTwo();
    QTest::mouseClick(&planes().cells()[1]->head().playButton(), Qt::LeftButton);
    QTRY_VERIFY(run(1).isTraining());
    QVERIFY(!run(0).isTraining());
    QTest::mouseClick(&planes().cells()[1]->head().playButton(), Qt::LeftButton);
    QTRY_VERIFY(!run(1).isTraining());
}

void TestComparePage::headSaysNameAndState()
{
    openTwo();
    const RunHead& head = planes().cells()[1]->head();
    QCOMPARE(head.name(), QString("Other VAE"));
    QCOMPARE(head.state(), QString::fromUtf8("step 0 · epoch 0.00 · paused"));
    run(1).stepBatch();
    QTRY_COMPARE(head.state(), QString::fromUtf8("step 1 · epoch 0.14 · paused"));
    Knobs wild = run(1).knobs();
    wild.learningRate = 1e30;
    run(1).setKnobs(wild);
    run(1).play();
    QTRY_VERIFY(head.state().startsWith("diverged: back at step"));
}

void TestComparePage::runIsCalledByItsFileUntilItBeginsAnew()
{
    openTwo();
    const RunHead& head = planes().cells()[1]->head();
    run(1).file().setPath(m_settings.path("kept.safetensors"));
    QCOMPARE(head.name(), QString("kept.safetensors"));
    run(1).stepBatch();
    QTRY_COMPARE(run(1).status().step, std::int64_t(1));
    run(1).setSaved(run(1).moment());
    run(1).reset(); // to where it is not modified
    QTRY_COMPARE(head.name(), QString("Other VAE"));
    QVERIFY(!run(1).isModified());
}

void TestComparePage::otherDataIsSaid()
{
    RunSpec other = test::otherWindowRun();
    other.data = std::make_shared<const Dataset>(makeSprites(150, 40, 3));
    open({test::windowRun(), other});
    QCOMPARE(m_page->note(), QString("Other VAE is on other data: the cursor does not link it"));
    QTRY_VERIFY(test::hasAllPoints(plane(1)));
    auto& rows = *m_page->findChild<RunRows*>();
    QTRY_COMPARE(rows.rows()[2].note, QString("trained on other data"));

    RunSpec same = test::otherWindowRun(); // as read from the same file once more
    same.data = std::make_shared<const Dataset>(makeSprites(200, 50));
    run(1).startRun(same);
    QCOMPARE(m_page->note(), QString()); // nor is it said before it is known
    QTRY_VERIFY(rows.rows()[2].note.startsWith("PSNR"));
    QCOMPARE(m_page->note(), QString());
}

void TestComparePage::otherDataIsOtherThanThatOfTheLeader()
{
    RunSpec other = test::otherWindowRun();
    other.data = std::make_shared<const Dataset>(makeSprites(150, 40, 3));
    open({test::windowRun(), other});
    QTRY_VERIFY(test::hasAllPoints(plane(0)) && test::hasAllPoints(plane(1)));
    QCOMPARE(m_page->note(), QString("Other VAE is on other data: the cursor does not link it"));
    drag(1, middle(1), middle(1) + QPoint(30, 20)); // the active run stays the first one
    QCOMPARE(m_page->note(), QString("Tiny VAE is on other data: the cursor does not link it"));
}

void TestComparePage::decoderAloneLeadsAndSaysSo()
{
    open({test::windowRun()});
    RunSession& decoder = m_bench->add();
    decoder.startResumed(*loneDecoder());
    QVERIFY(m_page->note().contains("decoder alone"));
    QVERIFY(!planes().cells()[1]->head().playButton().isEnabled());
    QTRY_VERIFY(decoder.snapshot() && test::hasAllPoints(plane(0)));
    drag(1, middle(1), middle(1) + QPoint(30, 20));
    QTRY_VERIFY(!decoder.hand().image().empty());
    QTRY_COMPARE(run(0).selection().code(), codeOfPicture(1, 0));
}

ISTHMUS_TEST(TestComparePage)
#include "tst_ComparePage.moc"
