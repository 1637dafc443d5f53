// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/valuesOutside.h"
#include "tests/TestProgram.h"

#include <limits>
#include <numeric>

using namespace isthmus;

namespace {

/// 100 samples of bytes taken as they are: 0, but for a 7 in sample 70 at place 3 and a 2 in sample 90 at place 0.
Dataset mostlyZeros(Shape shape)
{
    const auto size = static_cast<std::size_t>(shape.size());
    std::vector<std::uint8_t> bytes(100 * size);
    bytes[70 * size + 3] = 7;
    bytes[90 * size] = 2;
    Dataset data;
    data.shape = shape;
    data.trainCount = 100;
    data.images = std::make_shared<ByteImages>(shape, std::move(bytes));
    data.scaling = {1, 0};
    return data;
}

std::vector<Index> everySample()
{
    std::vector<Index> numbers(100);
    std::iota(numbers.begin(), numbers.end(), Index(0));
    return numbers;
}

QString wordsOf(const Dataset& data, const std::vector<Index>& which)
{
    return QString::fromStdString(outsideWords(data, which, valuesOutsideUnit(data, which)));
}

} // namespace

/// Values that a loss for 0..1 does not take: how many, and the first where.
class TestValuesOutside : public QObject
{
    Q_OBJECT

private slots:
    void firstIsSaidByRowAndColumn();
    void rowsOfATableAreSaidAsTheWindowDoes();
    void ofPicturesByPixel();
    void onlyChosenSamplesCount();
    void largeDataIsLookedAtInPart();
    void whatIsNoNumberIsOutside();
};

void TestValuesOutside::firstIsSaidByRowAndColumn()
{
    QCOMPARE(wordsOf(mostlyZeros({1, 1, 5}), everySample()),
        QString("2 values outside, the first in row 70, column 3: 7 (both counted from 0)"));
}

/// Counted from 1 within their part, with the names that their table has.
void TestValuesOutside::rowsOfATableAreSaidAsTheWindowDoes()
{
    Dataset table = mostlyZeros({1, 1, 5});
    table.firstNumber = 1;
    table.columns = {"a", "b", "c", "length [cm]", "e"};
    QCOMPARE(wordsOf(table, everySample()), QString("2 values outside, the first in row 71, column length [cm]: 7"));
    table.columns.clear();
    table.trainCount = 60;
    table.testCount = 40;
    QCOMPARE(wordsOf(table, everySample()),
        QString("2 values outside, the first in test row 11, column 3: 7 (columns counted from 0)"));
    SampleNames names;
    for (int i = 0; i < 100; ++i)
        names.append("S-" + std::to_string(i));
    table.identifiers = std::make_shared<const SampleNames>(names);
    QCOMPARE(wordsOf(table, everySample()),
        QString("2 values outside, the first in test row 11, id S-70, column 3: 7 (columns counted from 0)"));
}

void TestValuesOutside::ofPicturesByPixel()
{
    QCOMPARE(wordsOf(mostlyZeros({1, 2, 2}), everySample()),
        QString("2 values outside, the first in image 70 at row 1, column 1: 7 (all counted from 0)"));
    QCOMPARE(wordsOf(mostlyZeros({3, 2, 2}), everySample()),
        QString("2 values outside, the first in image 70 at row 0, column 1: 7 (all counted from 0)"));
}

void TestValuesOutside::onlyChosenSamplesCount()
{
    QCOMPARE(wordsOf(mostlyZeros({1, 1, 5}), {0, 90, 91}),
        QString("1 value outside, in row 90, column 0: 2 (both counted from 0)"));
    QCOMPARE(valuesOutsideUnit(mostlyZeros({1, 1, 5}), std::vector<Index>{1, 2, 3}).count, 0);
}

void TestValuesOutside::largeDataIsLookedAtInPart()
{
    const Dataset data = mostlyZeros({1, 1, 5});
    const std::vector<Index> which = everySample();
    const ValuesOutside found = valuesOutsideUnit(data, which, 5 * 80);
    QCOMPARE(found.samples, Index(80));
    QCOMPARE(QString::fromStdString(outsideWords(data, which, found)),
        QString("1 value outside among the first 80 rows, in row 70, column 3: 7 (both counted from 0)"));
}

void TestValuesOutside::whatIsNoNumberIsOutside()
{
    QVERIFY(isOutsideUnit(std::numeric_limits<double>::quiet_NaN()));
    QVERIFY(isOutsideUnit(-1e-5) && isOutsideUnit(1.00001));
    QVERIFY(!isOutsideUnit(-1e-7) && !isOutsideUnit(1 + 1e-7));
}

ISTHMUS_APPLESS_TEST(TestValuesOutside)
#include "tst_ValuesOutside.moc"
