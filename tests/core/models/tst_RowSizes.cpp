// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rowSizes.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

LayerSpec dense(double units)
{
    return {"dense", {{"units", units}}};
}

ModelSpec denseModel(Bottleneck bottleneck)
{
    ModelSpec model;
    model.title = "Rows";
    model.bottleneck = bottleneck;
    model.encoder = {{"flatten", {}}, dense(5), {"relu", {}}};
    if (bottleneck == Bottleneck::Plain)
        model.encoder.push_back(dense(3));
    else
        model.latentDim = 3;
    model.decoder = {dense(5), {"relu", {}}, dense(kAsData), {"reshape", {}}};
    return model;
}

std::vector<int> unitsOf(const std::vector<LayerSpec>& layers)
{
    std::vector<int> found;
    for (const LayerSpec& layer : layers)
        if (layer.type == "dense")
            found.push_back(static_cast<int>(layer.values.at("units")));
    return found;
}

} // namespace

/// Sizes of the presets for tables and signals.
class TestRowSizes : public QObject
{
    Q_OBJECT

private slots:
    void sizesFollowTheColumns_data();
    void sizesFollowTheColumns();
    void denseChainsTakeThem();
    void othersStay();
};

void TestRowSizes::sizesFollowTheColumns_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("code");
    QTest::newRow("one") << 1 << 16 << 8 << 2;
    QTest::newRow("iris") << 4 << 16 << 8 << 2;
    QTest::newRow("cards") << 30 << 60 << 30 << 7;
    QTest::newRow("signal") << 140 << 280 << 140 << 32;
    QTest::newRow("wide") << 20000 << 512 << 256 << 32;
}

void TestRowSizes::sizesFollowTheColumns()
{
    QFETCH(int, columns);
    const RowSizes found = rowSizes(columns);
    QTEST(found.first, "first");
    QTEST(found.second, "second");
    QTEST(found.code, "code");
}

void TestRowSizes::denseChainsTakeThem()
{
    const ModelSpec plain = sizedForRows(denseModel(Bottleneck::Plain), 30);
    QCOMPARE(unitsOf(plain.encoder), (std::vector<int>{60, 30, 7}));
    QCOMPARE(unitsOf(plain.decoder), (std::vector<int>{30, 60, int(kAsData)}));
    const ModelSpec variational = sizedForRows(denseModel(Bottleneck::Gaussian), 30);
    QCOMPARE(unitsOf(variational.encoder), (std::vector<int>{60, 30}));
    QCOMPARE(variational.latentDim, 7);
    QCOMPARE(variational.title, std::string("Rows"));
}

void TestRowSizes::othersStay()
{
    ModelSpec signal = denseModel(Bottleneck::Plain);
    signal.encoder.insert(signal.encoder.begin(), {"conv", {{"channels", 4}}});
    QVERIFY(sizedForRows(signal, 1000) == signal);
}

ISTHMUS_APPLESS_TEST(TestRowSizes)
#include "tst_RowSizes.moc"
