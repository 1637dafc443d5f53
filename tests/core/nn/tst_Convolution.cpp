// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/Network.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"
#include "tests/core/nn/GradientCheck.h"

#include <map>
#include <string>

using namespace isthmus;

namespace {

/// Numbers of a batch by sample, channel, row and column, in double.
double at(const Batch& values, Shape image, int channel, int y, int x, Index sample)
{
    return static_cast<double>(values.row((Index(y) * image.width + x) * image.channels + channel)[sample]);
}

/// A convolution layer, its parameters as the outside sees them, and one pass.
struct ConvolutionPass
{
    ConvolutionPass(const LayerSpec& spec, Shape image, Index samples, int threads = 1)
        : network("test", {spec}, image, image, 0)
        , pool(threads)
        , parameters(static_cast<std::size_t>(network.parameterCount()))
        , input(image.size(), samples)
    {
        test::fill(input, 1);
        const Rng rng(2, Purpose::Preview);
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i] = rng.normal(i, 0, 0);
        const Batch& result = network.forward({parameters.data(), pool}, input, state);
        output = result;
        weights = result;
        test::fill(weights, 3);
        network.outputGradient(state) = weights;
        gradient.assign(parameters.size(), 1e30F);
        network.backward({parameters.data(), pool}, input, state, gradient.data(), &inputGradient);
    }

    [[nodiscard]] Shape in() const { return network.inputShape(); }
    [[nodiscard]] Shape out() const { return network.outputShape(); }

    Network network;
    ThreadPool pool;
    FloatVector parameters;
    Batch input;
    NetworkState state;
    Batch output;
    Batch weights; ///< d loss / d output
    FloatVector gradient;
    Batch inputGradient;
};

using FieldValues = std::map<std::string, double>;

/// Sums in double, straight from the definition in PyTorch's terms.
struct Reference
{
    Reference(const ConvolutionPass& pass, const LayerSpec& spec)
        : weight(pass.network.parameters()[0].gather(pass.parameters))
        , outChannels(pass.out().channels)
        , output(static_cast<std::size_t>(pass.out().size() * pass.input.cols()))
        , inputGradient(static_cast<std::size_t>(pass.in().size() * pass.input.cols()))
        , weightGradient(weight.size())
        , biasGradient(static_cast<std::size_t>(pass.out().channels))
    {
        const FloatVector bias = pass.network.parameters()[1].gather(pass.parameters);
        const bool transposed = spec.type == "conv-transpose";
        const auto sides = [&](const char* field) { return sideValues(layerType(spec.type), spec, field); };
        const auto largeAt = [&](int at, int k, double SideValues::*side) {
            return at * static_cast<int>(sides("stride").*side) - static_cast<int>(sides("padding").*side)
                + k * static_cast<int>(sides("dilation").*side);
        };
        const auto height = static_cast<int>(sides("kernel").height);
        const auto width = static_cast<int>(sides("kernel").width);
        const auto groups = static_cast<int>(fieldValue(layerType(spec.type), spec, "groups"));
        const Shape in = pass.in();
        const Shape out = pass.out();
        const Index samples = pass.input.cols();
        const auto each = [](std::vector<double>& values, Shape image, Index count, int c, int y, int x,
                              Index s) -> double& {
            return values[static_cast<std::size_t>(((Index(y) * image.width + x) * image.channels + c) * count + s)];
        };
        for (Index s = 0; s < samples; ++s) {
            for (int oc = 0; oc < out.channels; ++oc) {
                for (int y = 0; y < out.height; ++y) {
                    for (int x = 0; x < out.width; ++x) {
                        each(output, out, samples, oc, y, x, s) +=
                            static_cast<double>(bias[static_cast<std::size_t>(oc)]);
                        biasGradient[static_cast<std::size_t>(oc)] += at(pass.weights, out, oc, y, x, s);
                    }
                }
            }
            const Shape small = transposed ? in : out;
            const Shape large = transposed ? out : in;
            const int ofGroup = large.channels / groups;
            for (int y = 0; y < small.height; ++y) {
                for (int x = 0; x < small.width; ++x) {
                    for (int ky = 0; ky < height; ++ky) {
                        for (int kx = 0; kx < width; ++kx) {
                            const int largeY = largeAt(y, ky, &SideValues::height);
                            const int largeX = largeAt(x, kx, &SideValues::width);
                            if (largeY < 0 || largeY >= large.height || largeX < 0 || largeX >= large.width)
                                continue;
                            for (int sc = 0; sc < small.channels; ++sc) {
                                const int firstOfGroup = sc / (small.channels / groups) * ofGroup;
                                for (int lc = firstOfGroup; lc < firstOfGroup + ofGroup; ++lc) {
                                    const auto w = static_cast<std::size_t>(
                                        ((Index(sc) * ofGroup + lc - firstOfGroup) * height + ky) * width + kx);
                                    const int ic = transposed ? sc : lc;
                                    const int oc = transposed ? lc : sc;
                                    const int inY = transposed ? y : largeY;
                                    const int inX = transposed ? x : largeX;
                                    const int outY = transposed ? largeY : y;
                                    const int outX = transposed ? largeX : x;
                                    const double value = at(pass.input, in, ic, inY, inX, s);
                                    const double byOut = at(pass.weights, out, oc, outY, outX, s);
                                    const auto factor = static_cast<double>(weight[w]);
                                    each(output, out, samples, oc, outY, outX, s) += factor * value;
                                    each(inputGradient, in, samples, ic, inY, inX, s) += factor * byOut;
                                    weightGradient[w] += value * byOut;
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    FloatVector weight;
    int outChannels;
    std::vector<double> output;
    std::vector<double> inputGradient;
    std::vector<double> weightGradient;
    std::vector<double> biasGradient;
};

double worstDifference(const Batch& found, const std::vector<double>& expected)
{
    double worst = 0;
    for (Index row = 0; row < found.rows(); ++row) {
        for (Index s = 0; s < found.cols(); ++s) {
            const double difference =
                static_cast<double>(found.row(row)[s]) - expected[static_cast<std::size_t>(row * found.cols() + s)];
            worst = std::max(worst, std::abs(difference));
        }
    }
    return worst;
}

double worstDifference(const FloatVector& found, const std::vector<double>& expected)
{
    double worst = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
        worst = std::max(worst, std::abs(static_cast<double>(found[i]) - expected[i]));
    return worst;
}

LayerSpec convolution(const char* type, int channels, int kernel, int stride, int padding, int outputPadding = 0)
{
    LayerSpec spec{type, {}};
    spec.values = {{"channels", channels}, {"kernel", kernel}, {"stride", stride}, {"padding", padding}};
    if (spec.type == "conv-transpose")
        spec.values["output-padding"] = outputPadding;
    return spec;
}

} // namespace

class TestConvolution : public QObject
{
    Q_OBJECT
private slots:
    void matchesItsDefinition_data();
    void matchesItsDefinition();
    void doesNotDependOnThreads_data();
    void doesNotDependOnThreads();
    void outputShapesFollowTheFormula();
    void decoderRestoresTheEncodersSizes_data();
    void decoderRestoresTheEncodersSizes();
    void misfitsAreExplained_data();
    void misfitsAreExplained();
    void groupsMustDivideBothSides();
};

void TestConvolution::matchesItsDefinition_data()
{
    QTest::addColumn<bool>("transposed");
    QTest::addColumn<Shape>("image");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("padding");
    QTest::addColumn<int>("outputPadding");
    QTest::addColumn<int>("samples");
    QTest::addColumn<FieldValues>("more");
    const auto both = [](const char* name, Shape image, int channels, int kernel, int stride, int padding, int samples,
                          int outputPadding = 0, const FieldValues& more = {}) {
        for (const bool transposed : {false, true})
            QTest::addRow("%s%s", transposed ? "transposed, " : "", name)
                << transposed << image << channels << kernel << stride << padding << outputPadding << samples << more;
    };
    both("3 x 3 at stride 2", {5, 6, 7}, 9, 3, 2, 1, 19, 1);
    both("3 x 3 at stride 1", {16, 5, 4}, 33, 3, 1, 1, 17);
    both("one channel in", {1, 8, 7}, 21, 3, 2, 1, 33, 1);
    both("one channel out", {21, 8, 7}, 1, 3, 1, 1, 40);
    both("one channel out at stride 2", {10, 9, 8}, 1, 3, 2, 1, 5, 1);
    both("one channel in and out", {1, 6, 6}, 1, 3, 1, 1, 16);
    both("4 x 4 at stride 2", {3, 6, 8}, 4, 4, 2, 1, 8);
    both("2 x 2 without padding", {3, 5, 5}, 4, 2, 2, 0, 3);
    both("stride beyond the kernel", {2, 7, 8}, 3, 2, 3, 0, 6, 2);
    both("1 x 1", {7, 3, 2}, 5, 1, 1, 0, 20);
    both("padding beyond the image", {2, 5, 6}, 3, 5, 1, 4, 4);
    both("8 x 8, more taps than one product takes", {2, 9, 8}, 1, 8, 1, 3, 7);
    both("samples beyond one block", {4, 3, 3}, 20, 3, 1, 1, 131);
    both("one sample", {8, 4, 4}, 12, 3, 2, 1, 1, 1);
    both("3 x 5", {4, 6, 7}, 5, 3, 1, 1, 19, 0, {{"kernel-width", 5}, {"padding-width", 2}});
    both("1 x 3, stride along the width", {3, 1, 12}, 8, 1, 1, 0, 18, 0,
        {{"kernel-width", 3}, {"stride-width", 2}, {"padding-width", 1}});
    both("other strides", {5, 7, 8}, 6, 3, 2, 1, 9, 1, {{"stride-width", 3}});
    both("3 x 2 from one channel", {1, 7, 8}, 6, 3, 1, 0, 9, 0, {{"kernel-width", 2}, {"padding-width", 1}});
    both("3 x 2 to one channel", {6, 7, 8}, 1, 3, 1, 0, 9, 0, {{"kernel-width", 2}, {"padding-width", 1}});
    both("dilation", {3, 9, 8}, 5, 3, 1, 2, 17, 0, {{"dilation", 2}});
    both("dilation and stride", {3, 9, 8}, 5, 3, 2, 1, 17, 1, {{"dilation", 3}, {"dilation-width", 2}});
    both("dilation from one channel", {1, 9, 8}, 5, 3, 1, 1, 17, 0, {{"dilation", 2}});
    both("dilation to one channel", {4, 9, 8}, 1, 3, 1, 1, 17, 0, {{"dilation", 2}});
    both("two groups", {6, 5, 4}, 4, 3, 1, 1, 19, 0, {{"groups", 2}});
    both("groups at stride 2", {6, 7, 8}, 9, 3, 2, 1, 35, 1, {{"groups", 3}});
    both("depthwise", {20, 5, 4}, 20, 3, 1, 1, 19, 0, {{"groups", 20}});
    both("depthwise with a multiplier", {4, 6, 5}, 8, 3, 2, 1, 20, 0, {{"groups", 4}});
    both("groups of many channels", {40, 3, 3}, 36, 3, 1, 1, 3, 0, {{"groups", 2}});
    both("depthwise and dilated", {5, 8, 9}, 5, 3, 1, 2, 19, 0, {{"groups", 5}, {"dilation", 2}});
}

void TestConvolution::matchesItsDefinition()
{
    QFETCH(bool, transposed);
    QFETCH(Shape, image);
    QFETCH(int, channels);
    QFETCH(int, kernel);
    QFETCH(int, stride);
    QFETCH(int, padding);
    QFETCH(int, outputPadding);
    QFETCH(int, samples);
    QFETCH(FieldValues, more);
    const char* type = transposed ? "conv-transpose" : "conv";
    LayerSpec spec = convolution(type, channels, kernel, stride, padding, outputPadding);
    spec.values.insert(more.begin(), more.end());
    const ConvolutionPass pass(spec, image, samples);
    const Reference reference(pass, spec);
    const std::vector<Parameter> tensors = pass.network.parameters();
    const auto close = [](double difference, double size) { return difference < 2e-6 * (10 + size); };
    QVERIFY(close(worstDifference(pass.output, reference.output), kernel * kernel * image.channels));
    QVERIFY(close(worstDifference(pass.inputGradient, reference.inputGradient), kernel * kernel * channels));
    const double terms = static_cast<double>(pass.out().size() * samples) / pass.out().channels;
    QVERIFY(close(worstDifference(tensors[0].gather(pass.gradient), reference.weightGradient), terms));
    QVERIFY(close(worstDifference(tensors[1].gather(pass.gradient), reference.biasGradient), terms));
}

void TestConvolution::doesNotDependOnThreads_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("groups");
    for (const char* type : {"conv", "conv-transpose"}) {
        QTest::addRow("%s", type) << type << 12 << 20 << 1;
        QTest::addRow("%s from one channel", type) << type << 1 << 20 << 1;
        QTest::addRow("%s to one channel", type) << type << 12 << 1 << 1;
        QTest::addRow("%s in groups", type) << type << 12 << 20 << 4;
    }
}

void TestConvolution::doesNotDependOnThreads()
{
    QFETCH(QString, type);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, groups);
    LayerSpec spec = convolution(type.toLatin1().constData(), to, 3, 1, 1);
    spec.values["groups"] = groups;
    const ConvolutionPass alone(spec, {from, 9, 8}, 37);
    for (const int threads : {2, 4}) {
        const ConvolutionPass shared(spec, {from, 9, 8}, 37, threads);
        QCOMPARE(shared.gradient, alone.gradient);
        QVERIFY(shared.output.view() == alone.output.view());
        QVERIFY(shared.inputGradient.view() == alone.inputGradient.view());
    }
}

void TestConvolution::outputShapesFollowTheFormula()
{
    const auto shape = [](const LayerSpec& spec, Shape image) {
        return Network("test", {spec}, image, image, 0).outputShape();
    };
    QCOMPARE(shape(convolution("conv", 8, 3, 2, 1), {1, 28, 27}), (Shape{8, 14, 14}));
    QCOMPARE(shape(convolution("conv", 8, 5, 3, 0), {1, 28, 5}), (Shape{8, 8, 1}));
    QCOMPARE(shape(convolution("conv-transpose", 8, 3, 2, 1, 1), {1, 7, 6}), (Shape{8, 14, 12}));
    QCOMPARE(shape(convolution("conv-transpose", 8, 4, 2, 1, 0), {1, 7, 6}), (Shape{8, 14, 12}));
    QCOMPARE(shape(convolution("conv", 0, 3, 1, 1), {3, 7, 6}), (Shape{3, 7, 6}));
}

void TestConvolution::decoderRestoresTheEncodersSizes_data()
{
    QTest::addColumn<Shape>("image");
    for (const Shape image : {Shape{1, 28, 28}, Shape{3, 32, 32}, Shape{1, 27, 30}, Shape{3, 25, 13}, Shape{1, 5, 6}})
        QTest::addRow("%s", image.text().c_str()) << image;
}

void TestConvolution::decoderRestoresTheEncodersSizes()
{
    QFETCH(Shape, image);
    const std::vector<LayerSpec> encoder{
        convolution("conv", 4, 3, 2, 1), {"relu", {}}, convolution("conv", 6, 3, 2, 1), {"flatten", {}}, {"dense", {}}};
    const Network down("encoder", encoder, image, image, 0);
    const LayerSpec dense{"dense", {{"units", kAsEncoder}}};
    const LayerSpec reshape{"reshape", {{"channels", kAsEncoder}, {"height", kAsEncoder}, {"width", kAsEncoder}}};
    const std::vector<LayerSpec> decoder{dense, reshape, convolution("conv-transpose", 4, 3, 2, 1, kAsEncoder),
        {"relu", {}}, convolution("conv-transpose", kAsData, 3, 2, 1, kAsEncoder)};
    const Network up("decoder", decoder, Shape::vector(128), image, 0, down.mirror());
    QCOMPARE(up.layers()[1]->outputShape(), down.layers()[2]->outputShape());
    QCOMPARE(up.layers()[2]->outputShape(), down.layers()[1]->outputShape());
    QCOMPARE(up.outputShape(), image);
}

void TestConvolution::misfitsAreExplained_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("padding");
    QTest::addColumn<QString>("words");
    QTest::newRow("kernel") << "conv" << 9 << 1 << 1 << "a kernel of 9 x 9 is larger than the padded image";
    QTest::newRow("no kernel") << "conv" << 0 << 1 << 1 << "kernel: expected a whole number from 1 to 64, found 0";
    QTest::newRow("stride") << "conv" << 3 << -1 << 1 << "stride: expected a whole number from 1 to 64, found -1";
    QTest::newRow("padding") << "conv-transpose" << 2 << 1 << 9 << "takes away the whole image";
    QTest::newRow("output padding") << "conv-transpose" << 3 << 1 << 1 << "expected less than the stride of 1, found 1";
}

void TestConvolution::misfitsAreExplained()
{
    QFETCH(QString, type);
    QFETCH(int, kernel);
    QFETCH(int, stride);
    QFETCH(int, padding);
    QFETCH(QString, words);
    const int outputPadding = words.contains("less than") ? 1 : 0;
    const LayerSpec spec = convolution(type.toLatin1().constData(), 4, kernel, stride, padding, outputPadding);
    try {
        const Network network("encoder", {spec}, {1, 6, 6}, {1, 6, 6}, 0);
        QFAIL("expected an error");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(words), error.what());
        QVERIFY2(QString(error.what()).startsWith("encoder entry 0: "), error.what());
    }
}

void TestConvolution::groupsMustDivideBothSides()
{
    const auto words = [](double channels, double groups) {
        const LayerSpec entry{"conv", {{"channels", channels}, {"groups", groups}}};
        return messageOf([&] { Network("test", {entry}, Shape{6, 4, 4}, Shape{6, 4, 4}, 0); });
    };
    QCOMPARE(words(9, 3), QString("no error"));
    QCOMPARE(words(8, 3),
        QString("test entry 0: conv: groups: expected a divisor of the 6 channels before and the 8 behind, found 3"));
    QVERIFY(words(8, 4).endsWith("found 4"));
}

ISTHMUS_APPLESS_TEST(TestConvolution)
#include "tst_Convolution.moc"
