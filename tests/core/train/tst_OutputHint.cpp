// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/outputHint.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// A decoder whose output and the scaling of the data do not suit each other is told.
class TestOutputHint : public QObject
{
    Q_OBJECT

private slots:
    void tanhIsToldOfSymmetric();
    void othersAreNot();
    void numbersTakenAsTheyAreMayFit();
    void boundedOutputIsExceeded_data();
    void boundedOutputIsExceeded();
};

namespace {

ModelSpec decoderThatEndsIn(const char* last)
{
    ModelSpec model;
    model.decoder = {{"tanh", {}}, {"dense", {{"units", kAsData}}}, {last, {}}, {"reshape", {}}};
    return model;
}

} // namespace

void TestOutputHint::tanhIsToldOfSymmetric()
{
    for (const Scaling& scaling : {Scaling{}, Scaling{1, 0}, Scaling{1, 0, ScalingForm::Columns, {{1, 0}}}}) {
        const QString hint = QString::fromStdString(outputHint(decoderThatEndsIn("tanh"), scaling));
        QVERIFY2(hint.contains("ends in tanh") && hint.contains("'symmetric' (range to -1 to 1)"), qPrintable(hint));
    }
}

void TestOutputHint::othersAreNot()
{
    QCOMPARE(outputHint(decoderThatEndsIn("tanh"), {2.0 / 255, -1, ScalingForm::Symmetric, {}}), std::string());
    QCOMPARE(outputHint(decoderThatEndsIn("tanh"), {1, 0, ScalingForm::Standard, {{1, 0}}}), std::string());
    QCOMPARE(outputHint(decoderThatEndsIn("sigmoid"), {}), std::string());
    QCOMPARE(outputHint(ModelSpec(), {}), std::string());
}

void TestOutputHint::numbersTakenAsTheyAreMayFit()
{
    const ModelSpec model = decoderThatEndsIn("tanh");
    QCOMPARE(outputHint(model, {1, 0}, ReadOptions::Scale::None), std::string());
    QVERIFY(!outputHint(model, {1, 0}, ReadOptions::Scale::Auto).empty()); // which found them within 0..1
}

void TestOutputHint::boundedOutputIsExceeded_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<int>("form"); // 0 plain, 1 symmetric, 2 standard, 3 columns
    QTest::addColumn<double>("factor"); // of bytes 0..10
    QTest::addColumn<QString>("said");
    QTest::newRow("fits") << "sigmoid" << 0 << 0.1 << "";
    QTest::newRow("above") << "sigmoid" << 0 << 0.2
                           << "ends in sigmoid, which gives 0 to 1, and the values are 0 to 2: what lies beyond";
    QTest::newRow("below") << "sigmoid" << 1 << 0.2 << "the values are -1 to 1: what lies beyond cannot be";
    QTest::newRow("the way") << "sigmoid" << 1 << 0.2 << "Choose the scaling 'range'";
    QTest::newRow("tanh fits") << "tanh" << 1 << 0.2 << "";
    QTest::newRow("tanh") << "tanh" << 1 << 0.5 << "Choose the scaling 'symmetric'";
    QTest::newRow("scores") << "tanh" << 2 << 1.0 << "the values are scores with their mean at 0";
    QTest::newRow("scores have columns") << "sigmoid" << 2 << 1.0 << "Choose the scaling 'columns'";
    QTest::newRow("columns") << "sigmoid" << 3 << 1.0 << "";
    QTest::newRow("relu") << "relu" << 0 << 9.0 << "";
    QTest::newRow("relu below") << "relu" << 1 << 1.0 << "gives nothing below 0";
    QTest::newRow("linear") << "linear" << 2 << 1.0 << "";
}

void TestOutputHint::boundedOutputIsExceeded()
{
    QFETCH(QString, last);
    QFETCH(int, form);
    QFETCH(double, factor);
    QFETCH(QString, said);
    Dataset data;
    data.shape = {1, 1, 2};
    data.trainCount = 2;
    data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{0, 10, 3, 4});
    data.scaling = {factor, 0};
    if (form == 1)
        data.scaling = {factor, -1, ScalingForm::Symmetric};
    if (form >= 2)
        data.scaling = {1, 0, form == 2 ? ScalingForm::Standard : ScalingForm::Columns, {{0.2, -1}, {0.1, -1}}};
    const QString found = QString::fromStdString(exceededOutput(decoderThatEndsIn(last.toUtf8().constData()), data));
    QVERIFY2(said.isEmpty() ? found.isEmpty() : found.contains(said), qPrintable(found));
}

ISTHMUS_APPLESS_TEST(TestOutputHint)
#include "tst_OutputHint.moc"
