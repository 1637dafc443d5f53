// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Network.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <numbers>

using namespace isthmus;

namespace {

struct Result
{
    std::vector<float> values;
    std::vector<float> derivatives;
};

/// An activation and its derivative at some places, as a network computes them.
Result activationAt(const LayerSpec& entry, const std::vector<float>& places)
{
    const Network network("test", {entry}, Shape::vector(1), Shape::vector(1), 0);
    ThreadPool pool;
    const Pass pass{nullptr, pool};
    NetworkState state;
    const auto count = static_cast<Index>(places.size());
    Batch in(1, count);
    std::copy(places.begin(), places.end(), in.row(0));
    const Batch& out = network.forward(pass, in, state);
    Result result{{out.row(0), out.row(0) + count}, {}};
    network.outputGradient(state).view().setOnes();
    Batch gradient;
    network.backward(pass, in, state, nullptr, &gradient);
    result.derivatives.assign(gradient.row(0), gradient.row(0) + count);
    return result;
}

} // namespace

class TestActivations : public QObject
{
    Q_OBJECT
private slots:
    void matchesPyTorch_data();
    void matchesPyTorch();
    void farFromZeroAllStaysFinite();
    void geluIsExactToFloat();
    void softplusKeepsSmallValues();
    void inputIsNeverOverwritten();
};

void TestActivations::matchesPyTorch_data()
{
    QTest::addColumn<LayerSpec>("entry");
    QTest::addColumn<std::vector<float>>("values");
    QTest::addColumn<std::vector<float>>("derivatives");
    // x = torch.tensor([-3, -0.5, 0, 1.25, 20], dtype=torch.float64, requires_grad=True); y = f(x);
    // torch.autograd.grad(y.sum(), x)
    const auto row = [](const char* name, const LayerSpec& entry, const std::vector<float>& values,
                         const std::vector<float>& derivatives) {
        QTest::newRow(name) << entry << values << derivatives;
    };
    row("relu", {"relu", {}}, {0, 0, 0, 1.25F, 20}, {0, 0, 0, 1, 1});
    row("leaky_relu", {"leaky-relu", {}}, {-0.03F, -0.005F, 0, 1.25F, 20}, {0.01F, 0.01F, 0.01F, 1, 1});
    row("leaky_relu 0.3", {"leaky-relu", {{"slope", 0.3}}}, {-0.9F, -0.15F, 0, 1.25F, 20}, {0.3F, 0.3F, 0.3F, 1, 1});
    row("elu", {"elu", {}}, {-0.950212932F, -0.39346934F, 0, 1.25F, 20}, {0.0497870684F, 0.60653066F, 1, 1, 1});
    row("elu 2.5", {"elu", {{"alpha", 2.5}}}, {-2.37553233F, -0.983673351F, 0, 1.25F, 20},
        {0.124467671F, 1.51632665F, 2.5F, 1, 1});
    row("silu", {"silu", {}}, {-0.14227762F, -0.188770334F, 0, 0.971624826F, 20},
        {-0.088104106F, 0.260038813F, 0.5F, 0.993680845F, 1.00000004F});
    row("gelu", {"gelu", {}}, {-0.00404969409F, -0.154268769F, 0, 1.11793778F, 20},
        {-0.0119456472F, 0.132504875F, 0.5F, 1.12266158F, 1});
    row("gelu, tanh", {"gelu-tanh", {}}, {-0.00363739208F, -0.15428599F, 0, 1.1177142F, 20},
        {-0.0115841666F, 0.132630096F, 0.5F, 1.12249263F, 1});
    row("mish", {"mish", {}}, {-0.145647461F, -0.220743775F, 0, 1.1318703F, 20},
        {-0.0933931145F, 0.289510678F, 0.6F, 1.08046309F, 1});
    row("hardswish", {"hard-swish", {}}, {0, -0.208333333F, 0, 0.885416667F, 20},
        {-0.5F, 0.333333333F, 0.5F, 0.916666667F, 1});
    row("relu6", {"clamp", {}}, {0, 0, 0, 1.25F, 6}, {0, 0, 0, 1, 0});
    row("hardtanh", {"clamp", {{"minimum", -0.7}, {"maximum", 1}}}, {-0.7F, -0.5F, 0, 1, 1}, {0, 1, 1, 0, 0});
    row("softplus", {"softplus", {}}, {0.0485873516F, 0.474076984F, 0.693147181F, 1.50192908F, 20},
        {0.0474258732F, 0.377540669F, 0.5F, 0.777299861F, 0.999999998F});
    row("sigmoid", {"sigmoid", {}}, {0.0474258732F, 0.377540669F, 0.5F, 0.777299861F, 0.999999998F},
        {0.0451766597F, 0.235003712F, 0.25F, 0.173104787F, 2.06115362e-9F});
    row("log sigmoid", {"log-sigmoid", {}},
        {-3.04858735F, -0.974076984F, -0.693147181F, -0.251929081F, -2.06115362e-9F},
        {0.952574127F, 0.622459331F, 0.5F, 0.222700139F, 2.06115362e-9F});
    row("tanh", {"tanh", {}}, {-0.995054754F, -0.462117157F, 0, 0.848283640F, 1},
        {0.00986603717F, 0.786447733F, 1, 0.280414867F, 0});
}

void TestActivations::matchesPyTorch()
{
    QFETCH(LayerSpec, entry);
    QFETCH(std::vector<float>, values);
    QFETCH(std::vector<float>, derivatives);
    const Result result = activationAt(entry, {-3, -0.5F, 0, 1.25F, 20});
    QCOMPARE(values.size(), std::size_t(5));
    QCOMPARE(derivatives.size(), std::size_t(5));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float tolerance = 1e-6F * std::max(1.0F, std::abs(values[i]));
        QVERIFY2(std::abs(result.values[i] - values[i]) <= tolerance, qPrintable(QString::number(result.values[i])));
        QVERIFY2(std::abs(result.derivatives[i] - derivatives[i]) <= 1e-6F,
            qPrintable(QString::number(result.derivatives[i])));
    }
}

void TestActivations::farFromZeroAllStaysFinite()
{
    for (const LayerType& type : layerTypes()) {
        if (!type.isActivation || type.name == std::string("linear"))
            continue;
        const Result result = activationAt({type.name, {}}, {-1e4F, -100, 100, 1e4F});
        for (std::size_t i = 0; i < 4; ++i) {
            QVERIFY2(std::isfinite(result.values[i]), type.name);
            QVERIFY2(std::abs(result.derivatives[i]) < 2, type.name); // of SELU it would be 1.05
        }
    }
}

void TestActivations::geluIsExactToFloat()
{
    std::vector<float> places;
    for (int i = -700; i <= 700; ++i)
        places.push_back(0.01F * static_cast<float>(i));
    const Result result = activationAt({"gelu", {}}, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto x = static_cast<double>(places[i]);
        const double below = 0.5 * std::erfc(-x / std::numbers::sqrt2);
        const double density = std::exp(-0.5 * x * x) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
        // float itself resolves 2.4e-7 of values up to 4
        QVERIFY(std::abs(static_cast<double>(result.values[i]) - x * below) < 5e-7 * std::max(1.0, std::abs(x)));
        QVERIFY(std::abs(static_cast<double>(result.derivatives[i]) - (below + x * density)) < 5e-7);
    }
}

void TestActivations::softplusKeepsSmallValues()
{
    const Result result = activationAt({"softplus", {}}, {-20});
    QVERIFY(std::abs(result.values[0] / 2.06115362e-9F - 1) < 1e-5F); // 1 + exp(-20) is 1 in float
    QVERIFY(std::abs(result.derivatives[0] / 2.06115362e-9F - 1) < 1e-5F);
}

void TestActivations::inputIsNeverOverwritten()
{
    for (const LayerType& type : layerTypes()) {
        if (!type.isActivation)
            continue;
        const Network network("test", {{type.name, {}}}, Shape::vector(1), Shape::vector(1), 0);
        ThreadPool pool;
        NetworkState state;
        Batch in(1, 1);
        in.row(0)[0] = -0.7F;
        network.forward({nullptr, pool}, in, state);
        QCOMPARE(in.row(0)[0], -0.7F);
    }
}

ISTHMUS_APPLESS_TEST(TestActivations)
#include "tst_Activations.moc"
