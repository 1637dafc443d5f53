// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/layers/Dense.h"
#include "tests/TestProgram.h"
#include "tests/core/nn/GradientCheck.h"

#include <algorithm>

using namespace isthmus;

namespace {

constexpr Shape kImage{2, 5, 4};

/// What to try for a field: its default, and what is near it.
std::vector<double> trials(const LayerField& field)
{
    const double step = field.integer ? 1 : 0.4 * (std::min(field.maximum, field.initial + 1) - field.minimum);
    std::vector<double> values;
    for (const double value : {field.initial + step, field.initial - step, field.initial + 2 * step}) {
        if (value >= field.minimum && value <= field.maximum)
            values.push_back(value);
    }
    return values;
}

/// Combinations that change several fields at a time.
std::vector<LayerSpec> chosenEntries()
{
    return {
        {"max-pool", {{"kernel", 3}, {"stride", 2}, {"padding", 1}}},
        {"max-pool", {{"kernel", 3}, {"stride", 1}, {"padding", 1}}},
        {"max-pool", {{"kernel", 2}, {"stride", 3}}},
        {"max-pool", {{"kernel", 4}, {"stride", 3}, {"padding", 2}}},
        {"avg-pool", {{"kernel", 3}, {"stride", 2}, {"padding", 1}}},
        {"avg-pool", {{"kernel", 3}, {"stride", 1}, {"padding", 1}}},
        {"avg-pool", {{"kernel", 2}, {"stride", 3}}},
        {"avg-pool", {{"kernel", 4}, {"stride", 3}, {"padding", 2}}},
        {"group-norm", {{"groups", 2}, {"epsilon", 0.01}}},
        {"avg-pool", {{"kernel", 3}, {"kernel-width", 2}, {"padding", 1}, {"padding-width", 0}, {"stride-width", 1}}},
        {"max-pool", {{"kernel", 1}, {"kernel-width", 2}, {"stride", 2}, {"stride-width", 1}, {"padding-width", 1}}},
        {"upsample", {{"factor", 1}, {"factor-width", 3}}},
        {"bilinear", {{"factor", 3}, {"corners", 1}}},
        {"bilinear", {{"height", 7}, {"width", 3}}},
        {"bilinear", {{"height", 7}, {"width", 3}, {"corners", 2}}},
        {"upsample", {{"height", 7}, {"width", 3}}},
        {"upsample", {{"factor", 3}, {"width", 2}}},
        {"layer-norm", {{"pixels", 1}, {"epsilon", 0.01}}},
        {"pixel-unshuffle", {{"depth", 1}}},
        {"pad", {{"top", 2}, {"bottom", 0}, {"left", -1}, {"right", 1}}},
        {"pad", {{"top", 3}, {"bottom", -2}, {"left", 1}, {"right", 7}, {"with", 1}}},
        {"pad", {{"top", 3}, {"bottom", 0}, {"left", 1}, {"right", 2}, {"with", 2}}},
    };
}

std::string textOf(const LayerSpec& entry)
{
    std::string text = entry.type;
    for (const auto& [field, value] : entry.values)
        text += " " + field + " " + shortNumber(value);
    return text;
}

/// A picture for an entry: one that has channels enough to become pixels.
Shape imageFor(const LayerSpec& entry)
{
    if (entry.type == "layer-norm" && entry.values.count("pixels") > 0)
        return {6, 3, 2}; // two channels are always near 1 and -1
    if (entry.type == "pixel-unshuffle")
        return {2, 6, 4};
    return entry.type == "pixel-shuffle" ? Shape{8, 2, 3} : kImage;
}

bool fitsTheImage(const LayerSpec& entry)
{
    try {
        return Network("test", {entry}, imageFor(entry), imageFor(entry), 0).parameterCount() >= 0;
    } catch (const Error&) {
        return false;
    }
}

/// Each entry of the table with its defaults and with each field at other values, and the chosen combinations: those
/// that fit an image of 5 x 4 x 2.
std::vector<LayerSpec> entriesToCheck()
{
    std::vector<LayerSpec> entries = chosenEntries();
    for (const LayerType& type : layerTypes()) {
        entries.push_back({type.name, {}});
        for (const LayerField& field : type.fields) {
            for (const double value : trials(field))
                entries.push_back({type.name, {{field.name, value}}});
        }
    }
    entries.erase(std::remove_if(entries.begin(), entries.end(), [](const LayerSpec& e) { return !fitsTheImage(e); }),
        entries.end());
    return entries;
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT
private slots:
    void everyFieldIsTried();
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void gradientBetweenOtherLayersMatches_data();
    void gradientBetweenOtherLayersMatches();
    void denseMatchesHandComputedNumbers();
    void denseBackwardMatchesHandComputedNumbers();
    void denseStoresColumnsOfAnImageInChannelOrder();
    void viewsMoveNothing();
    void unknownFieldIsRefused();
    void valueOutsideItsRangeIsRefused();
    void resultDoesNotDependOnThreads();
    void pixelShuffleMovesChannelsIntoPixels();
    void paddingTakesPixelsFromTheEdge();
    void bilinearMatchesPyTorch();
    void preluHasASlopeForEachChannel();
};

void TestLayers::everyFieldIsTried()
{
    const std::vector<LayerSpec> entries = entriesToCheck();
    for (const LayerType& type : layerTypes()) {
        const auto has = [&](const std::string& field) {
            return std::any_of(entries.begin(), entries.end(), [&](const LayerSpec& entry) {
                return entry.type == type.name && (field.empty() || entry.values.count(field) > 0);
            });
        };
        QVERIFY2(has(""), type.name);
        for (const LayerField& field : type.fields)
            QVERIFY2(type.name == std::string("reshape") || has(field.name), field.name);
    }
}

void TestLayers::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<LayerSpec>("entry");
    QTest::addColumn<int>("samples");
    for (const LayerSpec& entry : entriesToCheck()) {
        for (const int samples : {1, 19})
            QTest::addRow("%s, %d samples", textOf(entry).c_str(), samples) << entry << samples;
    }
}

void TestLayers::gradientMatchesFiniteDifferences()
{
    QFETCH(LayerSpec, entry);
    QFETCH(int, samples);
    const Network network("test", {entry}, imageFor(entry), imageFor(entry), 0);
    if (network.layers().front()->isView())
        return; // moves nothing: viewsMoveNothing()
    const test::GradientErrors errors = test::checkGradients(network, samples);
    QVERIFY2(errors.input < 1e-3, qPrintable(QString::number(errors.input)));
    QVERIFY2(errors.parameters < 1e-3, qPrintable(QString::number(errors.parameters)));
}

void TestLayers::gradientBetweenOtherLayersMatches_data()
{
    QTest::addColumn<LayerSpec>("entry");
    for (const LayerSpec& entry : entriesToCheck())
        QTest::addRow("%s", textOf(entry).c_str()) << entry;
}

/// An activation is fused with the layer in front of it, and its derivative with the one behind it. What is fused
/// wrongly is off by far more than the rounding of six layers, which depends on the processor and reaches 4e-3.
void TestLayers::gradientBetweenOtherLayersMatches()
{
    QFETCH(LayerSpec, entry);
    const LayerSpec first{"dense", {{"units", kAsData}}};
    const LayerSpec last{"dense", {{"units", 7}}};
    const Shape image = imageFor(entry);
    const Network network("test", {first, {"reshape", {}}, {"tanh", {}}, entry, {"silu", {}}, last}, image, image, 0);
    const test::GradientErrors errors = test::checkGradients(network, 5);
    QVERIFY2(errors.input < 1e-2, qPrintable(QString::number(errors.input)));
    QVERIFY2(errors.parameters < 1e-2, qPrintable(QString::number(errors.parameters)));
}

void TestLayers::denseMatchesHandComputedNumbers()
{
    const Dense dense(Shape::vector(3), 2, 1, {});
    //                          unused    W, row by row      b
    const FloatVector parameters{99, 1, 2, 3, 4, 5, 6, 0.5F, -0.5F};
    ThreadPool pool;
    Batch in(3, 2);
    Batch out(2, 2);
    in.view() << 1, 0, //
        2, -1, //
        3, 10;
    dense.forward({parameters.data(), pool}, in, out, {});
    QCOMPARE(out.row(0)[0], 14.5F); // 1 + 4 + 9 + 0.5
    QCOMPARE(out.row(0)[1], 28.5F); // -2 + 30 + 0.5
    QCOMPARE(out.row(1)[0], 31.5F); // 4 + 10 + 18 - 0.5
    QCOMPARE(out.row(1)[1], 54.5F); // -5 + 60 - 0.5
}

void TestLayers::denseBackwardMatchesHandComputedNumbers()
{
    const Dense dense(Shape::vector(2), 2, 0, {});
    const FloatVector parameters{1, 2, 3, 4, 0, 0};
    ThreadPool pool;
    const Pass pass{parameters.data(), pool};
    Batch in(2, 2);
    Batch out(2, 2);
    Batch gradOut(2, 2);
    Batch gradIn(2, 2);
    in.view() << 1, 2, //
        3, 4;
    gradOut.view() << 1, 0, //
        10, 100;
    FloatVector gradient(6, -1.0F);
    dense.backwardInput(pass, in, out, gradOut, gradIn, {});
    Batch scratch;
    dense.backwardParameters({parameters.data(), pool, &scratch}, in, gradOut, gradient.data());
    QCOMPARE(gradIn.row(0)[0], 31.0F); // 1 * 1 + 3 * 10
    QCOMPARE(gradIn.row(1)[1], 400.0F); // 2 * 0 + 4 * 100
    QCOMPARE(gradient, (FloatVector{1, 3, 210, 430, 1, 110}));
}

void TestLayers::denseStoresColumnsOfAnImageInChannelOrder()
{
    const Shape image{2, 1, 2}; // features: (x0 c0) (x0 c1) (x1 c0) (x1 c1)
    const Dense dense(image, 1, 0, {});
    const FloatVector flat{10, 20, 30, 40, 5};
    const Parameter weight = dense.parameters().front();
    QCOMPARE(weight.gather(flat), (FloatVector{10, 30, 20, 40})); // c0: x0 x1, c1: x0 x1
    FloatVector back(5, 0.0F);
    weight.scatter(weight.gather(flat).data(), back);
    QCOMPARE(back, (FloatVector{10, 20, 30, 40, 0}));
}

void TestLayers::viewsMoveNothing()
{
    const Network network("test", {{"flatten", {}}, {"linear", {}}, {"reshape", {}}}, kImage, kImage, 0);
    ThreadPool pool;
    NetworkState state;
    Batch in(kImage.size(), 3);
    QCOMPARE(&network.forward({nullptr, pool}, in, state), &in);
    QCOMPARE(network.outputShape(), kImage);
}

void TestLayers::unknownFieldIsRefused()
{
    const LayerSpec spec{"dense", {{"unit", 3}}};
    QVERIFY_THROWS_EXCEPTION(Error, Network("test", {spec}, kImage, kImage, 0));
}

void TestLayers::valueOutsideItsRangeIsRefused()
{
    for (const double units : {-3.0, 2.5, 1e30}) {
        const LayerSpec spec{"dense", {{"units", units}}};
        QVERIFY_THROWS_EXCEPTION(Error, Network("test", {spec}, kImage, kImage, 0));
    }
}

void TestLayers::resultDoesNotDependOnThreads()
{
    const std::vector<LayerSpec> entries{{"dense", {{"units", 1440}}}, {"tanh", {}},
        {"reshape", {{"channels", 10}, {"height", 12}, {"width", 12}}}, {"max-pool", {{"kernel", 3}}}, {"upsample", {}},
        {"batch-norm", {}}, {"dropout", {{"rate", 0.3}}}, {"group-norm", {{"groups", 5}}}, {"avg-pool", {}},
        {"prelu", {}}, {"conv", {{"channels", 20}, {"groups", 10}}}, {"pixel-shuffle", {}}, {"bilinear", {}},
        {"pad", {}}, {"layer-norm", {}}, {"dense", {{"units", 40}}}};
    const Network network("test", entries, Shape::vector(70), Shape::vector(70), 0);
    FloatVector parameters(static_cast<std::size_t>(network.parameterCount()));
    initialise(initialiserType("glorot"), network.parameters(), 1, parameters);
    Batch in(70, 37);
    test::fill(in, 1);
    const std::vector<Index> numbers(37, 3);
    const LayerNoise noise{1, 2, numbers};
    FloatVector reference;
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        NetworkState state;
        const Pass pass{parameters.data(), pool, nullptr, &noise};
        Batch weights = network.forward(pass, in, state);
        test::fill(weights, 2);
        network.outputGradient(state) = weights;
        FloatVector gradient(parameters.size());
        network.backward(pass, in, state, gradient.data(), nullptr);
        if (reference.empty())
            reference = gradient;
        QCOMPARE(gradient, reference);
    }
}

namespace {

/// What a layer makes of a picture of one sample whose features are 1, 2, 3 and so on.
FloatVector madeOfCount(const LayerSpec& entry, Shape shape, const FloatVector& parameters = {})
{
    const Network network("test", {entry}, shape, shape, 0);
    ThreadPool pool;
    NetworkState state;
    Batch in(shape.size(), 1);
    for (Index row = 0; row < in.rows(); ++row)
        in.row(row)[0] = static_cast<float>(row + 1);
    const Batch& out = network.forward({parameters.data(), pool}, in, state);
    FloatVector made;
    for (Index row = 0; row < out.rows(); ++row)
        made.push_back(out.row(row)[0]);
    return made;
}

} // namespace

/// torch.nn.PixelShuffle(2)(torch.arange(1., 9).view(1, 8, 1, 1)) is [[1, 2], [3, 4]] and [[5, 6], [7, 8]]; as
/// TensorFlow has it, neighbouring channels stay in one pixel.
void TestLayers::pixelShuffleMovesChannelsIntoPixels()
{
    const Shape pixel{8, 1, 1};
    QCOMPARE(madeOfCount({"pixel-shuffle", {}}, pixel), (FloatVector{1, 5, 2, 6, 3, 7, 4, 8}));
    QCOMPARE(madeOfCount({"pixel-shuffle", {{"depth", 1}}}, pixel), (FloatVector{1, 2, 3, 4, 5, 6, 7, 8}));
}

void TestLayers::paddingTakesPixelsFromTheEdge()
{
    const Shape row{1, 1, 3};
    const auto padded = [&](double left, double right, double with) {
        return madeOfCount({"pad", {{"top", 0}, {"bottom", 0}, {"left", left}, {"right", right}, {"with", with}}}, row);
    };
    QCOMPARE(padded(1, 2, 0), (FloatVector{0, 1, 2, 3, 0, 0}));
    QCOMPARE(padded(1, 2, 1), (FloatVector{1, 1, 2, 3, 3, 3}));
    QCOMPARE(padded(1, 2, 2), (FloatVector{2, 1, 2, 3, 2, 1}));
    QCOMPARE(padded(-1, 1, 0), (FloatVector{2, 3, 0}));
    QVERIFY_THROWS_EXCEPTION(Error, padded(-2, -1, 0));
    QVERIFY_THROWS_EXCEPTION(Error, padded(3, 0, 2));
}

/// torch.nn.Upsample(scale_factor=2, mode="bilinear", align_corners=...)(torch.tensor([[[[1., 2, 3]]]])), one row of
/// it.
void TestLayers::bilinearMatchesPyTorch()
{
    const auto firstRow = [](double corners) {
        const FloatVector made = madeOfCount({"bilinear", {{"corners", corners}}}, {1, 1, 3});
        return Eigen::Array<float, 6, 1>(Eigen::Map<const Eigen::Array<float, 6, 1>>(made.data()));
    };
    const Eigen::Array<float, 6, 1> edges{1, 1.25F, 1.75F, 2.25F, 2.75F, 3};
    const Eigen::Array<float, 6, 1> corners{1, 1.4F, 1.8F, 2.2F, 2.6F, 3};
    QVERIFY((firstRow(0) - edges).abs().maxCoeff() < 1e-6F);
    QVERIFY((firstRow(1) - corners).abs().maxCoeff() < 1e-6F);
}

void TestLayers::preluHasASlopeForEachChannel()
{
    const Shape shape{2, 1, 2};
    const Network network("test", {{"prelu", {}}}, shape, shape, 0);
    QCOMPARE(network.parameters().front().shape, (std::vector<Index>{2}));
    ThreadPool pool;
    NetworkState state;
    Batch in(4, 1);
    in.view() << -1, -2, 3, -4;
    const FloatVector slopes{0.5F, 10};
    const Batch& out = network.forward({slopes.data(), pool}, in, state);
    QVERIFY(out.view() == (Matrix(4, 1) << -0.5F, -20, 3, -40).finished());
    network.outputGradient(state).view() << 1, 2, 3, 4;
    FloatVector gradient(2, 0.0F);
    network.backward({slopes.data(), pool}, in, state, gradient.data(), nullptr);
    QCOMPARE(gradient, (FloatVector{-1, -20}));
}

ISTHMUS_APPLESS_TEST(TestLayers)
#include "tst_Layers.moc"
