// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Corruption.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <numeric>
#include <set>

using namespace isthmus;

namespace {

constexpr Shape kColours{3, 9, 11};
const Corruption kBlind{"blind-spot", 0.1};

std::vector<Index> numbersOf(Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 5);
    return numbers;
}

/// Each value tells its place, the same in all samples.
Batch places(Shape shape, Index samples)
{
    Batch batch(shape.size(), samples);
    for (Index row = 0; row < batch.rows(); ++row)
        std::fill_n(batch.row(row), samples, static_cast<float>(row));
    return batch;
}

Batch blinded(Shape shape, Index samples, int threads = 1, std::uint32_t epoch = 2)
{
    Batch batch = places(shape, samples);
    ThreadPool pool(threads);
    corrupt(kBlind, shape, 1, Purpose::Corruption, epoch, numbersOf(samples), batch, pool);
    return batch;
}

Batch judged(Shape shape, Index samples, int threads = 1)
{
    Batch batch = places(shape, samples);
    ThreadPool pool(threads);
    leaveJudged(kBlind, shape, 1, Purpose::Corruption, 2, numbersOf(samples), batch, pool);
    return batch;
}

} // namespace

/// Pixels that a blind spot hides, what they get in place of their own values, and that a loss looks at them alone.
class TestBlindSpot : public QObject
{
    Q_OBJECT
private slots:
    void replacedPixelsAreThoseThatAreJudged();
    void valuesComeFromOtherPixelsNearby();
    void allPlacesOfTheSquareAreTaken();
    void shareIsTheAmount();
    void picturesWithoutNeighboursStay();
    void rowsTakeValuesOfTheirRow();
    void threadsDoNotMatter();
    void othersJudgeAll();
};

/// In places no two values are alike, so what has its own value was not replaced.
void TestBlindSpot::replacedPixelsAreThoseThatAreJudged()
{
    const Batch input = blinded(kColours, 37);
    const Batch target = judged(kColours, 37);
    for (Index row = 0; row < input.rows(); ++row)
        for (Index sample = 0; sample < 37; ++sample) {
            const bool isReplaced = input.row(row)[sample] != static_cast<float>(row);
            QCOMPARE(std::isnan(target.row(row)[sample]), !isReplaced);
            if (isReplaced)
                QCOMPARE(target.row(row)[sample], static_cast<float>(row));
        }
    for (Index row = 0; row < target.rows(); ++row)
        for (Index padding = 37; padding < target.stride(); ++padding)
            QVERIFY(std::isfinite(target.row(row)[padding]));
}

void TestBlindSpot::valuesComeFromOtherPixelsNearby()
{
    const Batch input = blinded(kColours, 37);
    for (Index row = 0; row < input.rows(); ++row)
        for (Index sample = 0; sample < 37; ++sample) {
            const auto from = static_cast<Index>(input.row(row)[sample]);
            QCOMPARE(from % 3, row % 3); // the same channel
            QCOMPARE(from - row, static_cast<Index>(input.row(row - row % 3)[sample]) - (row - row % 3));
            const Index down = from / 3 / kColours.width - row / 3 / kColours.width;
            const Index across = from / 3 % kColours.width - row / 3 % kColours.width;
            QVERIFY(std::abs(down) <= 2 && std::abs(across) <= 2);
        }
}

void TestBlindSpot::allPlacesOfTheSquareAreTaken()
{
    std::set<Index> steps;
    for (std::uint32_t epoch = 0; epoch < 40; ++epoch) {
        const Batch input = blinded(kColours, 37, 1, epoch);
        const Index middle = (4 * kColours.width + 5) * 3;
        for (Index sample = 0; sample < 37; ++sample)
            steps.insert(static_cast<Index>(input.row(middle)[sample]) - middle);
    }
    QCOMPARE(steps.size(), std::size_t(25)); // itself where it was not replaced
}

void TestBlindSpot::shareIsTheAmount()
{
    QCOMPARE(kBlind.judgedShare(), 0.1);
    const Batch target = judged({1, 28, 28}, 80);
    const auto count = static_cast<double>(target.view().array().isNaN().count());
    QVERIFY(std::abs(1 - count / static_cast<double>(target.view().size()) - 0.1) < 0.006); // five sigmas
}

void TestBlindSpot::picturesWithoutNeighboursStay()
{
    QVERIFY(blinded({3, 1, 1}, 5).rows() == 3);
    const Batch one = blinded({1, 1, 1}, 40);
    QCOMPARE(one.view().cwiseAbs().maxCoeff(), 0.0F);
}

void TestBlindSpot::rowsTakeValuesOfTheirRow()
{
    const Batch input = blinded(Shape::vector(50), 37);
    for (Index row = 0; row < 50; ++row)
        for (Index sample = 0; sample < 37; ++sample)
            QVERIFY(std::abs(input.row(row)[sample] - static_cast<float>(row)) <= 2);
}

void TestBlindSpot::threadsDoNotMatter()
{
    QVERIFY(blinded(kColours, 100, 1).view() == blinded(kColours, 100, 3).view());
    const auto bits = [](const Batch& batch) { return batch.view().array().isNaN().eval(); };
    QVERIFY((bits(judged(kColours, 100, 1)) == bits(judged(kColours, 100, 3))).all());
}

void TestBlindSpot::othersJudgeAll()
{
    for (const CorruptionType& type : corruptionTypes()) {
        if (type.judge != nullptr)
            continue;
        const Corruption other{type.name, type.initial};
        QCOMPARE(other.judgedShare(), 1.0);
        Batch batch = places(kColours, 4);
        ThreadPool pool;
        leaveJudged(other, kColours, 1, Purpose::Corruption, 0, numbersOf(4), batch, pool);
        QVERIFY(batch.view() == places(kColours, 4).view());
    }
}

ISTHMUS_APPLESS_TEST(TestBlindSpot)
#include "tst_BlindSpot.moc"
