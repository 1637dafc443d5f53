// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/ReadFields.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <algorithm>
#include <cmath>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

const QByteArray kHoles = "age,income,label\n"
                          "30,1.5,a\n"
                          "NA,2.5,b\n"
                          "40,,a\n"
                          ",nan,a\n"
                          "50,3.5,c\n";

ReadOptions leavingOut()
{
    ReadOptions options;
    options.missing = ReadOptions::Missing::LeaveOut;
    return options;
}

} // namespace

/// Fields of a table that hold no number: refused with how many and where, or left out with their rows.
class TestCsvMissing : public QObject
{
    Q_OBJECT

private slots:
    void theyAreCountedAndRefused();
    void theirRowsAreLeftOut();
    void rowsKeepTheirParts();
    void manyInARowAreRead();
    void somethingMustBeLeft();
    void othersAreFaultsAllTheSame();
    void theyAreKeptAsNaN();
    void theChoiceIsKept();
};

void TestCsvMissing::theyAreCountedAndRefused()
{
    QCOMPARE(tableMessage(kHoles).section("t.csv: ", 1),
        QString("line 3, column 1 (age): expected a finite number, found 'NA'; in all, 4 fields of 3 rows hold no "
                "number: the choice 'leave-out' of missing numbers leaves those rows out, 'mean' keeps them"));
    QVERIFY(tableMessage("1,2\n1,nan\n")
                .endsWith("found 'nan'; in all, 1 field of 1 row holds no number: the choice 'leave-out' of missing "
                          "numbers leaves those "
                          "rows out, 'mean' keeps them"));
}

void TestCsvMissing::theirRowsAreLeftOut()
{
    const Dataset data = readText(kHoles, leavingOut());
    QCOMPARE(data.count(), Index(2));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{30, 1.5F}));
    QCOMPARE(rawSample(data, 1), (std::vector<float>{50, 3.5F}));
    QCOMPARE(data.classNames, (std::vector<std::string>{"a", "c"}));
    QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1}));
    const std::string notice = "3 rows were left out, since numbers are missing; the first: line 3, column 1 (age): "
                               "expected a finite number, found 'NA'.";
    QVERIFY(std::find(data.notices.begin(), data.notices.end(), notice) != data.notices.end());
}

void TestCsvMissing::rowsKeepTheirParts()
{
    const Dataset data =
        readText("a,b,split\n1,2,train\n,4,test\n5,6,test\n7,8,train\n9,NaN,train\n11,12,test\n", leavingOut());
    QCOMPARE(data.trainCount, Index(2));
    QCOMPARE(data.testCount, Index(2));
    QCOMPARE(rawSample(data, 1), (std::vector<float>{7, 8}));
    QCOMPARE(rawSample(data, 2), (std::vector<float>{5, 6}));
}

/// Rows of nothing but separators are shorter than their numbers would be.
void TestCsvMissing::manyInARowAreRead()
{
    QByteArray text = "a,b,c,d,e,f\n1,2,3,4,5,6\n";
    for (int i = 0; i < 500; ++i)
        text += ",,,,,\n" + QByteArray::number(i) + ",2,3,4,5,300\n";
    const Dataset data = readText(text, leavingOut());
    QCOMPARE(data.count(), Index(501));
    QCOMPARE(rawSample(data, 500).front(), 499.0F);
    QVERIFY(tableMessage(text).contains("3,000 fields of 500 rows hold no number"));
}

void TestCsvMissing::somethingMustBeLeft()
{
    const QString message = tableMessage("a,b\n1,2\n", {});
    QCOMPARE(message, QString("no error"));
    QVERIFY(tableMessage("a,b\n,2\n1,\n", leavingOut())
                .contains("expected rows without missing numbers, found none: line 2, column 1 (a)"));
}

void TestCsvMissing::othersAreFaultsAllTheSame()
{
    QVERIFY(tableMessage("a,b\n1,2\n,3\n4,zwei\n", leavingOut())
                .contains("line 4, column 2 (b): expected a finite number, found 'zwei'"));
    QVERIFY(tableMessage("a,b\n1,2\n,3\n4,inf\n", leavingOut()).contains("found 'inf'"));
    QVERIFY(tableMessage("a,b\n1,2\n,3,4\n", leavingOut()).contains("line 3: expected 2 columns"));
}

void TestCsvMissing::theyAreKeptAsNaN()
{
    ReadOptions means;
    means.missing = ReadOptions::Missing::Mean;
    const Dataset data = readText(kHoles, means);
    QCOMPARE(data.count(), Index(5));
    QCOMPARE(data.classNames, (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{30, 1.5F}));
    QVERIFY(std::isnan(rawSample(data, 1)[0]));
    QCOMPARE(rawSample(data, 1)[1], 2.5F);
    QVERIFY(std::isnan(rawSample(data, 3)[0]) && std::isnan(rawSample(data, 3)[1]));
    const Dataset bytes = readText("1,2\n3,\n", means);
    QCOMPARE(bytes.images->type(), std::string("float32"));
    QVERIFY(std::isnan(rawSample(bytes, 1)[1]));
    QVERIFY(tableMessage("a,b\n1,2\n,3\n4,zwei\n", means).contains("line 4, column 2 (b)"));
}

void TestCsvMissing::theChoiceIsKept()
{
    QCOMPARE(toJson(leavingOut())["missing"].toString(), QString("leave-out"));
    QVERIFY(readingFromJson(toJson(leavingOut()), "run") == leavingOut());
    QVERIFY(!(leavingOut() == ReadOptions()));
}

ISTHMUS_APPLESS_TEST(TestCsvMissing)
#include "tst_CsvMissing.moc"
