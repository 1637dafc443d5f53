// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/Network.h"
#include "tests/TestProgram.h"
#include "tests/core/nn/GradientCheck.h"

#include <cmath>

using namespace isthmus;

namespace {

using Values = std::vector<float>;

/// 4 x 5 pixels; the largest value of some windows is there twice.
const Values kPicture{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4};
constexpr Shape kShape{2, 4, 5};
constexpr Index kSamples = 18;

/// The picture goes through a layer as channel 1 of sample 17; all else has other numbers. Output pixel n of it then
/// has the gradient n + 1.
struct Passed
{
    explicit Passed(const LayerSpec& entry)
        : network("test", {entry}, kShape, kShape, 0)
    {
        ThreadPool pool(2);
        const Pass pass{nullptr, pool};
        NetworkState state;
        Batch in(kShape.size(), kSamples);
        test::fill(in, 1);
        for (std::size_t i = 0; i < kPicture.size(); ++i)
            in.row(static_cast<Index>(2 * i + 1))[kSamples - 1] = kPicture[i];
        const Batch& out = network.forward(pass, in, state);
        for (Index row = 1; row < out.rows(); row += 2)
            output.push_back(out.row(row)[kSamples - 1]);
        Batch& weights = network.outputGradient(state);
        test::fill(weights, 2);
        for (std::size_t i = 0; i < output.size(); ++i)
            weights.row(static_cast<Index>(2 * i + 1))[kSamples - 1] = static_cast<float>(i + 1);
        Batch byInput;
        network.backward(pass, in, state, nullptr, &byInput);
        for (Index row = 1; row < byInput.rows(); row += 2)
            gradient.push_back(byInput.row(row)[kSamples - 1]);
    }
    Network network;
    Values output;
    Values gradient;
};

void compare(const Values& found, const Values& expected)
{
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(found[i] - expected[i]) < 1e-5F, qPrintable(QString("value %1: %2").arg(i).arg(found[i])));
}

Values times(float factor, Values values)
{
    for (float& value : values)
        value *= factor;
    return values;
}

} // namespace

class TestPooling : public QObject
{
    Q_OBJECT
private slots:
    void matchesPyTorch_data();
    void matchesPyTorch();
    void upsamplingRepeatsPixelsAndSumsTheirGradients();
    void upsamplingTakesASinglePixel();
    void poolingTakesASinglePixel();
    void maximumPassesNaNOn();
    void impossibleShapesAreExplained_data();
    void impossibleShapesAreExplained();
};

void TestPooling::matchesPyTorch_data()
{
    QTest::addColumn<LayerSpec>("entry");
    QTest::addColumn<Values>("output");
    QTest::addColumn<Values>("gradient");
    // y = F.max_pool2d(x, kernel, stride, padding), or F.avg_pool2d; w = torch.arange(1, y.numel() + 1);
    // torch.autograd.grad((y * w).sum(), x)
    QTest::newRow("max 2") << LayerSpec{"max-pool", {}} << Values{9, 6, 8, 9}
                           << Values{0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0};
    QTest::newRow("max 3, stride 2, padding 1")
        << LayerSpec{"max-pool", {{"kernel", 3}, {"padding", 1}}} << Values{9, 6, 5, 9, 9, 9}
        << Values{0, 0, 0, 0, 3, 5, 0, 2, 0, 0, 0, 0, 5, 0, 6, 0, 0, 0, 0, 0};
    QTest::newRow("max 2, stride 1") << LayerSpec{"max-pool", {{"stride", 1}}}
                                     << Values{9, 6, 6, 5, 9, 9, 9, 9, 8, 9, 9, 9}
                                     << Values{0, 0, 0, 0, 4, 6, 0, 5, 0, 0, 0, 9, 34, 0, 20, 0, 0, 0, 0, 0};
    QTest::newRow("average 2") << LayerSpec{"avg-pool", {}} << Values{3.75F, 4, 4.5F, 6.75F}
                               << times(0.25F, {1, 1, 2, 2, 0, 1, 1, 2, 2, 0, 3, 3, 4, 4, 0, 3, 3, 4, 4, 0});
    QTest::newRow("average 3, stride 2, padding 1")
        << LayerSpec{"avg-pool", {{"kernel", 3}, {"padding", 1}}} << times(1 / 9.0F, {15, 19, 14, 29, 50, 36})
        << times(1 / 9.0F, {1, 3, 2, 5, 3, 5, 12, 7, 16, 9, 4, 9, 5, 11, 6, 4, 9, 5, 11, 6});
}

void TestPooling::matchesPyTorch()
{
    QFETCH(LayerSpec, entry);
    QFETCH(Values, output);
    QFETCH(Values, gradient);
    const Passed passed(entry);
    compare(passed.output, output);
    compare(passed.gradient, gradient);
}

void TestPooling::upsamplingRepeatsPixelsAndSumsTheirGradients()
{
    const Passed passed({"upsample", {{"factor", 3}}});
    QCOMPARE(passed.network.outputShape(), (Shape{2, 12, 15}));
    Values output;
    Values gradient(kPicture.size(), 0.0F);
    for (std::size_t y = 0; y < 12; ++y) {
        for (std::size_t x = 0; x < 15; ++x) {
            output.push_back(kPicture[y / 3 * 5 + x / 3]);
            gradient[y / 3 * 5 + x / 3] += static_cast<float>(output.size());
        }
    }
    compare(passed.output, output);
    compare(passed.gradient, gradient);
}

void TestPooling::upsamplingTakesASinglePixel()
{
    const Network network("test", {{"upsample", {{"factor", 7}}}}, Shape::vector(6), kShape, 0);
    QCOMPARE(network.outputShape(), (Shape{6, 7, 7}));
}

void TestPooling::poolingTakesASinglePixel()
{
    for (const char* type : {"max-pool", "avg-pool"}) {
        const Network network("test", {{type, {{"kernel", 1}, {"stride", 1}}}}, Shape::vector(6), kShape, 0);
        QCOMPARE(network.outputShape(), Shape::vector(6));
    }
}

void TestPooling::maximumPassesNaNOn()
{
    const Shape shape{1, 2, 2};
    const Network network("test", {{"max-pool", {}}}, shape, shape, 0);
    ThreadPool pool;
    NetworkState state;
    for (Index place = 0; place < 4; ++place) {
        Batch in(4, 1);
        for (Index row = 0; row < 4; ++row)
            in.row(row)[0] = row == place ? std::nanf("") : static_cast<float>(row);
        QVERIFY(std::isnan(network.forward({nullptr, pool}, in, state).row(0)[0]));
    }
}

void TestPooling::impossibleShapesAreExplained_data()
{
    QTest::addColumn<LayerSpec>("entry");
    QTest::addColumn<bool>("flat");
    QTest::addColumn<QString>("words");
    QTest::newRow("kernel") << LayerSpec{"max-pool", {{"kernel", 7}, {"padding", 1}}} << false
                            << "kernel of 7 x 7 is larger than the padded picture of 6 x 7";
    QTest::newRow("padding") << LayerSpec{"avg-pool", {{"kernel", 3}, {"padding", 2}}} << false
                             << "padding of 2 is more than half the kernel of 3 x 3";
    QTest::newRow("pool of a list") << LayerSpec{"avg-pool", {}} << true << "found a list of 40 values";
    QTest::newRow("upsampled list") << LayerSpec{"upsample", {}} << true << "found a list of 40 values";
    QTest::newRow("no kernel") << LayerSpec{"max-pool", {{"kernel", 0}}} << false << "from 1 to 64, found 0";
}

void TestPooling::impossibleShapesAreExplained()
{
    QFETCH(LayerSpec, entry);
    QFETCH(bool, flat);
    QFETCH(QString, words);
    std::vector<LayerSpec> entries{entry};
    if (flat)
        entries.insert(entries.begin(), {"flatten", {}});
    try {
        const Network network("encoder", entries, kShape, kShape, 0);
        QFAIL("expected an Error");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(words), error.what());
    }
}

ISTHMUS_APPLESS_TEST(TestPooling)
#include "tst_Pooling.moc"
