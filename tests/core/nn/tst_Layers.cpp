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
    };
}

std::string textOf(const LayerSpec& entry)
{
    std::string text = entry.type;
    for (const auto& [field, value] : entry.values)
        text += " " + field + " " + shortNumber(value);
    return text;
}

bool fitsTheImage(const LayerSpec& entry)
{
    try {
        return Network("test", {entry}, kImage, kImage, 0).parameterCount() >= 0;
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
    const Network network("test", {entry}, kImage, kImage, 0);
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
    const Network network("test", {first, {"reshape", {}}, {"tanh", {}}, entry, {"silu", {}}, last}, kImage, kImage, 0);
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
    QVERIFY_EXCEPTION_THROWN(Network("test", {spec}, kImage, kImage, 0), Error);
}

void TestLayers::valueOutsideItsRangeIsRefused()
{
    for (const double units : {-3.0, 2.5, 1e30}) {
        const LayerSpec spec{"dense", {{"units", units}}};
        QVERIFY_EXCEPTION_THROWN(Network("test", {spec}, kImage, kImage, 0), Error);
    }
}

void TestLayers::resultDoesNotDependOnThreads()
{
    const std::vector<LayerSpec> entries{{"dense", {{"units", 1440}}}, {"tanh", {}},
        {"reshape", {{"channels", 10}, {"height", 12}, {"width", 12}}}, {"max-pool", {{"kernel", 3}}}, {"upsample", {}},
        {"batch-norm", {}}, {"dropout", {{"rate", 0.3}}}, {"group-norm", {{"groups", 5}}}, {"avg-pool", {}},
        {"layer-norm", {}}, {"dense", {{"units", 40}}}};
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

ISTHMUS_APPLESS_TEST(TestLayers)
#include "tst_Layers.moc"
