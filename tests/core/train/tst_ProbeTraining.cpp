// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/ProbeTraining.h"
#include "core/train/Trainer.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/TinyRun.h"
#include "tests/core/train/WatchedRun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

using namespace isthmus;

namespace {

ModelSpec probedModel(Bottleneck bottleneck)
{
    ModelSpec spec = test::tinyRun().model;
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 8}}}, {"tanh", {}}};
    if (bottleneck == Bottleneck::Plain)
        spec.encoder.push_back({"dense", {{"units", 4}}});
    spec.bottleneck = bottleneck;
    spec.latentDim = bottleneck == Bottleneck::Gaussian ? 4 : 0;
    return spec;
}

std::shared_ptr<const FrozenModel> freshEncoder(const ModelSpec& spec, Shape shape)
{
    const auto model = std::make_shared<const Autoencoder>(spec, shape);
    return std::make_shared<const FrozenModel>(FrozenModel{model, model->initialise(3)});
}

constexpr int kShapes = 4; ///< number of shapes of the sprites

/// A classifier of sprites by their shape.
RunSpec spritesRun(Bottleneck bottleneck, bool fineTunes)
{
    RunSpec run = test::tinyRun();
    run.training.learningRate = 1e-2;
    return probeRun(run, {freshEncoder(probedModel(bottleneck), run.data->shape), fineTunes});
}

/// A probe that holds a quarter of its samples out.
RunSpec watchedProbe(bool fineTunes)
{
    RunSpec run = spritesRun(Bottleneck::Gaussian, fineTunes);
    run.training.validation = 0.25;
    run.training.schedule.kind = "plateau";
    run.training.earlyStopping = 50;
    run.training.keepBest = true;
    return run;
}

void probeRows()
{
    QTest::addColumn<bool>("isVariational");
    QTest::addColumn<bool>("fineTunes");
    QTest::newRow("probe of a plain encoder") << false << false;
    QTest::newRow("probe of a variational encoder") << true << false;
    QTest::newRow("tuned plain encoder") << false << true;
    QTest::newRow("tuned variational encoder") << true << true;
}

QJsonObject fixture()
{
    QFile file(ISTHMUS_SOURCE_DIR "/tests/fixtures/probe.json");
    if (!file.open(QFile::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

std::vector<float> floatsIn(const QJsonArray& numbers)
{
    std::vector<float> values;
    for (const auto& number : numbers)
        values.push_back(static_cast<float>(number.toDouble()));
    return values;
}

/// Images of 3 x 4, three classes, and the encoder that the fixture was made with.
RunSpec fixtureRun(const QJsonObject& from, bool fineTunes)
{
    Dataset data;
    data.name = "fixture";
    data.shape = {1, 3, 4};
    for (const auto& label : from["labels"].toArray())
        data.labels.push_back(label.toInt());
    data.classNames = {"a", "b", "c"};
    data.trainCount = std::ssize(data.labels) - 1;
    data.testCount = 1;
    std::vector<std::uint8_t> bytes;
    for (const auto& value : from["images"].toArray())
        bytes.push_back(static_cast<std::uint8_t>(value.toInt()));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));

    ModelSpec spec;
    spec.name = "fixture";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 5}}}, {"tanh", {}}, {"dense", {{"units", 3}}}};
    spec.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "mse";
    FrozenModel encoder{std::make_shared<const Autoencoder>(spec, data.shape), {}};
    encoder.parameters = encoder.model->initialise(1);
    const std::vector<float> given = floatsIn(from["encoder"].toArray());
    std::copy(given.begin(), given.end(), encoder.parameters.begin());

    RunSpec run;
    run.data = std::make_shared<const Dataset>(std::move(data));
    run.training.batchSize = static_cast<int>(run.data->trainCount);
    run.training.optimizer = "sgd";
    run.training.learningRate = from["rate"].toDouble();
    return probeRun(run, {std::make_shared<const FrozenModel>(std::move(encoder)), fineTunes});
}

void compareBits(const Checkpoint& found, const Checkpoint& expected)
{
    QCOMPARE(found.step, expected.step);
    QVERIFY(found.parameters == expected.parameters);
    QVERIFY(found.optimizer.moments == expected.optimizer.moments);
    QCOMPARE(found.record.loss, expected.record.loss);
    QVERIFY(found.record.terms == expected.record.terms);
    QVERIFY(found.schedule == expected.schedule);
    QCOMPARE(found.best.loss, expected.best.loss);
    QVERIFY(found.result() == expected.result());
}

} // namespace

/// A classifier on an encoder, trained by the loop that trains autoencoders.
class TestProbeTraining : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data() { probeRows(); }
    void gradientMatchesFiniteDifferences();
    void trainsAsNumPyDoes_data();
    void trainsAsNumPyDoes();
    void beginsWithoutAnOpinion();
    void onlyATunedEncoderChanges_data() { probeRows(); }
    void onlyATunedEncoderChanges();
    void resumeIsExact_data() { probeRows(); }
    void resumeIsExact();
    void trainerResumesExactly();
    void evaluationIsThatOfTheSamples();
    void learnsTheClasses();
    void stopsEarlyAndKeepsTheBest();
    void divergenceGoesBack();
    void hasOneKnob();
    void whatDoesNotFitIsRefused();
    void foreignStatesAreRefused();
};

void TestProbeTraining::gradientMatchesFiniteDifferences()
{
    QFETCH(bool, isVariational);
    QFETCH(bool, fineTunes);
    RunSpec run = spritesRun(isVariational ? Bottleneck::Gaussian : Bottleneck::Plain, fineTunes);
    run.readySplit = readySplitOf(run);
    const std::unique_ptr<Trainable> probe = run.trainable(run);
    FloatVector parameters = probe->initialise(1);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i] += 0.3F * std::sin(static_cast<float>(i)); // the classifier has an opinion
    const Knobs knobs = knobsOf(run.training);
    const StepContext context{parameters, run.training, knobs};
    const std::vector<Index> samples{3, 1, 4, 15, 9, 2, 6, 5, 35, 8, 97, 93, 23, 84, 62, 64, 33, 83, 27};
    ThreadPool pool;
    FloatVector gradient;
    const LossTerms terms = probe->gradient(context, samples, gradient, pool);
    const LossTerms same = *probe->evaluate(context, samples, {}, pool);
    QVERIFY(std::abs(terms[ProbeTerm::CrossEntropy] - same[ProbeTerm::CrossEntropy]) < 1e-6);
    QCOMPARE(terms[ProbeTerm::Accuracy], same[ProbeTerm::Accuracy]);

    const auto lossWith = [&](std::size_t i, float value) {
        parameters[i] = value;
        return (*probe->evaluate(context, samples, {}, pool))[ProbeTerm::CrossEntropy];
    };
    double largest = 0;
    double worst = 0;
    const std::size_t every = fineTunes ? 7 : 1;
    for (std::size_t i = 0; i < parameters.size(); i += i + 40 < parameters.size() ? every : 1) {
        const float kept = parameters[i];
        const double numeric = (lossWith(i, kept + 4e-3F) - lossWith(i, kept - 4e-3F)) / 8e-3;
        parameters[i] = kept;
        worst = std::max(worst, std::abs(numeric - static_cast<double>(gradient[i])));
        largest = std::max(largest, std::abs(numeric));
    }
    QVERIFY2(worst < 3e-3 * largest, qPrintable(QString("%1 of %2").arg(worst).arg(largest)));
}

void TestProbeTraining::trainsAsNumPyDoes_data()
{
    QTest::addColumn<bool>("fineTunes");
    QTest::addColumn<QString>("key");
    QTest::newRow("frozen") << false << "frozen";
    QTest::newRow("fine-tuned") << true << "fineTuned";
}

void TestProbeTraining::trainsAsNumPyDoes()
{
    QFETCH(bool, fineTunes);
    QFETCH(QString, key);
    const QJsonObject from = fixture();
    const QJsonObject expected = from[key].toObject();
    TrainingRun run(fixtureRun(from, fineTunes));
    ThreadPool pool(2);
    for (int step = 0; step < from["steps"].toInt(); ++step) {
        const StepRecord record = *run.step(pool);
        const double loss = static_cast<double>(record.terms[ProbeTerm::CrossEntropy]);
        QVERIFY(std::abs(loss - expected["losses"].toArray()[step].toDouble()) < 1e-5);
        const double accuracy = static_cast<double>(record.terms[ProbeTerm::Accuracy]);
        QVERIFY(std::abs(accuracy - expected["accuracies"].toArray()[step].toDouble()) < 1e-6);
    }
    const std::vector<float> wanted = floatsIn(expected["parameters"].toArray());
    QCOMPARE(run.parameters().size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        QVERIFY(std::abs(run.parameters()[i] - wanted[i]) < 1e-4F);
}

void TestProbeTraining::beginsWithoutAnOpinion()
{
    TrainingRun run(spritesRun(Bottleneck::Plain, false));
    ThreadPool pool;
    QVERIFY(std::abs(static_cast<double>(run.step(pool)->loss) - std::log(double(kShapes))) < 1e-6);
}

void TestProbeTraining::onlyATunedEncoderChanges()
{
    QFETCH(bool, isVariational);
    QFETCH(bool, fineTunes);
    TrainingRun run(spritesRun(isVariational ? Bottleneck::Gaussian : Bottleneck::Plain, fineTunes));
    const FloatVector before = run.trainable().frozen(run.parameters()).parameters;
    const auto encoder = run.model()->encoderParameterCount();
    QCOMPARE(std::ssize(run.parameters()), (fineTunes ? encoder : 0) + kShapes * 4 + kShapes);
    test::train(run, 3);
    const FrozenModel after = run.trainable().frozen(run.parameters());
    QCOMPARE(after.parameters != before, fineTunes);
    QVERIFY(std::equal(before.begin() + encoder, before.end(), after.parameters.begin() + encoder)); // the decoder
    QCOMPARE(std::ssize(after.parameters), after.model->parameterCount());
}

void TestProbeTraining::resumeIsExact()
{
    QFETCH(bool, fineTunes);
    const RunSpec spec = watchedProbe(fineTunes);
    TrainingRun straight(spec);
    test::train(straight, 14);
    TrainingRun first(spec);
    test::train(first, 7, 2);
    TrainingRun second(spec);
    second.restore(first.checkpoint());
    test::train(second, 7, 3);
    compareBits(second.checkpoint(), straight.checkpoint());
    QVERIFY(second.best().isKnown());
}

void TestProbeTraining::trainerResumesExactly()
{
    const RunSpec spec = watchedProbe(true);
    Trainer first(spec, 2, 0);
    first.stepBatches(7);
    first.waitUntilIdle();
    const auto half = test::checkpointOf(first);
    QVERIFY(half != nullptr);
    QCOMPARE(half->terms.data(), probeTerms().data());
    Trainer second(spec, *half, 3, 0);
    second.stepBatches(7);
    second.waitUntilIdle();
    const auto state = test::checkpointOf(second);
    QVERIFY(state != nullptr);
    TrainingRun straight(spec);
    test::train(straight, 14);
    compareBits(*state, straight.checkpoint());
    QCOMPARE(state->steps.size(), std::size_t(14));
    QCOMPARE(state->evaluations.size(), std::size_t(2));
}

void TestProbeTraining::evaluationIsThatOfTheSamples()
{
    TrainingRun run(watchedProbe(false));
    test::train(run, 5);
    ThreadPool pool(2);
    const EvaluationRecord record = *run.evaluateHeldOut({}, pool);
    const std::vector<Index>& samples = run.split().validation;
    double right = 0;
    for (const Index sample : samples) { // one at a time
        const StepContext context{run.parameters(), run.spec().training, run.knobs()};
        const std::vector<Index> alone{sample};
        right += (*run.trainable().evaluate(context, alone, {}, pool))[ProbeTerm::Accuracy];
    }
    const auto accuracy = static_cast<float>(right / static_cast<double>(samples.size()));
    QVERIFY(std::abs(record.terms[ProbeTerm::Accuracy] - accuracy) < 1e-6F);
    QCOMPARE(record.loss, record.terms[ProbeTerm::CrossEntropy]);
    QVERIFY(!run.evaluateHeldOut([] { return true; }, pool));
}

void TestProbeTraining::learnsTheClasses()
{
    TrainingRun run(spritesRun(Bottleneck::Plain, true));
    test::train(run, 40 * static_cast<int>(run.stepsPerEpoch()));
    ThreadPool pool(2);
    const StepContext context{run.parameters(), run.spec().training, run.knobs()};
    const LossTerms found = *run.trainable().evaluate(context, run.readySplit()->fitted, {}, pool);
    QVERIFY2(found[ProbeTerm::Accuracy] > 0.8, qPrintable(QString::number(found[ProbeTerm::Accuracy])));
    QVERIFY(found[ProbeTerm::CrossEntropy] < 0.5 * std::log(double(kShapes)));
}

void TestProbeTraining::stopsEarlyAndKeepsTheBest()
{
    RunSpec spec = watchedProbe(false);
    spec.training.earlyStopping = 1;
    TrainingRun run(spec);
    test::train(run, 5);
    const FloatVector best = run.parameters();
    EvaluationRecord worse;
    worse.terms[ProbeTerm::CrossEntropy] = 10;
    run.watch(worse);
    QVERIFY(run.isStoppedEarly());
    QCOMPARE(*run.best().parameters, best);
    QVERIFY(run.best().loss > 0 && run.best().loss < 10);
}

void TestProbeTraining::divergenceGoesBack()
{
    TrainingRun run(spritesRun(Bottleneck::Plain, true));
    test::train(run, 3);
    Knobs knobs = run.knobs();
    knobs.learningRate = 1e30;
    QCOMPARE(run.setKnobs(knobs).size(), std::size_t(1));
    ThreadPool pool;
    int steps = 0;
    while (run.step(pool) && steps < 10)
        ++steps;
    QVERIFY(steps < 10);
    QCOMPARE(run.steps(), 3);
}

void TestProbeTraining::hasOneKnob()
{
    TrainingRun run(spritesRun(Bottleneck::Gaussian, true));
    Knobs knobs = run.knobs();
    knobs.beta = 4;
    knobs.corruption = {"gaussian", 0.5};
    knobs.sparsity = 1;
    knobs.freeBits = 1;
    QVERIFY(run.setKnobs(knobs).empty());
    knobs.learningRate = 0.5;
    QCOMPARE(run.setKnobs(knobs).size(), std::size_t(1));
}

void TestProbeTraining::whatDoesNotFitIsRefused()
{
    const RunSpec good = spritesRun(Bottleneck::Gaussian, false);
    RunSpec run = good;
    auto unlabelled = std::make_shared<Dataset>(*good.data);
    unlabelled->labels.clear();
    run.data = unlabelled;
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun training(run));
    run = probeRun(good, {freshEncoder(probedModel(Bottleneck::Plain), {1, 4, 4}), false});
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun training(run));
    run = good;
    run.training.klWarmup = 1;
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun training(run));
    run = good;
    run.training.corruption = {"gaussian", 0.5};
    QVERIFY_THROWS_EXCEPTION(Error, TrainingRun training(run));
}

void TestProbeTraining::foreignStatesAreRefused()
{
    TrainingRun probe(spritesRun(Bottleneck::Plain, false));
    TrainingRun tuned(spritesRun(Bottleneck::Plain, true));
    TrainingRun model(test::tinyRun());
    QVERIFY_THROWS_EXCEPTION(Error, probe.restore(tuned.checkpoint()));
    QVERIFY_THROWS_EXCEPTION(Error, probe.restore(model.checkpoint()));
    QVERIFY_THROWS_EXCEPTION(Error, model.restore(probe.checkpoint()));
}

ISTHMUS_GUILESS_TEST(TestProbeTraining)
#include "tst_ProbeTraining.moc"
