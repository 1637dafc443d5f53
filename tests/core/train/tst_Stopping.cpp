// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/WatchedRun.h"

#include <cmath>

using namespace isthmus;
using test::lossOf;
using test::train;
using test::watchedRun;

namespace {

/// Its validation loss rises from some epoch on: it learns 40 images by heart.
RunSpec overfittingRun()
{
    RunSpec run = watchedRun();
    run.split.limit = 40;
    run.training.batchSize = 8;
    run.training.learningRate = 0.02;
    run.training.earlyStopping = 3;
    run.training.keepBest = true;
    return run;
}

bool same(const BestEpoch& a, const BestEpoch& b)
{
    const bool sameParameters =
        a.parameters && b.parameters ? *a.parameters == *b.parameters : a.parameters == b.parameters;
    return sameParameters && a.loss == b.loss && a.record.step == b.record.step && a.epochsSince == b.epochsSince;
}

std::shared_ptr<const Snapshot> snapshotOf(Trainer& trainer)
{
    trainer.requestSnapshot();
    std::shared_ptr<const Snapshot> moment;
    (void)test::waitFor([&] { return (moment = trainer.takeSnapshot()) != nullptr; });
    return moment;
}

} // namespace

class TestStopping : public QObject
{
    Q_OBJECT
private slots:
    void bestEpochIsKept();
    void epochsWithoutALowerLossAreCounted();
    void anotherScaleBeginsAnew();
    void warmupOfKlIsNoRise();
    void divergenceGoesBackInTheWatchToo();
    void validationIsNeeded();
    void trainerStopsEarlyAndShowsTheBest();
    void stoppedRunStaysStopped();
    void playGoesOnAfterAnEarlyStop();
    void absurdLastStepHasDiverged();
};

void TestStopping::bestEpochIsKept()
{
    RunSpec spec = watchedRun();
    spec.training.keepBest = true;
    TrainingRun run(spec);
    ThreadPool pool;
    (void)run.step(pool);
    run.watch(lossOf(5));
    const FloatVector best = run.parameters();
    (void)run.step(pool);
    run.watch(lossOf(6));
    const Checkpoint state = run.checkpoint();
    QVERIFY(state.parameters != best);
    QCOMPARE(state.result(), best);
    QCOMPARE(state.best.record.step, 1);
    QCOMPARE(state.best.loss, 5.0F);
    (void)run.step(pool);
    run.watch(lossOf(4));
    QCOMPARE(run.checkpoint().result(), run.parameters());
}

void TestStopping::epochsWithoutALowerLossAreCounted()
{
    RunSpec spec = watchedRun();
    spec.training.earlyStopping = 2;
    TrainingRun run(spec);
    for (const float loss : {5.0F, 5.0F, 4.0F, 4.5F})
        run.watch(lossOf(loss));
    QVERIFY(!run.isStoppedEarly());
    run.watch(lossOf(std::nanf("")));
    QVERIFY(run.isStoppedEarly());
    run.renewPatience();
    run.watch(lossOf(4.0F));
    QVERIFY(!run.isStoppedEarly());
    run.watch(lossOf(4.0F));
    QVERIFY(run.isStoppedEarly());
    run.reset();
    QVERIFY(!run.isStoppedEarly());
}

void TestStopping::anotherScaleBeginsAnew()
{
    RunSpec spec = watchedRun();
    spec.training.keepBest = true;
    TrainingRun run(spec);
    ThreadPool pool;
    (void)run.step(pool);
    run.watch(lossOf(5));
    Knobs knobs = run.knobs();
    knobs.learningRate = 5e-4;
    run.setKnobs(knobs);
    QVERIFY(run.best().isKnown());
    knobs.beta = 3;
    run.setKnobs(knobs);
    QVERIFY(!run.best().isKnown() && run.best().parameters == nullptr);
    run.watch(lossOf(50));
    QCOMPARE(run.best().loss, 50.0F);
}

void TestStopping::warmupOfKlIsNoRise()
{
    TrainingRun run(watchedRun());
    EvaluationRecord early = lossOf(5);
    early.terms[AutoencoderTerm::TrainedKl] = 4; // weighs 1, whatever it weighed in training
    early.loss = 5;
    run.watch(early);
    EvaluationRecord late = lossOf(5);
    late.terms[AutoencoderTerm::TrainedKl] = 3;
    late.loss = 8;
    run.watch(late);
    QCOMPARE(run.best().loss, 8.0F);
    QCOMPARE(run.best().epochsSince, 0);
}

void TestStopping::divergenceGoesBackInTheWatchToo()
{
    RunSpec spec = watchedRun();
    spec.training.keepBest = true;
    TrainingRun run(spec);
    train(run, 5);
    const Checkpoint good = run.checkpoint();
    Knobs knobs = run.knobs();
    knobs.learningRate = 1e30;
    run.setKnobs(knobs);
    ThreadPool pool;
    QVERIFY(run.step(pool).has_value());
    run.watch(lossOf(1e-3F));
    QVERIFY(!run.step(pool).has_value());
    QCOMPARE(run.steps(), 5);
    QVERIFY(same(run.best(), good.best));
}

void TestStopping::validationIsNeeded()
{
    const auto messageOf = [](auto change) -> QString {
        RunSpec spec = test::tinyRun();
        change(spec.training);
        try {
            const TrainingRun run(spec);
        } catch (const Error& error) {
            return error.what();
        }
        return "no error";
    };
    const QString rest = " needs validation images; hold some out of training";
    QCOMPARE(messageOf([](TrainSpec& t) { t.earlyStopping = 1; }), "early stopping" + rest);
    QCOMPARE(messageOf([](TrainSpec& t) { t.keepBest = true; }), "keep-best" + rest);
    QCOMPARE(messageOf([](TrainSpec& t) { t.schedule.kind = "plateau"; }), "plateau schedule" + rest);
    QCOMPARE(messageOf([](TrainSpec& t) { t.schedule.kind = "cosine"; }), QString("no error"));
    QCOMPARE(messageOf([](TrainSpec& t) { t.clipNorm = -1; }),
        QString("gradient norm: expected a number of at least 0, found -1"));
}

void TestStopping::trainerStopsEarlyAndShowsTheBest()
{
    Trainer trainer(overfittingRun(), 1, 0);
    trainer.trainUntilEpoch(500);
    trainer.waitUntilIdle();
    const TrainerStatus status = trainer.status();
    QCOMPARE(status.state, TrainerState::StoppedEarly);
    QVERIFY(status.epoch > 3 && status.epoch < 500);
    QVERIFY2(status.message.find("No lower validation loss for 3 epochs") == 0, status.message.c_str());

    const std::vector<EvaluationRecord> losses = trainer.log().evaluationsFrom(0);
    const auto state = test::checkpointOf(trainer);
    QCOMPARE(state->step, status.step);
    QCOMPARE(state->best.epochsSince, 3);
    QCOMPARE(state->best.record.step, losses[losses.size() - 4].step);
    for (const EvaluationRecord& each : losses)
        QVERIFY(
            each.terms[AutoencoderTerm::Reconstruction] + each.terms[AutoencoderTerm::TrainedKl] >= state->best.loss);
    QVERIFY(state->result() != state->parameters);

    QCOMPARE(status.shownStep, state->best.record.step);
    const auto shown = snapshotOf(trainer);
    QCOMPARE(shown->record.step, status.shownStep);
    QCOMPARE(shown->frozen.parameters, state->result());
}

void TestStopping::stoppedRunStaysStopped()
{
    const RunSpec run = overfittingRun();
    Trainer trainer(run, 1, 0);
    trainer.trainUntilEpoch(500);
    trainer.waitUntilIdle();
    const auto state = test::checkpointOf(trainer);
    Trainer resumed(run, *state, 1, 0);
    QCOMPARE(resumed.status().state, TrainerState::StoppedEarly);
    QCOMPARE(resumed.status().message, trainer.status().message);
    resumed.pause();
    resumed.waitUntilIdle();
    QCOMPARE(resumed.status().state, TrainerState::StoppedEarly);
    resumed.trainUntilEpoch(1000); // as one longer run would have
    resumed.waitUntilIdle();
    QCOMPARE(resumed.status().state, TrainerState::StoppedEarly);
    QCOMPARE(resumed.status().step, state->step);
}

void TestStopping::playGoesOnAfterAnEarlyStop()
{
    Trainer trainer(overfittingRun(), 1, 0);
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::StoppedEarly);
    const std::int64_t step = trainer.status().step;
    trainer.stepBatches(2);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().step, step + 2);
    QCOMPARE(trainer.status().shownStep, step + 2);
    QVERIFY(trainer.status().message.empty());
    trainer.play();
    QTRY_COMPARE(trainer.status().state, TrainerState::StoppedEarly);
    Knobs knobs = trainer.knobs();
    knobs.beta = 2; // another loss: nothing is known of it yet
    trainer.setKnobs(knobs);
    QTRY_COMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().shownStep, trainer.status().step);
    trainer.reset();
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Paused);
    QCOMPARE(trainer.status().shownStep, 0);
}

/// The parameters are finite, and no loss that follows from them is.
void TestStopping::absurdLastStepHasDiverged()
{
    RunSpec run = test::tinyRun();
    run.training.learningRate = 1e37;
    Trainer trainer(run, 1, 0);
    trainer.stepBatches(1);
    trainer.waitUntilIdle();
    QCOMPARE(trainer.status().state, TrainerState::Diverged);
    QCOMPARE(trainer.status().step, 0);

    TrainingRun alone(run);
    ThreadPool pool;
    QVERIFY(alone.step(pool).has_value());
    for (const float value : alone.parameters())
        QVERIFY(std::isfinite(value));
    QVERIFY(!alone.goBackUnlessGood(pool));
    QCOMPARE(alone.steps(), 0);
    QVERIFY(alone.goBackUnlessGood(pool));
}

ISTHMUS_GUILESS_TEST(TestStopping)
#include "tst_Stopping.moc"
