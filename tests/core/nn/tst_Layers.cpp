// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/layers/Dense.h"
#include "tests/core/nn/GradientCheck.h"

#include <QTest>

using namespace isthmus;

namespace {

constexpr Shape kImage{2, 3, 4};

}

class TestLayers : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void gradientThroughADenseLayerMatches_data();
    void gradientThroughADenseLayerMatches();
    void denseMatchesHandComputedNumbers();
    void denseBackwardMatchesHandComputedNumbers();
    void denseStoresColumnsOfAnImageInChannelOrder();
    void activationMatchesHandComputedNumbers_data();
    void activationMatchesHandComputedNumbers();
    void viewsMoveNothing();
    void unknownFieldIsRefused();
    void valueOutsideItsRangeIsRefused();
    void resultDoesNotDependOnThreads();
};

void TestLayers::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("samples");
    for (const LayerType& type : layerTypes()) {
        for (const int samples : {1, 5, 16, 33})
            QTest::addRow("%s, %d samples", type.name, samples) << QString(type.name) << samples;
    }
}

void TestLayers::gradientMatchesFiniteDifferences()
{
    QFETCH(QString, type);
    QFETCH(int, samples);
    const Network network("test", {{type.toStdString(), {}}}, kImage, kImage, 0);
    if (network.layers().front()->isView())
        return; // moves nothing: viewsMoveNothing()
    const test::GradientErrors errors = test::checkGradients(network, samples);
    QVERIFY2(errors.input < 2e-3, qPrintable(QString::number(errors.input)));
    QVERIFY2(errors.parameters < 2e-3, qPrintable(QString::number(errors.parameters)));
}

void TestLayers::gradientThroughADenseLayerMatches_data()
{
    QTest::addColumn<QString>("type");
    for (const LayerType& type : layerTypes())
        QTest::addRow("%s", type.name) << QString(type.name);
}

void TestLayers::gradientThroughADenseLayerMatches()
{
    QFETCH(QString, type);
    const LayerSpec first{"dense", {{"units", 24}}};
    const LayerSpec last{"dense", {{"units", 7}}};
    const Network network("test", {first, {"reshape", {}}, {type.toStdString(), {}}, last}, kImage, kImage, 0);
    const test::GradientErrors errors = test::checkGradients(network, 19);
    QVERIFY2(errors.input < 3e-3, qPrintable(QString::number(errors.input)));
    QVERIFY2(errors.parameters < 3e-3, qPrintable(QString::number(errors.parameters)));
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

void TestLayers::activationMatchesHandComputedNumbers_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<float>("x");
    QTest::addColumn<float>("y");
    QTest::newRow("relu below") << "relu" << -2.0F << 0.0F;
    QTest::newRow("relu above") << "relu" << 3.0F << 3.0F;
    QTest::newRow("sigmoid 0") << "sigmoid" << 0.0F << 0.5F;
    QTest::newRow("sigmoid 2") << "sigmoid" << 2.0F << 0.880797078F;
    QTest::newRow("sigmoid -100") << "sigmoid" << -100.0F << 0.0F;
    QTest::newRow("tanh 0.5") << "tanh" << 0.5F << 0.462117157F;
    QTest::newRow("tanh -20") << "tanh" << -20.0F << -1.0F;
}

void TestLayers::activationMatchesHandComputedNumbers()
{
    QFETCH(QString, type);
    QFETCH(float, x);
    QFETCH(float, y);
    const Network network("test", {{type.toStdString(), {}}}, Shape::vector(1), Shape::vector(1), 0);
    ThreadPool pool;
    NetworkState state;
    Batch in(1, 1);
    in.row(0)[0] = x;
    const Batch& out = network.forward({nullptr, pool}, in, state);
    QVERIFY(std::abs(out.row(0)[0] - y) < 1e-6F);
    QCOMPARE(in.row(0)[0], x); // the input is never overwritten
}

void TestLayers::viewsMoveNothing()
{
    const Network network("test", {{"flatten", {}}, {"reshape", {}}}, kImage, kImage, 0);
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
    const std::vector<LayerSpec> entries{{"dense", {{"units", 150}}}, {"tanh", {}}, {"dense", {{"units", 40}}}};
    const Network network("test", entries, Shape::vector(70), Shape::vector(70), 0);
    FloatVector parameters(static_cast<std::size_t>(network.parameterCount()));
    initialiseGlorot(network.parameters(), 1, parameters);
    Batch in(70, 37);
    test::fill(in, 1);
    FloatVector reference;
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        NetworkState state;
        const Pass pass{parameters.data(), pool};
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

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_Layers.moc"
