// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "core/files/NpyHeader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

constexpr float kNoNumber = std::numeric_limits<float>::quiet_NaN();

const QByteArray kGaps = "age,income,split\n"
                         "30,1000.5,train\n"
                         ",3000.5,train\n"
                         "50,NA,train\n"
                         "40,5000.5,test\n"
                         "nan,,test\n";

ReadOptions withMeans(const char* scaling = "auto")
{
    ReadOptions options;
    options.missing = ReadOptions::Missing::Mean;
    for (const ReadField& field : readFields())
        if (std::string(field.name) == "scaling")
            field.set(options, scaling);
    return options;
}

std::shared_ptr<const Dataset> openText(const QByteArray& text, const ReadOptions& options = withMeans())
{
    static const Folder folder;
    return openDataset(folder.write("gaps.csv", text), options);
}

/// A row as a model is given it, or as it is to be restored.
std::vector<float> rowOf(const Dataset& data, Index sample, bool isTarget)
{
    Batch batch;
    if (isTarget)
        data.gatherTargets(std::span(&sample, 1), batch);
    else
        data.gather(std::span(&sample, 1), batch);
    std::vector<float> values;
    for (Index place = 0; place < batch.rows(); ++place)
        values.push_back(*batch.row(place));
    return values;
}

bool holds(const Dataset& data, const char* sentence)
{
    return std::find(data.notices.begin(), data.notices.end(), sentence) != data.notices.end();
}

/// An NPY file of 32-bit floats.
QByteArray npy(const std::vector<float>& values, int rows)
{
    const auto columns = static_cast<int>(values.size()) / rows;
    QByteArray text =
        QString("{'descr': '<f4', 'fortran_order': False, 'shape': (%1, %2), }").arg(rows).arg(columns).toUtf8();
    while ((10 + text.size() + 1) % 64 != 0)
        text += ' ';
    text += '\n';
    QByteArray bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(text.size() & 0xFF);
    bytes += static_cast<char>(text.size() >> 8);
    bytes += text;
    return bytes + QByteArray(reinterpret_cast<const char*>(values.data()), qsizetype(values.size() * sizeof(float)));
}

} // namespace

/// Missing numbers that a model is given as the mean of their column.
class TestFitFills : public QObject
{
    Q_OBJECT

private slots:
    void fillsAreMeansOfTheTrainingPart();
    void inputsAreFilledAndTargetsAreNot();
    void scalingGoesByTheNumbersThatAreThere();
    void completeDataIsAsItWas();
    void columnWithoutNumbersIsSaid();
    void numbersThatTrainingLacksAreSaid();
    void pixelsWithoutNumbersAreNoColumns();
    void testPartMayLackAColumn();
    void somethingMustBeThere();
    void infinityIsAFault();
    void arraysMayHaveNaN();
    void fingerprintKnowsTheGaps();
    void choiceIsKept();
};

void TestFitFills::fillsAreMeansOfTheTrainingPart()
{
    const auto data = openText(kGaps);
    QCOMPARE(data->trainCount, Index(3));
    QCOMPARE(data->testCount, Index(2));
    QCOMPARE(data->fills, (std::vector<float>{40, 2000.5F}));
    QVERIFY(holds(*data,
        "4 numbers of 3 rows are missing: the model is given the mean of the column in the training part, and what is "
        "missing counts in no loss and no figure."));
}

void TestFitFills::inputsAreFilledAndTargetsAreNot()
{
    const auto data = openText(kGaps, withMeans("none"));
    QCOMPARE(rowOf(*data, 1, false), (std::vector<float>{40, 3000.5F}));
    const std::vector<float> target = rowOf(*data, 1, true);
    QVERIFY(std::isnan(target[0]));
    QCOMPARE(target[1], 3000.5F);
    QCOMPARE(rowOf(*data, 4, false), (std::vector<float>{40, 2000.5F}));
    QCOMPARE(rawSample(*data, 3), (std::vector<float>{40, 5000.5F}));
}

/// 30 and 50 have the mean 40 and the deviation 10; what is missing becomes 0.
void TestFitFills::scalingGoesByTheNumbersThatAreThere()
{
    const auto data = openText(kGaps, withMeans("standard"));
    const std::vector<float> first = rowOf(*data, 0, false);
    QCOMPARE(first[0], -1.0F);
    QCOMPARE(first[1], -1.0F);
    QVERIFY(std::abs(rowOf(*data, 1, false)[0]) < 1e-6F);
    const auto robust = openText("a,b\n1,1\n2,1\n3,2\n,2\n4,3\n5,3\n", withMeans("robust"));
    QCOMPARE(rowOf(*robust, 2, false)[0], 0.0F); // the median of 1 to 5
    QCOMPARE(openText(kGaps, withMeans("columns"))->scaling.each[0].scale, 1.0 / 20);
}

void TestFitFills::completeDataIsAsItWas()
{
    const QByteArray text = "a,b\n1,2\n3,4\n5,260\n";
    const auto data = openText(text);
    QVERIFY(!data->hasMissing());
    const auto plain = openText(text, {});
    QCOMPARE(data->fingerprint(), plain->fingerprint());
    QVERIFY(data->scaling == plain->scaling);
    QCOMPARE(data->notices, plain->notices);
    QCOMPARE(openText("a,b\n1,2\n3,4\n")->images->type(), std::string("uint8"));
}

void TestFitFills::columnWithoutNumbersIsSaid()
{
    const auto data = openText("a,b,c\n1,,3\n2,NA,400.5\n3,,5\n");
    QCOMPARE(data->fills[1], 0.0F);
    QVERIFY(holds(*data, "One column has no number in the training part, and the model is given 0: b."));
    for (Index row = 0; row < 3; ++row) {
        QCOMPARE(rowOf(*data, row, false)[1], 0.0F);
        QVERIFY(std::isnan(rowOf(*data, row, true)[1]));
    }
}

void TestFitFills::numbersThatTrainingLacksAreSaid()
{
    const QByteArray text = "a,b,c,split\n1,,,train\n3,,,train\n5,90000,,test\n6,,,test\n";
    const auto data = openText(text, withMeans("none"));
    QVERIFY(holds(*data, "2 columns have no number in the training part, and the model is given 0: b, c."));
    QVERIFY(holds(*data,
        "Other parts than the training part have numbers there (b): no model can have learned those, and they count in "
        "losses and figures, which may be very large."));
}

/// A place of a picture is no column.
void TestFitFills::pixelsWithoutNumbersAreNoColumns()
{
    ReadOptions options = withMeans("none");
    options.width = options.height = 2;
    const Folder folder;
    const std::string path = folder.write("gaps.npy", npy({1, kNoNumber, 3, 4, 5, kNoNumber, 6, 7}, 2));
    const auto data = openDataset(path, options);
    QVERIFY(holds(*data, "One value of the pictures has no number in the training part, and the model is given 0."));
}

void TestFitFills::testPartMayLackAColumn()
{
    const auto data = openText("a,b,split\n1,2,train\n3,4,train\n5,,test\n6,NaN,test\n", withMeans("none"));
    QCOMPARE(data->fills, (std::vector<float>{2, 3}));
    QCOMPARE(rowOf(*data, 3, false), (std::vector<float>{6, 3}));
}

void TestFitFills::somethingMustBeThere()
{
    QVERIFY(messageOf([] {
        static_cast<void>(openText("a,b,split\n,,train\nNA,,train\n1,2,test\n"));
    }).contains("expected numbers in the training part, found missing ones alone"));
}

void TestFitFills::infinityIsAFault()
{
    QVERIFY(messageOf([] { static_cast<void>(openText("a,b\n1,inf\n,3\n")); }).contains("found 'inf'"));
}

/// In memory and in the file.
void TestFitFills::arraysMayHaveNaN()
{
    const Folder folder;
    const std::string path = folder.write("gaps.npy", npy({1, kNoNumber, 3, 4, 5, 6, kNoNumber, 8}, 4));
    const QString refused = messageOf([&] { static_cast<void>(openDataset(path)); });
    QVERIFY2(
        refused.endsWith("found a missing one (NaN) in row 0 at value 1 (both counted from 0); the choice 'mean' of "
                         "missing numbers keeps such samples"),
        qPrintable(refused));
    for (const std::int64_t keep : {std::int64_t(1) << 20, std::int64_t(0)}) {
        ReadOptions options = withMeans("none");
        options.keepInMemory = keep;
        const auto data = openDataset(path, options);
        QCOMPARE(data->images->isInMemory(), keep > 0);
        QCOMPARE(data->fills, (std::vector<float>{3, 6}));
        QCOMPARE(rowOf(*data, 0, false), (std::vector<float>{1, 6}));
        QVERIFY(std::isnan(rowOf(*data, 3, true)[0]));
        QCOMPARE(data->images->minimum(), 1.0);
        QCOMPARE(data->images->maximum(), 8.0);
    }
    const std::string infinite =
        folder.write("infinite.npy", npy({1, kNoNumber, 3, std::numeric_limits<float>::infinity()}, 2));
    QVERIFY(messageOf([&] {
        static_cast<void>(openDataset(infinite, withMeans()));
    }).contains("found another in row 1 at value 1"));
}

void TestFitFills::fingerprintKnowsTheGaps()
{
    const std::string one = openText("a,b\n1.5,2\n,2\n", withMeans("none"))->fingerprint();
    QCOMPARE(openText("a,b\n1.5,2\nNA,2\n", withMeans("none"))->fingerprint(), one);
    QVERIFY(openText("a,b\n1.5,2\n1.5,2\n", withMeans("none"))->fingerprint() != one);
}

void TestFitFills::choiceIsKept()
{
    QCOMPARE(toJson(withMeans())["missing"].toString(), QString("mean"));
    QVERIFY(readingFromJson(toJson(withMeans()), "run") == withMeans());
}

ISTHMUS_APPLESS_TEST(TestFitFills)
#include "tst_FitFills.moc"
