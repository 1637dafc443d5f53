// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/Network.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"
#include "tests/core/nn/GradientCheck.h"

#include <cmath>
#include <numeric>

using namespace isthmus;

/// Batch, layer and group normalisation: numbers by hand, and what they do with running statistics. Their gradients are
/// checked with those of all layers (tst_Layers), and all of it against PyTorch (tst_PyTorchNorms).
class tst_Norms : public QObject
{
    Q_OBJECT

private slots:
    void batchNormMatchesHandComputedNumbers();
    void batchMovesRunningStatistics();
    void outsideTrainingTheyTakeTheBatchsPlace();
    void gradientOutsideTrainingMatches();
    void batchOfOneIsNormalisedByRunningStatistics();
    void layerNormMatchesHandComputedNumbers();
    void groupNormMatchesHandComputedNumbers();
    void sampleDoesNotDependOnItsBatch();
    void listsKeepTheOrderOfTheirPicture();
    void groupsMustDivideTheChannels();
    void onlyBatchNormNeedsTheWholeBatch();
};

namespace {

/// A network of one layer, or some, with parameters and a batch.
struct NormBed
{
    NormBed(const std::vector<LayerSpec>& entries, Shape shape)
        : network("test", entries, shape, shape, 0)
        , parameters(static_cast<std::size_t>(network.parameterCount()))
    {
        initialise(initialiserType("glorot"), network.parameters(), 1, parameters);
    }

    const Batch& forward(const Batch& in, bool isTraining) { return network.forward(pass(in, isTraining), in, state); }

    /// Gradient by the parameters, where that by the output is 1 everywhere.
    FloatVector backward(const Batch& in, bool isTraining)
    {
        forward(in, isTraining);
        network.outputGradient(state).view().setOnes();
        FloatVector gradient(parameters.size(), 1e30F);
        network.backward(pass(in, isTraining), in, state, gradient.data(), &inputGradient);
        return gradient;
    }

    Pass pass(const Batch& in, bool isTraining)
    {
        numbers.assign(static_cast<std::size_t>(in.cols()), 0);
        noise = {1, 0, numbers};
        return {parameters.data(), pool, nullptr, isTraining ? &noise : nullptr};
    }

    Network network;
    FloatVector parameters;
    std::vector<Index> numbers;
    LayerNoise noise;
    ThreadPool pool{2};
    NetworkState state;
    Batch inputGradient;
};

bool isClose(float found, float expected)
{
    return std::abs(found - expected) < 1e-5F;
}

Batch rowsOf(const Matrix& values)
{
    Batch batch(values.rows(), values.cols());
    batch.view() = values;
    return batch;
}

} // namespace

/// The mean of 1, 2, 3, 6 is 3, their variance 14 / 4.
void tst_Norms::batchNormMatchesHandComputedNumbers()
{
    NormBed bed({{"batch-norm", {}}}, Shape{1, 1, 2});
    bed.parameters = {2, 10, 0, 1}; // weight, bias, running mean and variance
    const Batch in = rowsOf(Matrix{{1, 2}, {3, 6}});
    const Batch& out = bed.forward(in, true);
    const float deviation = std::sqrt(3.5F + 1e-5F);
    QVERIFY(isClose(out.row(0)[0], 10 - 4 / deviation));
    QVERIFY(isClose(out.row(0)[1], 10 - 2 / deviation));
    QVERIFY(isClose(out.row(1)[0], 10));
    QVERIFY(isClose(out.row(1)[1], 10 + 6 / deviation));
}

/// By a tenth, to the variance that divides by n - 1.
void tst_Norms::batchMovesRunningStatistics()
{
    NormBed bed({{"batch-norm", {}}}, Shape{1, 1, 2});
    bed.parameters = {2, 10, 1, 4};
    const FloatVector gradient = bed.backward(rowsOf(Matrix{{1, 2}, {3, 6}}), true);
    QVERIFY(isClose(gradient[2], 0.9F * 1 + 0.1F * 3));
    QVERIFY(isClose(gradient[3], 0.9F * 4 + 0.1F * 14 / 3));
    QVERIFY(isClose(gradient[1], 4)); // of the bias: four values
}

void tst_Norms::outsideTrainingTheyTakeTheBatchsPlace()
{
    NormBed bed({{"batch-norm", {{"epsilon", 0.01}}}}, Shape::vector(2));
    bed.parameters = {2, 1, 10, 0, 1, -1, 4, 0.25F};
    const Batch& out = bed.forward(rowsOf(Matrix{{1, 5}, {-1, 0}}), false);
    QVERIFY(isClose(out.row(0)[0], 10));
    QVERIFY(isClose(out.row(0)[1], 10 + 2 * 4 / std::sqrt(4.01F)));
    QVERIFY(isClose(out.row(1)[1], 1 / std::sqrt(0.26F)));
    const FloatVector gradient = bed.backward(rowsOf(Matrix{{1, 5}, {-1, 0}}), false);
    QVERIFY(std::equal(gradient.begin() + 4, gradient.end(), bed.parameters.begin() + 4)); // they stay as they are
}

void tst_Norms::gradientOutsideTrainingMatches()
{
    NormBed bed({{"batch-norm", {}}}, Shape::vector(1));
    bed.parameters = {3, 0, 1, 8};
    bed.backward(rowsOf(Matrix{{1, 5}}), false);
    QVERIFY(isClose(bed.inputGradient.row(0)[0], 3 / std::sqrt(8.00001F)));
    QVERIFY(isClose(bed.inputGradient.row(0)[1], 3 / std::sqrt(8.00001F)));
}

/// One value has no variance. A picture of one sample has several of each channel.
void tst_Norms::batchOfOneIsNormalisedByRunningStatistics()
{
    NormBed list({{"batch-norm", {}}}, Shape::vector(1));
    list.parameters = {1, 0, 1, 4};
    const Batch one = rowsOf(Matrix{{5}});
    QVERIFY(isClose(list.forward(one, true).row(0)[0], 2));
    const FloatVector gradient = list.backward(one, true);
    QCOMPARE(gradient[2], 1.0F);
    QCOMPARE(gradient[3], 4.0F);
    QVERIFY(isClose(list.inputGradient.row(0)[0], 0.5F));

    NormBed picture({{"batch-norm", {}}}, Shape{1, 1, 2});
    const Batch& out = picture.forward(rowsOf(Matrix{{1}, {5}}), true);
    QVERIFY(isClose(out.row(0)[0], -1));
    QVERIFY(isClose(out.row(1)[0], 1));
}

/// Each column by itself: 1 and 5 have the mean 3 and the deviation 2.
void tst_Norms::layerNormMatchesHandComputedNumbers()
{
    NormBed bed({{"layer-norm", {}}}, Shape::vector(2));
    bed.parameters = {1, 2, 10, 20};
    const Batch& out = bed.forward(rowsOf(Matrix{{1, 100}, {5, 300}}), true);
    QVERIFY(isClose(out.row(0)[0], 9));
    QVERIFY(isClose(out.row(1)[0], 22));
    QVERIFY(isClose(out.row(0)[1], 9));
    QVERIFY(isClose(out.row(1)[1], 22));
}

/// Two pixels of four channels in two groups: features 0, 1, 4, 5 are the first one's.
void tst_Norms::groupNormMatchesHandComputedNumbers()
{
    NormBed bed({{"group-norm", {{"groups", 2}}}}, Shape{4, 1, 2});
    bed.parameters = {1, 2, 3, 4, 10, 20, 30, 40};
    const Batch& out = bed.forward(rowsOf(Matrix{{1}, {1}, {7}, {11}, {5}, {5}, {7}, {11}}), true);
    const float expected[] = {9, 18, 27, 44, 11, 22, 27, 44};
    for (Index row = 0; row < 8; ++row)
        QVERIFY2(isClose(out.row(row)[0], expected[row]), qPrintable(QString::number(row)));
}

void tst_Norms::sampleDoesNotDependOnItsBatch()
{
    const Shape shape{4, 3, 3};
    Batch in(shape.size(), 37);
    test::fill(in, 1);
    for (const char* type : {"batch-norm", "layer-norm", "group-norm"}) {
        NormBed bed({{type, {}}}, shape);
        const Batch all = bed.forward(in, false);
        const Batch alone = rowsOf(Matrix(in.view().col(21)));
        QVERIFY2(bed.forward(alone, false).view().col(0) == all.view().col(21), type);
    }
}

/// Behind a flatten, and before a reshape where a dense layer makes the list, numbers have the outside's order: by
/// channel, row and column.
void tst_Norms::listsKeepTheOrderOfTheirPicture()
{
    const Shape picture{2, 1, 2};
    const FloatVector flat{10, 20, 30, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const FloatVector ordered{10, 30, 20, 40};
    for (const char* type : {"batch-norm", "layer-norm"}) {
        const Network behind("test", {{"flatten", {}}, {type, {}}}, picture, picture, 0);
        QCOMPARE(behind.parameters().front().gather(flat), ordered);
        const Network before("test", {{"dense", {{"units", 4}}}, {type, {}}, {"reshape", {}}}, picture, picture, -20);
        QCOMPARE(before.parameters().at(2).gather(flat), ordered);
        const Network plain("test", {{"dense", {{"units", 4}}}, {type, {}}}, picture, picture, -20);
        QCOMPARE(plain.parameters().at(2).gather(flat), (FloatVector{10, 20, 30, 40}));
    }
    const Network pictures("test", {{"layer-norm", {}}}, picture, picture, 0);
    QCOMPARE(pictures.parameters().front().gather(flat), ordered);
    QCOMPARE(pictures.parameters().front().shape, (std::vector<Index>{2, 1, 2}));
}

void tst_Norms::groupsMustDivideTheChannels()
{
    const auto words = [](const std::vector<LayerSpec>& entries) {
        return messageOf([&] { Network("test", entries, Shape{6, 2, 2}, Shape{6, 2, 2}, 0); });
    };
    QCOMPARE(words({{"group-norm", {{"groups", 4}}}}),
        QString("test entry 0: group-norm: groups: expected a divisor of the 6 channels, found 4"));
    QCOMPARE(words({{"flatten", {}}, {"group-norm", {}}}),
        QString("test entry 1: group-norm: expected a picture, found a list of 24 values of one; put it before the "
                "flatten"));
    const LayerSpec dense{"dense", {{"units", 24}}};
    QCOMPARE(words({dense, {"relu", {}}, {"group-norm", {}}, {"reshape", {}}}),
        QString(
            "test entry 2: group-norm: expected a picture, found a list that becomes one; put it behind the reshape"));
    QCOMPARE(words({dense, {"group-norm", {}}, dense}), QString("no error")); // groups of features
}

void tst_Norms::onlyBatchNormNeedsTheWholeBatch()
{
    const auto needs = [](const char* type) {
        return Network("test", {{type, {}}}, Shape{4, 2, 2}, Shape{4, 2, 2}, 0).needsWholeBatch();
    };
    QVERIFY(needs("batch-norm"));
    QVERIFY(!needs("layer-norm"));
    QVERIFY(!needs("group-norm"));
    QVERIFY(!needs("dropout"));
}

ISTHMUS_APPLESS_TEST(tst_Norms)
#include "tst_Norms.moc"
