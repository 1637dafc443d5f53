// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunsMemory.h"

#include "core/base/Error.h"
#include "core/train/TrainingMemory.h"
#include "core/train/TrainingRun.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunSession.h"

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

double bytesOf(const RunSpec& run)
{
    return trainingMemory(Autoencoder(run.model, run.data->shape), run.training, run.training.batchSize).total();
}

double dataBytesOf(const RunSpec& run)
{
    return static_cast<double>(run.data->images->bytes());
}

/// The same images once more, in memory of their own.
RunSpec onItsOwnData()
{
    RunSpec run = windowRun();
    run.data = std::make_shared<const Dataset>(makeSprites(200, 50));
    return run;
}

RunSpec withWiderModel()
{
    RunSpec run = windowRun();
    run.model.encoder[1].values["units"] = 64;
    return run;
}

/// Some sessions that share so much memory.
struct Sessions
{
    explicit Sessions(double memory)
        : shared(SharedByRuns::make(memory))
        , first(nullptr, 1, shared)
        , second(nullptr, 1, shared)
    {
        first.startRun(windowRun());
    }

    SharedByRuns shared;
    RunSession first;
    RunSession second;
};

} // namespace

/// The open runs share the memory of the machine: what does not fit beside the others is refused, however it comes.
class TestRunsMemory : public QObject
{
    Q_OBJECT

private slots:
    void sharedDataCountsOnce();
    void dataOfItsOwnCounts();
    void anotherRunInTheSamePlaceCountsAlone();
    void resumedRunIsRefused();
    void largerModelIsRefused();
    void givenUpRunMakesRoom();
};

void TestRunsMemory::sharedDataCountsOnce()
{
    Sessions sessions(2 * bytesOf(windowRun()) + 1.5 * dataBytesOf(windowRun()));
    sessions.second.startRun(windowRun());
    QVERIFY(sessions.second.hasRun());
}

void TestRunsMemory::dataOfItsOwnCounts()
{
    Sessions sessions(2 * bytesOf(windowRun()) + 1.5 * dataBytesOf(windowRun()));
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.startRun(onItsOwnData()));
    QVERIFY(!sessions.second.hasRun());
}

void TestRunsMemory::anotherRunInTheSamePlaceCountsAlone()
{
    Sessions sessions(2 * bytesOf(windowRun()) + 1.5 * dataBytesOf(windowRun()));
    sessions.second.startRun(windowRun());
    sessions.second.startRun(windowRun());
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.startRun(onItsOwnData()));
    QCOMPARE(sessions.second.data(), windowRun().data); // the run before has stayed
}

void TestRunsMemory::resumedRunIsRefused()
{
    Sessions sessions(1.5 * bytesOf(windowRun()) + dataBytesOf(windowRun()));
    const Checkpoint state = TrainingRun(windowRun()).checkpoint();
    ResumedRun resumed{windowRun(), std::make_unique<Trainer>(windowRun(), state, 1, 0)};
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.startResumed(resumed));
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.continueRun(resumed));
    QVERIFY(!sessions.second.hasRun() && !sessions.second.isSameRun());
    sessions.first.giveUp();
    sessions.second.startResumed(resumed);
    QVERIFY(sessions.second.hasRun());
}

void TestRunsMemory::largerModelIsRefused()
{
    const double room = bytesOf(withWiderModel()) - 1;
    Sessions sessions(bytesOf(windowRun()) + room + dataBytesOf(windowRun()));
    sessions.second.startRun(windowRun());
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.changeModel(withWiderModel().model, windowRun().training));
    QVERIFY(sessions.second.run().model == windowRun().model);
    sessions.first.giveUp();
    sessions.second.changeModel(withWiderModel().model, windowRun().training);
    QVERIFY(sessions.second.run().model == withWiderModel().model);
}

void TestRunsMemory::givenUpRunMakesRoom()
{
    Sessions sessions(1);
    QVERIFY_THROWS_EXCEPTION(Error, sessions.second.startRun(windowRun()));
    sessions.first.giveUp();
    sessions.second.startRun(windowRun());
    QVERIFY(sessions.second.hasRun());
}

ISTHMUS_GUILESS_TEST(TestRunsMemory)
#include "tst_RunsMemory.moc"
