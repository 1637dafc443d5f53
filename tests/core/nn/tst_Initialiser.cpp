// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/base/Rng.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Network.h"
#include "tests/TestProgram.h"

#include <cmath>

using namespace isthmus;

class TestInitialiser : public QObject
{
    Q_OBJECT
private slots:
    void weightsFillTheirRangeEvenly_data();
    void weightsFillTheirRangeEvenly();
    void biasesAreZeroUnlessDrawn();
    void heKeepsTheVarianceBehindRelus();
    void everyLayerWithWeightsSaysItsFans();
    void unknownNameIsRefused();
};

namespace {

FloatVector fresh(const Network& network, const char* name, std::uint64_t seed = 1)
{
    FloatVector flat(static_cast<std::size_t>(network.parameterCount()), 9.0F);
    initialise(initialiserType(name), network.parameters(), seed, flat);
    return flat;
}

Network dense(int inputs, int units)
{
    const LayerSpec entry{"dense", {{"units", double(units)}}};
    return Network("test", {entry}, Shape::vector(inputs), Shape::vector(inputs), 0);
}

} // namespace

void TestInitialiser::weightsFillTheirRangeEvenly_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("bound");
    QTest::newRow("glorot") << "glorot" << std::sqrt(6.0 / (200 + 100));
    QTest::newRow("he") << "he" << std::sqrt(6.0 / 200);
    QTest::newRow("fan-in") << "fan-in" << std::sqrt(1.0 / 200);
}

void TestInitialiser::weightsFillTheirRangeEvenly()
{
    QFETCH(QString, name);
    QFETCH(double, bound);
    const Network network = dense(200, 100);
    const FloatVector values = network.parameters()[0].gather(fresh(network, name.toLatin1().constData()));
    double largest = 0;
    double squares = 0;
    for (const float value : values) {
        largest = std::max(largest, std::abs(double(value)));
        squares += double(value) * double(value);
    }
    QVERIFY(largest <= bound && largest > 0.999 * bound);
    QVERIFY(std::abs(squares / 20'000 / (bound * bound / 3) - 1) < 0.02);
}

void TestInitialiser::biasesAreZeroUnlessDrawn()
{
    const Network network = dense(3, 5);
    for (const InitialiserType& type : initialiserTypes()) {
        const FloatVector biases = network.parameters()[1].gather(fresh(network, type.name));
        if (!type.drawsBiases)
            QCOMPARE(biases, FloatVector(5, 0.0F));
        for (const float bias : biases)
            QVERIFY(std::abs(bias) <= 1 / std::sqrt(3.0F) && (bias != 0.0F) == type.drawsBiases);
    }
}

/// The mean square of what each of ten dense layers of 256 units adds up stays the same (He et al. 2015, section 2.2).
void TestInitialiser::heKeepsTheVarianceBehindRelus()
{
    const auto growth = [](const char* name) {
        std::vector<LayerSpec> entries;
        for (int i = 0; i < 10; ++i) {
            entries.push_back({"dense", {{"units", 256}}});
            entries.push_back({"relu", {}});
        }
        entries.pop_back();
        const Network network("test", entries, Shape::vector(256), Shape::vector(256), 0);
        const FloatVector parameters = fresh(network, name);
        ThreadPool pool;
        NetworkState state;
        Batch in(256, 64);
        const Rng rng(2, Purpose::Preview);
        for (Index row = 0; row < in.rows(); ++row) {
            for (Index column = 0; column < in.cols(); ++column)
                in.row(row)[column] = rng.normal(std::uint64_t(row), 0, std::uint32_t(column));
        }
        return double(network.forward({parameters.data(), pool}, in, state).view().squaredNorm())
            / double(in.view().squaredNorm());
    };
    QVERIFY2(growth("he") > 0.7 && growth("he") < 4, qPrintable(QString::number(growth("he")))); // 2: no ReLU in front
    QVERIFY2(growth("glorot") < 0.02, qPrintable(QString::number(growth("glorot")))); // 2^-9
}

void TestInitialiser::everyLayerWithWeightsSaysItsFans()
{
    constexpr Shape kImage{4, 6, 4}; // channels and sides as sub-pixel layers need them
    for (const LayerType& type : layerTypes()) {
        const Network network("test", {{type.name, {}}}, kImage, kImage, 0);
        for (const Parameter& parameter : network.parameters())
            QVERIFY2(parameter.isBias || (parameter.fanIn > 0 && parameter.fanOut > 0), type.name);
    }
}

void TestInitialiser::unknownNameIsRefused()
{
    try {
        (void)initialiserType("xavier");
        QFAIL("expected an Error");
    } catch (const Error& error) {
        QCOMPARE(QString(error.what()), QString("initialiser: expected one of glorot, he, fan-in, found \"xavier\""));
    }
}

ISTHMUS_APPLESS_TEST(TestInitialiser)
#include "tst_Initialiser.moc"
