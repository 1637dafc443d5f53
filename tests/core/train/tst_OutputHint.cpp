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

ISTHMUS_APPLESS_TEST(TestOutputHint)
#include "tst_OutputHint.moc"
