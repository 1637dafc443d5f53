// SPDX-License-Identifier: GPL-3.0-or-later
// The promise to whoever computes shares elsewhere: the shares of a batch, each computed by itself, by anybody, in any
// order and with any number of threads, and then added in the order of the samples, are the step, bit for bit.
#include "core/nn/Optimizer.h"
#include "core/train/AutoencoderTraining.h"
#include "core/train/ShareSum.h"
#include "core/train/TrainingRun.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/core/train/PresetRun.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <thread>
#include <vector>

using namespace isthmus;

namespace {

constexpr int kSharedBatch = test::kSanitized ? 72 : 136; ///< no whole number of registers, nor of shares

/// What a share leaves behind, wherever it was computed.
struct Part
{
    LossTerms terms;
    FloatVector gradient;
    Index samples = 0;
};

RunSpec readyRun(const std::string& preset)
{
    RunSpec spec = test::namedRun(preset, kSharedBatch + 10, kSharedBatch);
    spec.training.optimizer = "sgd";
    spec.training.schedule = {};
    spec.training.clipNorm = 0;
    spec.readySplit = readySplitOf(spec);
    return spec;
}

std::unique_ptr<Trainable> trainableOf(const RunSpec& spec)
{
    return spec.trainable ? spec.trainable(spec) : std::make_unique<AutoencoderTraining>(spec);
}

/// Each share by a trainable and a pool of its own, the last one first.
std::vector<Part> sharesOf(const RunSpec& spec, const StepContext& context, std::span<const Index> samples)
{
    const auto size = static_cast<std::size_t>(trainableOf(spec)->shareSamples(context, std::ssize(samples)));
    std::vector<Part> parts((samples.size() + size - 1) / size);
    for (std::size_t i = parts.size(); i-- > 0;) {
        const auto some = samples.subspan(i * size, std::min(size, samples.size() - i * size));
        const std::unique_ptr<Trainable> elsewhere = trainableOf(spec);
        ThreadPool pool(1 + static_cast<int>(i % 3));
        parts[i].samples = std::ssize(some);
        parts[i].terms = elsewhere->gradientOfShare(context, some, parts[i].gradient, pool);
    }
    return parts;
}

/// What a training over several processes would be: shares are dealt out to ranks, each with a trainable and threads of
/// its own, and their answers are added up.
class DealtTraining : public Trainable
{
public:
    DealtTraining(const RunSpec& spec, std::size_t ranks)
    {
        for (std::size_t i = 0; i < ranks; ++i)
            m_ranks.push_back(trainableOf(spec));
    }

    [[nodiscard]] Index parameterCount() const override { return one().parameterCount(); }
    [[nodiscard]] std::vector<BufferRange> buffers() const override { return one().buffers(); }
    [[nodiscard]] FloatVector initialise(std::uint64_t seed) const override { return one().initialise(seed); }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const override { return one().model(); }
    [[nodiscard]] FrozenModel frozen(const FloatVector& parameters) const override { return one().frozen(parameters); }
    [[nodiscard]] bool hasKnob(const std::string& name) const override { return one().hasKnob(name); }
    [[nodiscard]] std::span<const Term> terms() const override { return one().terms(); }
    [[nodiscard]] TermWeights weights(const StepContext& context) const override { return one().weights(context); }
    [[nodiscard]] TermWeights wholeWeights(const Knobs& knobs) const override { return one().wholeWeights(knobs); }
    [[nodiscard]] Index shareSamples(const StepContext& context, Index batchSize) const override
    {
        return one().shareSamples(context, batchSize);
    }
    LossTerms gradientOfShare(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool) override
    {
        return m_ranks.front()->gradientOfShare(context, samples, gradient, pool);
    }
    [[nodiscard]] std::optional<LossTerms> evaluate(const StepContext& context, std::span<const Index> samples,
        const std::function<bool()>& stop, ThreadPool& pool) const override
    {
        return one().evaluate(context, samples, stop, pool);
    }

    LossTerms gradient(
        const StepContext& context, std::span<const Index> samples, FloatVector& gradient, ThreadPool& pool) override
    {
        const auto size = static_cast<std::size_t>(shareSamples(context, std::ssize(samples)));
        std::vector<Part> parts((samples.size() + size - 1) / size);
        std::vector<std::thread> ranks;
        for (std::size_t rank = 0; rank < m_ranks.size(); ++rank)
            ranks.emplace_back([&, rank] {
                ThreadPool own(1);
                for (std::size_t i = rank; i < parts.size(); i += m_ranks.size()) {
                    const auto some = samples.subspan(i * size, std::min(size, samples.size() - i * size));
                    parts[i].samples = std::ssize(some);
                    parts[i].terms = m_ranks[rank]->gradientOfShare(context, some, parts[i].gradient, own);
                }
            });
        for (std::thread& rank : ranks)
            rank.join();
        ShareSum sum(std::ssize(samples), gradient);
        for (const Part& part : parts)
            sum.add(part.terms, part.gradient, part.samples, pool);
        return sum.terms();
    }

private:
    [[nodiscard]] const Trainable& one() const { return *m_ranks.front(); }

    std::vector<std::unique_ptr<Trainable>> m_ranks;
};

/// What lies in the parts, added in their order as ShareSum has it.
FloatVector sumOf(const std::vector<Part>& parts, Index batchSize)
{
    FloatVector gradient;
    ThreadPool pool(2);
    ShareSum sum(batchSize, gradient);
    for (const Part& part : parts)
        sum.add(part.terms, part.gradient, part.samples, pool);
    return gradient;
}

/// A share that is the same number everywhere.
Part constant(float value, Index samples)
{
    return {{}, FloatVector(20'000, value), samples};
}

} // namespace

class tst_Shares : public QObject
{
    Q_OBJECT

private slots:
    void sharesAddUpToTheStep_data() { test::trainableRows(); }
    void sharesAddUpToTheStep();
    void ranksTrainAsOneDoes_data();
    void ranksTrainAsOneDoes();
    void sumIsTheMeanOfTheBatch();
    void orderOfTheSumMatters();
    void sharesDependOnTheModelAndTheBatch();
    void freeBitsNeedTheWholeBatch();
    void batchNormNeedsTheWholeBatch();
};

void tst_Shares::sharesAddUpToTheStep()
{
    QFETCH(const std::string, preset);
    const RunSpec spec = readyRun(preset);
    TrainingRun run(spec);
    FloatVector parameters = run.parameters();
    ThreadPool pool(2);
    const std::optional<StepRecord> record = run.step(pool);
    QVERIFY(record.has_value());

    const Knobs knobs = run.knobs();
    const StepContext context{parameters, run.spec().training, knobs, 0, run.stepsPerEpoch()};
    const std::vector<Part> parts = sharesOf(spec, context, run.lastSamples());
    FloatVector gradient = sumOf(parts, std::ssize(run.lastSamples()));
    LossTerms terms = parts.front().terms;
    if (parts.size() > 1) {
        terms = {};
        for (const Part& part : parts)
            terms.add(part.terms, static_cast<double>(part.samples) / kSharedBatch);
    }
    QCOMPARE(static_cast<float>(run.trainable().weights(context).total(terms)), record->loss);

    OptimizerState state = makeOptimizerState(optimizerType("sgd"), parameters.size());
    BufferUpdate buffers(run.trainable().buffers());
    buffers.take(gradient, parameters);
    applyOptimizer(optimizerType("sgd"), {spec.training.learningRate}, gradient, parameters, state, pool);
    buffers.put(parameters);
    QVERIFY(parameters == run.parameters());
}

void tst_Shares::ranksTrainAsOneDoes_data()
{
    QTest::addColumn<std::string>("preset");
    for (const char* name : {"conv-vae", "conv-dae", "dense-vae", "tuned conv-ae"})
        QTest::newRow(name) << std::string(name);
}

void tst_Shares::ranksTrainAsOneDoes()
{
    QFETCH(const std::string, preset);
    RunSpec spec = readyRun(preset);
    spec.training.optimizer = "adam";
    TrainingRun alone(spec);
    RunSpec dealt = spec;
    dealt.trainable = [spec](const RunSpec&) { return std::make_unique<DealtTraining>(spec, 3); };
    TrainingRun together(dealt);
    ThreadPool pool(2);
    for (int step = 0; step < 4; ++step)
        QCOMPARE(together.step(pool)->loss, alone.step(pool)->loss);
    QVERIFY(together.parameters() == alone.parameters());
    QVERIFY(together.lastRecord().terms == alone.lastRecord().terms);
}

void tst_Shares::sumIsTheMeanOfTheBatch()
{
    const FloatVector sum = sumOf({constant(1, 96), constant(2, 96), constant(6, 8)}, 200);
    QVERIFY(std::all_of(sum.begin(), sum.end(), [](float each) { return std::abs(each - 1.68F) < 1e-6F; }));
}

/// Or this test could not see a sum in another order.
void tst_Shares::orderOfTheSumMatters()
{
    const Part large = constant(1e8F, 10);
    const Part opposite = constant(-1e8F, 10);
    const Part small = constant(1, 10);
    QVERIFY(sumOf({large, opposite, small}, 30) != sumOf({large, small, opposite}, 30));
}

void tst_Shares::sharesDependOnTheModelAndTheBatch()
{
    const RunSpec spec = readyRun("conv-vae");
    const AutoencoderTraining training(spec);
    const FloatVector parameters;
    const Knobs knobs = knobsOf(spec.training);
    const StepContext context{parameters, spec.training, knobs};
    const Index share = training.shareSamples(context, kSharedBatch);
    QVERIFY2(share > 0 && share < kSharedBatch && share % 32 == 0, qPrintable(QString::number(share)));
    QCOMPARE(training.shareSamples(context, 10 * kSharedBatch), share);
}

void tst_Shares::freeBitsNeedTheWholeBatch()
{
    const RunSpec spec = readyRun("conv-vae");
    const AutoencoderTraining training(spec);
    const FloatVector parameters;
    Knobs knobs = knobsOf(spec.training);
    knobs.freeBits = 0.5;
    QCOMPARE(training.shareSamples({parameters, spec.training, knobs}, kSharedBatch), kSharedBatch);
}

/// Its mean and variance are the whole batch's; those of a part would be others.
void tst_Shares::batchNormNeedsTheWholeBatch()
{
    RunSpec spec = readyRun("conv-vae");
    spec.model.encoder.insert(spec.model.encoder.begin() + 1, {"batch-norm", {}});
    const AutoencoderTraining training(spec);
    const FloatVector parameters;
    const Knobs knobs = knobsOf(spec.training);
    QCOMPARE(training.shareSamples({parameters, spec.training, knobs}, kSharedBatch), kSharedBatch);
    QCOMPARE(training.buffers().size(), std::size_t(2));
    spec.model.encoder[1] = {"layer-norm", {}};
    QVERIFY(AutoencoderTraining(spec).shareSamples({parameters, spec.training, knobs}, kSharedBatch) < kSharedBatch);
}

ISTHMUS_GUILESS_TEST(tst_Shares)
#include "tst_Shares.moc"
