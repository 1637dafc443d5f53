// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/train/unitRange.h"
#include "tests/TestProgram.h"

#include <QTest>

#include <memory>

using namespace isthmus;
using Scale = ReadOptions::Scale;

namespace {

/// Two rows of bytes 0 to 255 in two columns.
Dataset rows(const Scaling& scaling)
{
    Dataset data;
    data.name = "rows";
    data.shape = {1, 1, 2};
    data.trainCount = 2;
    data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{0, 10, 255, 20});
    data.scaling = scaling;
    return data;
}

QString refusalOf(const std::string& loss, const Dataset& data)
{
    try {
        requireUnitRange(lossType(loss), data);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestUnitRange : public QObject
{
    Q_OBJECT

private slots:
    void lossesSayWhatTheyTake();
    void adviceNamesTheScalingAsBothProgramsDo();
    void scalingThatWouldDo_data();
    void scalingThatWouldDo();
};

void TestUnitRange::lossesSayWhatTheyTake()
{
    QVERIFY(!refusedEnd(lossType("bce"), {0, 1 + 1e-9, -1}));
    QCOMPARE(refusedEnd(lossType("bce"), {-3, 2, -1}).value(), -3.0);
    QCOMPARE(refusedEnd(lossType("bce"), {0, 2, -1}).value(), 2.0);
    QVERIFY(!refusedEnd(lossType("mse"), {-3, 2, -1}));
    QVERIFY(refusalOf("bce", rows({})).isEmpty());
    QVERIFY(refusalOf("mse", rows({1, 0})).isEmpty());
}

void TestUnitRange::adviceNamesTheScalingAsBothProgramsDo()
{
    const QString said = refusalOf("bce", rows({1, 0, ScalingForm::Standard, {{1, -100}, {1, -15}}}));
    QVERIFY2(said.startsWith("rows: Binary cross-entropy expects values from 0 to 1, found -100"), qPrintable(said));
    QVERIFY2(
        said.endsWith("choose the scaling 'columns' (range of each column), or a model with MSE"), qPrintable(said));
}

void TestUnitRange::scalingThatWouldDo_data()
{
    QTest::addColumn<Scaling>("scaling");
    QTest::addColumn<Scale>("chosen");
    QTest::addColumn<Scale>("wanted"); // Auto: none
    const std::vector<Affine> each{{1, 0}, {1, 0}};
    QTest::newRow("each column in deviations")
        << Scaling{1, 0, ScalingForm::Standard, each} << Scale::Auto << Scale::Columns;
    QTest::newRow("each column in quartiles")
        << Scaling{1, 0, ScalingForm::Robust, each} << Scale::Robust << Scale::Columns;
    QTest::newRow("to -1 to 1") << Scaling{2.0 / 255, -1, ScalingForm::Symmetric, {}} << Scale::Symmetric
                                << Scale::Range;
    QTest::newRow("as they are") << Scaling{1, 0} << Scale::None << Scale::Range;
    QTest::newRow("a test part beyond the columns")
        << Scaling{1, 0, ScalingForm::Columns, each} << Scale::Columns << Scale::Auto;
    QTest::newRow("a test part beyond the range") << Scaling{0.01, 0} << Scale::Auto << Scale::Auto;
}

void TestUnitRange::scalingThatWouldDo()
{
    QFETCH(Scaling, scaling);
    QFETCH(Scale, chosen);
    QFETCH(Scale, wanted);
    Dataset data = rows(scaling);
    data.reading.scale = chosen;
    QVERIFY(scaleForUnitRange(data).value_or(Scale::Auto) == wanted);
}

ISTHMUS_TEST(TestUnitRange)
#include "tst_UnitRange.moc"
