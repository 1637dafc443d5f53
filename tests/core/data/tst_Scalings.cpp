// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scalings.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// What numbers are decides how they are scaled, not what they are stored as.
class TestScalings : public QObject
{
    Q_OBJECT

private slots:
    void autoGoesByTheRange_data();
    void autoGoesByTheRange();
    void otherRulesGoByTheirName();
    void pixelsAreDividedBy255();
    void masksStayAsTheyAre();
};

void TestScalings::autoGoesByTheRange_data()
{
    QTest::addColumn<NumberType>("type");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<double>("seenMinimum"); // by the model
    QTest::addColumn<double>("seenMaximum");
    const auto row = [](const char* name, NumberType type, double low, double high, double seenLow, double seenHigh) {
        QTest::newRow(name) << type << low << high << seenLow << seenHigh;
    };
    for (const NumberType type : {NumberType::U8, NumberType::I8, NumberType::U16, NumberType::I64, NumberType::F32})
        QTest::addRow("0 and 1 in %s", nameOf(type)) << type << 0.0 << 1.0 << 0.0 << 1.0;
    for (const NumberType type : {NumberType::U8, NumberType::U16, NumberType::I16, NumberType::I32, NumberType::I64}) {
        QTest::addRow("bytes in %s", nameOf(type)) << type << 0.0 << 255.0 << 0.0 << 1.0;
        QTest::addRow("dark bytes in %s", nameOf(type)) << type << 0.0 << 102.0 << 0.0 << 0.4;
        QTest::addRow("levels in %s", nameOf(type)) << type << 0.0 << 16.0 << 0.0 << 1.0;
    }
    row("truth values", NumberType::Bool, 0, 1, 0, 1);
    row("10 bits", NumberType::U16, 0, 1000, 0, 1000.0 / 1023);
    row("12 bits", NumberType::U16, 0, 4095, 0, 1);
    row("not quite 12 bits", NumberType::U16, 3, 4012, 3.0 / 4095, 4012.0 / 4095);
    row("14 bits", NumberType::I32, 0, 16000, 0, 16000.0 / 16383);
    row("16 bits", NumberType::U16, 0, 65535, 0, 1);
    row("not quite 16 bits", NumberType::U16, 0, 40000, 0, 40000.0 / 65535);
    row("part of 10 bits", NumberType::U16, 0, 300, 0, 1);
    row("signed", NumberType::I16, -1024, 3071, 0, 1);
    row("signed bytes", NumberType::I8, -128, 127, 0, 1);
    row("band far from 0", NumberType::U16, 30000, 31000, 0, 1);
    row("counts", NumberType::I64, 0, 1e6, 0, 1);
    row("floats within 0..1", NumberType::F32, 0.2, 0.7, 0.2, 0.7);
    row("floats of levels", NumberType::F64, 0, 16, 0, 1);
    row("floats around 0", NumberType::F32, -3, 1, 0, 1);
}

void TestScalings::autoGoesByTheRange()
{
    QFETCH(NumberType, type);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(double, seenMinimum);
    QFETCH(double, seenMaximum);
    const Scaling found = scalingFor(ReadOptions::Scale::Auto, type, {minimum, maximum, -1});
    QVERIFY(std::abs(minimum * found.scale + found.offset - seenMinimum) < 1e-12);
    QVERIFY(std::abs(maximum * found.scale + found.offset - seenMaximum) < 1e-12);
}

void TestScalings::otherRulesGoByTheirName()
{
    const NumberRange range{-2, 6, -1};
    QCOMPARE(scalingFor(ReadOptions::Scale::Bytes, NumberType::I16, range), (Scaling{1.0 / 255, 0}));
    QCOMPARE(scalingFor(ReadOptions::Scale::Range, NumberType::I16, range), (Scaling{0.125, 0.25}));
    QCOMPARE(scalingFor(ReadOptions::Scale::None, NumberType::I16, range), (Scaling{1, 0}));
    QCOMPARE(scalingFor(ReadOptions::Scale::Range, NumberType::U8, {7, 7, -1}), (Scaling{1, -7})); // constant
}

void TestScalings::pixelsAreDividedBy255()
{
    const std::vector<std::uint8_t> dark{0, 1, 2, 1};
    QCOMPARE(scalingOfPixels(ReadOptions::Scale::Auto, dark), (Scaling{1.0 / 255, 0}));
    QCOMPARE(scalingOfPixels(ReadOptions::Scale::Auto, NumberRange{0, 16, -1}), (Scaling{1.0 / 255, 0}));
    QCOMPARE(scalingOfPixels(ReadOptions::Scale::Range, dark), (Scaling{0.5, 0}));
}

void TestScalings::masksStayAsTheyAre()
{
    const std::vector<std::uint8_t> mask{0, 1, 1, 0};
    QCOMPARE(scalingOfPixels(ReadOptions::Scale::Auto, mask), (Scaling{1, 0}));
    QCOMPARE(scalingOfPixels(ReadOptions::Scale::Bytes, mask), (Scaling{1.0 / 255, 0}));
}

ISTHMUS_APPLESS_TEST(TestScalings)
#include "tst_Scalings.moc"
