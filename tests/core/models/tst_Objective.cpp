// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"
#include "tests/TestProgram.h"
#include "tests/core/models/SmallModels.h"
#include "tests/core/nn/GradientCheck.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace isthmus;

namespace {

constexpr Index kSamples = 21;

ModelSpec modelOf(Bottleneck bottleneck)
{
    ModelSpec spec;
    spec.name = "small";
    spec.encoder = {{"flatten", {}}, test::dense(9), {"tanh", {}}};
    spec.bottleneck = bottleneck;
    if (bottleneck == Bottleneck::Plain)
        spec.encoder.push_back(test::dense(3));
    else
        spec.latentDim = 3;
    spec.decoder = {test::dense(9), {"tanh", {}}, test::dense(kAsData), {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

/// A model for small images, and the gradient of an objective.
struct SmallObjective
{
    explicit SmallObjective(Bottleneck bottleneck)
        : model(modelOf(bottleneck), test::kSmallImage)
        , parameters(model.initialise(7))
        , images(test::kSmallImage.size(), kSamples)
        , numbers(static_cast<std::size_t>(kSamples))
    {
        test::fill(images, 5);
        images.view() = (images.view().array() * 0.45F + 0.5F).matrix();
        std::iota(numbers.begin(), numbers.end(), 100);
    }

    void set(const std::string& name, const std::vector<float>& values)
    {
        for (const Parameter& parameter : model.parameters())
            if (parameter.name == name)
                parameter.scatter(values.data(), parameters);
    }

    [[nodiscard]] FloatVector gradientOf(const std::string& name) const
    {
        for (const Parameter& parameter : model.parameters())
            if (parameter.name == name)
                return parameter.gather(gradient);
        return {};
    }

    LossTerms compute(const Objective& objective)
    {
        const NoiseKey noise{1, Purpose::Posterior, 2, numbers};
        return model.gradient(parameters, images, images, noise, objective, gradient, workspace, pool);
    }

    Autoencoder model;
    FloatVector parameters;
    FloatVector gradient;
    Batch images;
    std::vector<Index> numbers;
    Workspace workspace;
    ThreadPool pool;
};

/// All weights zero, so that mu = (1, 0, -2) and the variances are (1, 2, 1) for every image: KL is (1/2, 0.1534, 2).
struct ConstantHeads : SmallObjective
{
    ConstantHeads()
        : SmallObjective(Bottleneck::Gaussian)
    {
        std::fill(parameters.begin(), parameters.end(), 0.0F);
        set("mu.bias", {1, 0, -2});
        set("log_var.bias", {0, 0.69314718F, 0});
    }
};

void compare(const FloatVector& found, const std::vector<float>& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i]) < 1e-5F,
            qPrintable(QString("%1: %2, expected %3").arg(i).arg(found[i]).arg(expected[i])));
}

} // namespace

/// What training adds to the reconstruction loss: KL with beta and free bits, and the L1 norm of the code.
class TestObjective : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void termsMatchHandComputedNumbers();
    void totalIsTheSumOfItsParts();
    void dimensionsBelowTheFreeBitsAreLeftAlone();
    void sparsityPullsAtMuBySign();
    void sparsityOfAPlainCode();
    void lossesAreFreeOfBoth();
    void klThatIsNoNumberIsNotHidden();
};

void TestObjective::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<bool>("variational");
    QTest::addColumn<double>("beta");
    QTest::addColumn<bool>("freeBits");
    QTest::addColumn<double>("sparsity");
    QTest::newRow("plain, sparse") << false << 1.0 << false << 0.7;
    QTest::newRow("variational, free bits") << true << 1.0 << true << 0.0;
    QTest::newRow("variational, free bits, beta 4") << true << 4.0 << true << 0.0;
    QTest::newRow("variational, sparse") << true << 1.0 << false << 0.7;
    QTest::newRow("variational, everything") << true << 2.0 << true << 0.7;
}

void TestObjective::gradientMatchesFiniteDifferences()
{
    QFETCH(bool, variational);
    QFETCH(double, beta);
    QFETCH(bool, freeBits);
    QFETCH(double, sparsity);
    SmallObjective f(variational ? Bottleneck::Gaussian : Bottleneck::Plain);
    f.set(variational ? "mu.bias" : "encoder.3.bias", {2, -3, 4}); // keeps codes away from the kink at 0
    Objective objective{beta, 0, sparsity};
    f.compute(objective);
    if (freeBits) { // between the first and the second dimension
        std::vector<double> kl = f.workspace.kl;
        std::sort(kl.begin(), kl.end());
        objective.freeBits = (kl[0] + kl[1]) / 2;
        QVERIFY(kl[1] - kl[0] > 0.5);
    }
    f.compute(objective);
    const FloatVector analytic = f.gradient;
    double largest = 0;
    double worst = 0;
    for (std::size_t i = 0; i < analytic.size(); ++i) {
        const float kept = f.parameters[i];
        f.parameters[i] = kept + 4e-3F;
        const double above = weightsOf(objective).total(f.compute(objective));
        f.parameters[i] = kept - 4e-3F;
        const double below = weightsOf(objective).total(f.compute(objective));
        f.parameters[i] = kept;
        const double numeric = (above - below) / 8e-3;
        worst = std::max(worst, std::abs(numeric - static_cast<double>(analytic[i])));
        largest = std::max(largest, std::abs(numeric));
    }
    QVERIFY2(worst < 3e-3 * largest, qPrintable(QString("%1 of %2").arg(worst).arg(largest)));
}

void TestObjective::termsMatchHandComputedNumbers()
{
    ConstantHeads f;
    const double small = 0.5 * (2 - 1 - std::log(2.0));
    const LossTerms terms = f.compute({1, 0.25, 1});
    QVERIFY(std::abs(terms[AutoencoderTerm::Kl] - (0.5 + small + 2)) < 1e-5);
    QVERIFY(std::abs(terms[AutoencoderTerm::TrainedKl] - (0.5 + 0.25 + 2)) < 1e-5);
    QVERIFY(std::abs(terms[AutoencoderTerm::Sparsity] - 3) < 1e-6);
    QVERIFY(std::abs(terms[AutoencoderTerm::Reconstruction] - 12 * std::log(2.0)) < 1e-5); // logits are 0
    QVERIFY(std::abs(f.compute({1, 1, 0})[AutoencoderTerm::TrainedKl] - 4) < 1e-5);
    QVERIFY(std::abs(f.workspace.kl[1] - small) < 1e-6);
}

void TestObjective::totalIsTheSumOfItsParts()
{
    const LossTerms terms{100, 5, 7, 30};
    QCOMPARE(weightsOf({}).total(terms), 107.0);
    QCOMPARE(weightsOf({0.5, 0.1, 2}).total(terms), 100 + 3.5 + 60);
    QCOMPARE(weightsOf({0, 0.1, 0}).total(terms), 100.0);
}

void TestObjective::dimensionsBelowTheFreeBitsAreLeftAlone()
{
    ConstantHeads f; // the decoder's weights are 0: no gradient comes from the reconstruction
    f.compute({2, 0, 0});
    compare(f.gradientOf("mu.bias"), {2, 0, -4});
    compare(f.gradientOf("log_var.bias"), {0, 1, 0}); // 0.5 * beta * (variance - 1)
    f.compute({2, 0.25, 0});
    compare(f.gradientOf("mu.bias"), {2, 0, -4});
    compare(f.gradientOf("log_var.bias"), {0, 0, 0});
    f.compute({2, 1, 0});
    compare(f.gradientOf("mu.bias"), {0, 0, -4});
}

void TestObjective::sparsityPullsAtMuBySign()
{
    ConstantHeads f;
    f.compute({0, 0, 0.1});
    compare(f.gradientOf("mu.bias"), {0.1F, 0, -0.1F});
    compare(f.gradientOf("log_var.bias"), {0, 0, 0});
}

void TestObjective::sparsityOfAPlainCode()
{
    SmallObjective f(Bottleneck::Plain);
    std::fill(f.parameters.begin(), f.parameters.end(), 0.0F);
    f.set("encoder.3.bias", {1.5F, 0, -2});
    const LossTerms terms = f.compute({1, 0, 0.1});
    QVERIFY(std::abs(terms[AutoencoderTerm::Sparsity] - 3.5) < 1e-6);
    QCOMPARE(terms[AutoencoderTerm::Kl], 0.0);
    compare(f.gradientOf("encoder.3.bias"), {0.1F, 0, -0.1F});
}

void TestObjective::lossesAreFreeOfBoth()
{
    ConstantHeads f;
    const NoiseKey noise{1, Purpose::Evaluation, 0, f.numbers};
    const LossTerms terms = f.model.losses(f.parameters, f.images, f.images, noise, f.workspace, f.pool);
    QCOMPARE(terms[AutoencoderTerm::TrainedKl], terms[AutoencoderTerm::Kl]);
    QVERIFY(std::abs(terms[AutoencoderTerm::Sparsity] - 3) < 1e-6);
}

void TestObjective::klThatIsNoNumberIsNotHidden()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(std::isnan(withFreeBits(std::vector<double>{0.5, nan}, 1)));
    QVERIFY(std::isnan(withFreeBits(std::vector<double>{nan}, 0)));
    QCOMPARE(withFreeBits(std::vector<double>{0.5, 3}, 1), 4.0);
}

ISTHMUS_APPLESS_TEST(TestObjective)
#include "tst_Objective.moc"
