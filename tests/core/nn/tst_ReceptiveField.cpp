// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Initialiser.h"
#include "core/nn/Network.h"
#include "core/nn/ReceptiveField.h"
#include "tests/TestProgram.h"
#include "tests/core/nn/GradientCheck.h"

#include <cmath>

using namespace isthmus;

namespace {

constexpr Shape kField{4, 20, 24};

/// Layers that make each pixel in the same way, one at a time.
std::vector<LayerSpec> localEntries()
{
    return {
        {"conv", {{"channels", 3}}},
        {"conv", {{"channels", 3}, {"stride", 2}, {"kernel", 5}, {"padding", 2}}},
        {"conv", {{"channels", 3}, {"dilation", 2}, {"padding", 0}}},
        {"conv", {{"channels", 3}, {"kernel", 2}, {"kernel-width", 3}, {"stride", 2}, {"padding", 0}}},
        {"conv-transpose", {{"channels", 3}, {"stride", 2}}},
        {"conv-transpose", {{"channels", 3}, {"stride", 3}, {"kernel", 2}, {"padding", 0}}},
        {"max-pool", {}},
        {"avg-pool", {{"kernel", 3}, {"stride", 2}, {"padding", 1}}},
        {"upsample", {{"factor", 2}, {"factor-width", 3}}},
        {"bilinear", {}},
        {"bilinear", {{"factor", 3}, {"corners", 2}}},
        {"pixel-shuffle", {}},
        {"pixel-unshuffle", {}},
        {"pad", {{"top", 2}, {"bottom", 0}, {"left", -1}, {"right", 1}}},
        {"batch-norm", {}},
        {"layer-norm", {{"pixels", 1}}},
        {"prelu", {}},
        {"dropout", {}},
        {"tanh", {}},
    };
}

/// Rounded down, of a negative number too.
Index floored(Index number, Index divisor)
{
    return static_cast<Index>(std::floor(double(number) / double(divisor)));
}

bool isInside(const AxisField& field, Index output, Index input)
{
    return input >= floored(output * field.step + field.first, field.divisor)
        && input <= floored(output * field.step + field.last, field.divisor);
}

/// Values of a network's output for a picture in which one pixel may be raised.
Batch outputOf(const Network& network, const FloatVector& parameters, Shape shape, Index raised)
{
    ThreadPool pool;
    NetworkState state;
    Batch in(shape.size(), 1);
    test::fill(in, 3);
    for (Index channel = 0; raised >= 0 && channel < shape.channels; ++channel)
        in.row(raised * shape.channels + channel)[0] += 3 + static_cast<float>(channel);
    return network.forward({parameters.data(), pool}, in, state);
}

/// The channels of a pixel.
bool differsAt(const Batch& a, const Batch& b, Index pixel, Index channels)
{
    for (Index channel = pixel * channels; channel < (pixel + 1) * channels; ++channel)
        if (std::abs(a.row(channel)[0] - b.row(channel)[0]) > 0)
            return true;
    return false;
}

} // namespace

class TestReceptiveField : public QObject
{
    Q_OBJECT
private slots:
    void raisedPixelReachesThoseAlone_data();
    void raisedPixelReachesThoseAlone();
    void whatSeesTheWholeHasNone_data();
    void whatSeesTheWholeHasNone();
    void layersAddUp();
    void anotherSizeHasNoReach();
};

void TestReceptiveField::raisedPixelReachesThoseAlone_data()
{
    QTest::addColumn<LayerSpec>("entry");
    for (const LayerSpec& entry : localEntries()) {
        std::string text = entry.type;
        for (const auto& [field, value] : entry.values)
            text += " " + field + " " + QByteArray::number(value).toStdString();
        QTest::newRow(text.c_str()) << entry;
    }
}

void TestReceptiveField::raisedPixelReachesThoseAlone()
{
    QFETCH(LayerSpec, entry);
    const Network network("test", {entry}, kField, kField, 0);
    FloatVector parameters(static_cast<std::size_t>(network.parameterCount()));
    initialise(initialiserType("glorot"), network.parameters(), 1, parameters);
    const std::optional<ReceptiveField> field = network.layers().front()->receptiveField();
    QVERIFY(field);
    const Shape output = network.outputShape();
    const Batch before = outputOf(network, parameters, kField, -1);
    int reached = 0;
    for (const Index y : {0, 7, 10, 19})
        for (const Index x : {0, 8, 11, 23}) {
            const Batch after = outputOf(network, parameters, kField, y * kField.width + x);
            for (Index pixel = 0; pixel < Index(output.height) * output.width; ++pixel) {
                if (!differsAt(before, after, pixel, output.channels))
                    continue;
                ++reached;
                QVERIFY(isInside(field->vertical, pixel / output.width, y));
                QVERIFY(isInside(field->horizontal, pixel % output.width, x));
            }
        }
    QVERIFY(reached > 0);
}

void TestReceptiveField::whatSeesTheWholeHasNone_data()
{
    QTest::addColumn<LayerSpec>("entry");
    QTest::newRow("flatten") << LayerSpec{"flatten", {}};
    QTest::newRow("dense") << LayerSpec{"dense", {{"units", 5}}};
    QTest::newRow("group norm") << LayerSpec{"group-norm", {{"groups", 2}}};
    QTest::newRow("layer norm") << LayerSpec{"layer-norm", {}};
    QTest::newRow("corners that meet") << LayerSpec{"bilinear", {{"corners", 1}}};
    QTest::newRow("a size of its own") << LayerSpec{"upsample", {{"height", 33}}};
}

void TestReceptiveField::whatSeesTheWholeHasNone()
{
    QFETCH(LayerSpec, entry);
    QVERIFY(!Network("test", {entry}, kField, kField, 0).layers().front()->receptiveField());
}

/// Two convolutions of 3 x 3 with stride 2 and two transposed ones, by hand: the last row of a period of 4 looks at
/// rows up to 6 away.
void TestReceptiveField::layersAddUp()
{
    QCOMPARE(*reachOf(std::vector<AxisField>{}), (AxisReach{0, 1}));
    const AxisField same = slidingField(1, 1, 3);
    QCOMPARE(*reachOf(std::vector{same}), (AxisReach{1, 1}));
    QCOMPARE(*reachOf(std::vector{same, same, same}), (AxisReach{3, 1}));
    const AxisField down = slidingField(2, 1, 3);
    const AxisField up = spreadingField(2, 1, 3);
    QCOMPARE(*reachOf(std::vector{down, up}), (AxisReach{2, 2})); // row 1 is made of rows 0 and 1, which see -1 to 3
    // Row 3: of rows 1 and 2, those of 0 and 1, those of -1 to 3 of the first convolution, which see -3 to 7.
    QCOMPARE(*reachOf(std::vector{down, down, up, up}), (AxisReach{6, 4}));
}

void TestReceptiveField::anotherSizeHasNoReach()
{
    QVERIFY(!reachOf(std::vector{slidingField(2, 1, 3)}));
    QVERIFY(!reachOf(std::vector{slidingField(2, 1, 3), spreadingField(3, 1, 3)}));
}

ISTHMUS_APPLESS_TEST(TestReceptiveField)
#include "tst_ReceptiveField.moc"
