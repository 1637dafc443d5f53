// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/KlWarmup.h"
#include "tests/TestProgram.h"
#include "tests/core/train/TinyRun.h"

#include <cmath>
#include <set>

using namespace isthmus;

namespace {

FloatVector parametersAfter(TrainingRun& run, int steps, int threads)
{
    ThreadPool pool(threads);
    for (int i = 0; i < steps; ++i)
        (void)run.step(pool);
    return run.parameters();
}

} // namespace

class TestTrainingRun : public QObject
{
    Q_OBJECT
private slots:
    void lossFalls();
    void sameBitsWithAnyNumberOfThreads();
    void anotherSeedGivesOtherBits();
    void resumeIsExactAtAnyStep_data();
    void resumeIsExactAtAnyStep();
    void knobsActAtTheNextStepAndAreLogged();
    void unchangedKnobsLeaveNoMarker();
    void lackedKnobsStayAsTheyWere();
    void partialLastBatchIsKept();
    void validationSamplesAreNotTrainedOn();
    void corruptionChangesTheInputAlone();
    void resetStartsTheSameRunAgain();
    void badSettingsAreRefused();
    void warmupIsAFunctionOfTheStep();
    void betaWarmsUpAndTheLossIsTheSumOfItsParts();
    void resumeIsExactDuringTheWarmup();
    void freeBitsAndSparsityAreKnobs();
    void klSettingsNeedAVariationalModel();
    void foreignCheckpointIsRefused();
    void checkpointPreparesARun();
    void blocksOfABatchAddUpToIt();
};

void TestTrainingRun::lossFalls()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    const float first = run.step(pool)->loss;
    float last = first;
    for (int i = 0; i < 100; ++i)
        last = run.step(pool)->loss;
    QVERIFY2(last < 0.7F * first, qPrintable(QString("%1 -> %2").arg(first).arg(last)));
    QCOMPARE(run.steps(), 101);
    QCOMPARE(run.lastRecord().step, 101);
    QCOMPARE(run.lastRecord().loss,
        run.lastRecord().terms[AutoencoderTerm::Reconstruction] + run.lastRecord().terms[AutoencoderTerm::Kl]);
}

void TestTrainingRun::sameBitsWithAnyNumberOfThreads()
{
    RunSpec spec = test::tinyRun();
    spec.training.corruption = Corruption::parse("gaussian:0.3");
    TrainingRun one(spec);
    const FloatVector reference = parametersAfter(one, 20, 1);
    for (const int threads : {2, 4}) {
        TrainingRun run(spec);
        QCOMPARE(parametersAfter(run, 20, threads), reference);
    }
}

void TestTrainingRun::anotherSeedGivesOtherBits()
{
    RunSpec spec = test::tinyRun();
    TrainingRun one(spec);
    spec.training.seed = 2;
    TrainingRun two(spec);
    QVERIFY(one.parameters() != two.parameters());
}

void TestTrainingRun::resumeIsExactAtAnyStep_data()
{
    QTest::addColumn<QString>("optimizer");
    QTest::addColumn<int>("steps");
    for (const OptimizerType& type : optimizerTypes()) {
        for (const int steps : {1, 7, 10})
            QTest::addRow("%s after %d", type.name, steps) << QString(type.name) << steps;
    }
}

void TestTrainingRun::resumeIsExactAtAnyStep()
{
    QFETCH(QString, optimizer);
    QFETCH(int, steps);
    RunSpec spec = test::tinyRun();
    spec.training.optimizer = optimizer.toStdString();
    spec.training.learningRate = optimizer == "sgd" ? 1e-4 : 1e-3;
    spec.training.momentum = 0.5;
    TrainingRun straight(spec);
    const FloatVector reference = parametersAfter(straight, 2 * steps, 1);
    TrainingRun first(spec);
    parametersAfter(first, steps, 1);
    TrainingRun second(spec);
    second.restore(first.checkpoint());
    QCOMPARE(parametersAfter(second, steps, 2), reference);
    QCOMPARE(second.steps(), 2 * steps);
}

void TestTrainingRun::knobsActAtTheNextStepAndAreLogged()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    (void)run.step(pool);
    Knobs knobs = run.knobs();
    knobs.beta = 4;
    knobs.corruption = Corruption::parse("mask:0.5");
    const std::vector<KnobChange> changes = run.setKnobs(knobs);
    QCOMPARE(changes.size(), std::size_t(2));
    QCOMPARE(changes[0], (KnobChange{1, "beta", "1", "4"}));
    QCOMPARE(changes[1], (KnobChange{1, "corruption", "none", "mask:0.5"}));
    const StepRecord record = *run.step(pool);
    QCOMPARE(record.terms[AutoencoderTerm::Beta], 4.0F);
    QVERIFY(
        std::abs(record.loss - (record.terms[AutoencoderTerm::Reconstruction] + 4 * record.terms[AutoencoderTerm::Kl]))
        < 1e-3F * record.loss);
}

void TestTrainingRun::unchangedKnobsLeaveNoMarker()
{
    TrainingRun run(test::tinyRun());
    QVERIFY(run.setKnobs(run.knobs()).empty());
}

void TestTrainingRun::lackedKnobsStayAsTheyWere()
{
    RunSpec spec = test::tinyRun();
    spec.model.bottleneck = Bottleneck::Plain;
    TrainingRun run(spec);
    Knobs knobs = run.knobs();
    knobs.beta = 4;
    knobs.freeBits = 0.1;
    knobs.sparsity = 0.25;
    const std::vector<KnobChange> changes = run.setKnobs(knobs);
    QCOMPARE(changes, (std::vector<KnobChange>{{0, "sparsity", "0", "0.25"}}));
    QCOMPARE(run.knobs().beta, spec.training.beta);
    QCOMPARE(run.knobs().freeBits, 0.0);
}

void TestTrainingRun::partialLastBatchIsKept()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    QCOMPARE(run.stepsPerEpoch(), 7);
    for (int i = 0; i < 7; ++i)
        (void)run.step(pool);
    QCOMPARE(std::ssize(run.lastSamples()), 200 - 6 * 32);
    QVERIFY(run.atEpochEnd());
    QCOMPARE(run.epoch(), 1.0);
}

void TestTrainingRun::validationSamplesAreNotTrainedOn()
{
    RunSpec spec = test::tinyRun();
    spec.training.validation = 0.25;
    TrainingRun run(spec);
    QCOMPARE(run.split().validation.size(), std::size_t(50));
    QCOMPARE(run.split().fitted().size(), std::size_t(150));
    QCOMPARE(run.stepsPerEpoch(), 5);
    ThreadPool pool;
    const auto record = run.evaluateHeldOut({}, pool);
    QVERIFY(record.has_value());
    QVERIFY(std::isfinite(record->loss));
}

void TestTrainingRun::corruptionChangesTheInputAlone()
{
    RunSpec spec = test::tinyRun();
    TrainingRun clean(spec);
    spec.training.corruption = Corruption::parse("mask:0.9");
    TrainingRun corrupted(spec);
    ThreadPool pool;
    const StepRecord a = *clean.step(pool);
    const StepRecord b = *corrupted.step(pool);
    // Untrained, both reconstruct about as badly: the target is the clean image for both.
    QVERIFY(a.terms[AutoencoderTerm::Reconstruction] != b.terms[AutoencoderTerm::Reconstruction]);
    QVERIFY(std::abs(a.terms[AutoencoderTerm::Reconstruction] - b.terms[AutoencoderTerm::Reconstruction])
        < 0.1F * a.terms[AutoencoderTerm::Reconstruction]);
}

void TestTrainingRun::resetStartsTheSameRunAgain()
{
    TrainingRun run(test::tinyRun());
    const FloatVector reference = parametersAfter(run, 9, 1);
    run.reset();
    QCOMPARE(run.steps(), 0);
    QCOMPARE(parametersAfter(run, 9, 1), reference);
}

void TestTrainingRun::badSettingsAreRefused()
{
    const auto refused = [](auto change) {
        RunSpec spec = test::tinyRun();
        change(spec);
        try {
            const TrainingRun run(spec);
        } catch (const Error&) {
            return true;
        }
        return false;
    };
    QVERIFY(refused([](RunSpec& s) { s.training.batchSize = 0; }));
    QVERIFY(refused([](RunSpec& s) { s.training.learningRate = -1; }));
    QVERIFY(refused([](RunSpec& s) { s.training.learningRate = std::nan(""); }));
    QVERIFY(refused([](RunSpec& s) { s.training.beta = -0.5; }));
    QVERIFY(refused([](RunSpec& s) { s.training.optimizer = "lion"; }));
    QVERIFY(refused([](RunSpec& s) { s.training.validation = 1; }));
    QVERIFY(!refused([](RunSpec&) {}));
}

void TestTrainingRun::warmupIsAFunctionOfTheStep()
{
    QCOMPARE(klShare(0, 0, 7), 1.0);
    QCOMPARE(klShare(2, 0, 7), 0.0);
    QCOMPARE(klShare(2, 7, 7), 0.5);
    QCOMPARE(klShare(2, 14, 7), 1.0);
    QCOMPARE(klShare(2, 1000, 7), 1.0);
    QCOMPARE(klShare(0.5, 2, 8), 0.5);
}

void TestTrainingRun::betaWarmsUpAndTheLossIsTheSumOfItsParts()
{
    RunSpec spec = test::tinyRun();
    spec.training.beta = 3;
    spec.training.klWarmup = 2;
    spec.training.freeBits = 0.8;
    spec.training.sparsity = 0.25;
    TrainingRun run(spec);
    QCOMPARE(run.lastRecord().terms[AutoencoderTerm::Beta], 0.0F);
    ThreadPool pool;
    bool floored = false;
    for (int step = 0; step < 20; ++step) {
        const StepRecord r = *run.step(pool);
        QCOMPARE(r.terms[AutoencoderTerm::Beta], 3 * std::min(1.0F, static_cast<float>(step) / 14));
        QVERIFY(std::abs(r.loss
                    - (r.terms[AutoencoderTerm::Reconstruction]
                        + r.terms[AutoencoderTerm::Beta] * r.terms[AutoencoderTerm::TrainedKl]
                        + r.terms[AutoencoderTerm::Sparsity]))
            < 1e-5F * r.loss);
        QVERIFY(r.terms[AutoencoderTerm::TrainedKl] >= r.terms[AutoencoderTerm::Kl]
            && r.terms[AutoencoderTerm::TrainedKl] >= 1.6F - 1e-5F && r.terms[AutoencoderTerm::Sparsity] > 0);
        floored = floored || r.terms[AutoencoderTerm::TrainedKl] > r.terms[AutoencoderTerm::Kl] + 0.1F;
    }
    QVERIFY(floored);
    const EvaluationRecord e = *run.evaluateHeldOut({}, pool);
    QVERIFY(std::abs(e.loss
                - (e.terms[AutoencoderTerm::Reconstruction] + 3 * e.terms[AutoencoderTerm::TrainedKl]
                    + e.terms[AutoencoderTerm::Sparsity]))
        < 1e-5F * e.loss);
    QVERIFY(e.terms[AutoencoderTerm::TrainedKl] >= 1.6F - 1e-5F && e.terms[AutoencoderTerm::Sparsity] > 0);
}

void TestTrainingRun::resumeIsExactDuringTheWarmup()
{
    RunSpec spec = test::tinyRun();
    spec.training.klWarmup = 1.5;
    spec.training.freeBits = 0.1;
    spec.training.sparsity = 0.25;
    TrainingRun straight(spec);
    const FloatVector reference = parametersAfter(straight, 12, 1);
    TrainingRun first(spec);
    parametersAfter(first, 4, 1);
    TrainingRun second(test::tinyRun()); // the checkpoint brings the settings
    second.restore(first.checkpoint());
    QCOMPARE(parametersAfter(second, 8, 2), reference);
    TrainingRun without(test::tinyRun());
    QVERIFY(parametersAfter(without, 12, 1) != reference);
}

void TestTrainingRun::freeBitsAndSparsityAreKnobs()
{
    TrainingRun run(test::tinyRun());
    ThreadPool pool;
    QCOMPARE(run.step(pool)->terms[AutoencoderTerm::Sparsity], 0.0F);
    Knobs knobs = run.knobs();
    knobs.freeBits = 5;
    knobs.sparsity = 0.5;
    const std::vector<KnobChange> changes = run.setKnobs(knobs);
    QCOMPARE(changes.size(), std::size_t(2));
    QCOMPARE(changes[0], (KnobChange{1, "free-bits", "0", "5"}));
    QCOMPARE(changes[1], (KnobChange{1, "sparsity", "0", "0.5"}));
    const StepRecord record = *run.step(pool);
    QCOMPARE(record.terms[AutoencoderTerm::TrainedKl], 10.0F);
    QVERIFY(record.terms[AutoencoderTerm::Kl] < 10 && record.terms[AutoencoderTerm::Sparsity] > 0);
    run.reset();
    QCOMPARE(run.spec().training.freeBits, 5.0);
    QCOMPARE(run.spec().training.sparsity, 0.5);
}

void TestTrainingRun::klSettingsNeedAVariationalModel()
{
    RunSpec spec = test::tinyRun();
    spec.model.bottleneck = Bottleneck::Plain;
    spec.training.sparsity = 0.1;
    TrainingRun plain(spec);
    ThreadPool pool;
    QVERIFY(plain.step(pool)->terms[AutoencoderTerm::Sparsity] > 0);
    QCOMPARE(plain.lastRecord().terms[AutoencoderTerm::TrainedKl], 0.0F);
    spec.training.freeBits = 0.1;
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun run(spec));
    spec.training.freeBits = 0;
    spec.training.klWarmup = 1;
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun run(spec));
}

void TestTrainingRun::foreignCheckpointIsRefused()
{
    TrainingRun run(test::tinyRun());
    RunSpec other = test::tinyRun();
    other.model.latentDim = 3;
    const Checkpoint foreign = TrainingRun(other).checkpoint();
    QVERIFY_THROWS_EXCEPTION(Error, run.restore(foreign));
}

void TestTrainingRun::checkpointPreparesARun()
{
    TrainingRun first(test::tinyRun());
    const FloatVector reference = parametersAfter(first, 3, 1);
    TrainingRun second(test::tinyRun(), Start::Unprepared);
    second.restore(first.checkpoint());
    QVERIFY(second.isPrepared());
    second.prepare(); // leaves it as it is
    QCOMPARE(second.parameters(), reference);
    QCOMPARE(second.steps(), 3);
    QCOMPARE(second.checkpoint().data.fingerprint, first.checkpoint().data.fingerprint);
}

/// A model that leaves so much behind that a batch is computed in blocks of samples.
void TestTrainingRun::blocksOfABatchAddUpToIt()
{
    RunSpec spec = test::tinyRun();
    spec.model.encoder = {{"conv", {{"channels", 40}}}, {"relu", {}}, {"flatten", {}}, {"dense", {{"units", 6}}}};
    spec.training.optimizer = "sgd";
    spec.training.learningRate = 1e-3;
    spec.training.batchSize = 75;
    TrainingRun run(spec);
    QVERIFY(run.model()->blockSamples() < spec.training.batchSize);
    const FloatVector before = run.parameters();
    ThreadPool pool;
    const StepRecord record = *run.step(pool);

    std::vector<Index> shuffled = run.split().fitted(); // then its first batch, in one piece
    const Rng rng(spec.training.seed, Purpose::Shuffle);
    for (std::size_t i = shuffled.size(); i-- > 1;)
        std::swap(shuffled[i], shuffled[rng.below(i + 1, i, 0)]);
    shuffled.resize(75);
    Batch batch(spec.data->shape.size(), 75);
    spec.data->images->gather(shuffled, static_cast<float>(spec.data->scaling.scale), 0, batch, 0);
    Workspace workspace;
    FloatVector gradient;
    const NoiseKey noise{spec.training.seed, Purpose::Posterior, 0, shuffled};
    const LossTerms terms = run.model()->gradient(before, batch, batch, noise, Objective{}, gradient, workspace, pool);
    QVERIFY(std::abs(terms[AutoencoderTerm::Reconstruction]
                - static_cast<double>(record.terms[AutoencoderTerm::Reconstruction]))
        < 1e-5 * terms[AutoencoderTerm::Reconstruction]);
    QVERIFY(std::abs(terms[AutoencoderTerm::Kl] - static_cast<double>(record.terms[AutoencoderTerm::Kl]))
        < 1e-5 * terms[AutoencoderTerm::Kl]);
    float largest = 0;
    for (std::size_t i = 0; i < gradient.size(); ++i)
        largest = std::max(largest, std::abs(gradient[i]));
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const float step = (before[i] - run.parameters()[i]) / 1e-3F;
        QVERIFY(std::abs(step - gradient[i]) < 2e-4F * (1 + largest));
    }
}

ISTHMUS_APPLESS_TEST(TestTrainingRun)
#include "tst_TrainingRun.moc"
