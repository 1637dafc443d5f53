// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <algorithm>
#include <cmath>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

const QByteArray kShirts = "length,colour,size,price\n"
                           "70,red,M,10.5\n"
                           "72,blue,L,11\n"
                           "69,red,S,9\n"
                           "75,green,M,12\n";

ReadOptions oneHot(const std::string& columns, const std::string& label = "none")
{
    ReadOptions options;
    options.oneHot = columns;
    options.labelColumn = label;
    return options;
}

bool says(const Dataset& data, const std::string& sentence)
{
    return std::find(data.notices.begin(), data.notices.end(), sentence) != data.notices.end();
}

std::shared_ptr<const Dataset> openTable(const QByteArray& text, const ReadOptions& options)
{
    static const Folder folder;
    return openDataset(folder.write("shirts.csv", text), options);
}

std::vector<float> preparedRow(const Dataset& data, Index sample)
{
    Batch batch;
    data.gather(std::span(&sample, 1), batch);
    std::vector<float> values;
    for (Index place = 0; place < batch.rows(); ++place)
        values.push_back(*batch.row(place));
    return values;
}

/// Rows with a city each, of so many different ones.
QByteArray cities(int count)
{
    QByteArray text = "x,city\n";
    for (int i = 0; i < 2 * count; ++i)
        text += QByteArray::number(i % 300) + ",town " + QByteArray::number(i % count) + '\n';
    return text;
}

} // namespace

/// Columns of texts that become a column of 0 and 1 for each of their values.
class TestCsvOneHot : public QObject
{
    Q_OBJECT

private slots:
    void namedColumnsBecomeColumns();
    void autoTakesAllButTheLabel();
    void aNamedColumnIsNoLabel();
    void leftOutTextsNameTheWay();
    void numbersAreSortedBySize();
    void tablesWithoutAHeaderHaveThemToo();
    void quotedTextsAreTexts();
    void textsOfTheTestPartAloneAreZero();
    void missingTextsAreMissingNumbers();
    void manyTextsAreRefusedOrLeftOut();
    void columnsThatAreNotThereAreSaid();
    void longTextsAreRefusedOrLeftOut();
    void columnsOfARunAreKept();
    void columnsOfARunAreTakenWhateverTheyHold_data();
    void columnsOfARunAreTakenWhateverTheyHold();
    void manyTextsThatARunLacksAreZero();
    void columnsOfLikeNamesAreToldApart_data();
    void columnsOfLikeNamesAreToldApart();
    void aRunHasNoMoreTextsThanThereMayBe();
    void noneIsATextAmongTexts();
    void theyStayZeroAndOne();
    void theChoiceIsKept();
    void choicesNameTheColumns();
};

void TestCsvOneHot::namedColumnsBecomeColumns()
{
    const Dataset data = readText(kShirts, oneHot("colour,size"));
    QCOMPARE(data.shape, (Shape{1, 1, 8}));
    QCOMPARE(data.columns,
        (ColumnNames{"length", "colour=blue", "colour=green", "colour=red", "size=L", "size=M", "size=S", "price"}));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{70, 0, 0, 1, 0, 1, 0, 10.5F}));
    QCOMPARE(rawSample(data, 1), (std::vector<float>{72, 1, 0, 0, 1, 0, 0, 11}));
    QVERIFY(says(data, "The column 2 (colour) became 3 columns of 0 and 1, one for each text."));
    const Dataset one = readText(kShirts, oneHot("colour"));
    QCOMPARE(one.shape.width, 5);
}

void TestCsvOneHot::autoTakesAllButTheLabel()
{
    const Dataset data = readText(kShirts, oneHot("auto", "size"));
    QCOMPARE(data.columns, (ColumnNames{"length", "colour=blue", "colour=green", "colour=red", "price"}));
    QCOMPARE(data.classNames, (std::vector<std::string>{"L", "M", "S"}));
    QCOMPARE(readText(kShirts, oneHot("auto")).shape.width, 8);
}

void TestCsvOneHot::aNamedColumnIsNoLabel()
{
    const QByteArray text = "a,label\n1,x\n2,y\n3,x\n";
    QVERIFY(readText(text).hasLabels());
    const Dataset data = readText(text, oneHot("label", ""));
    QVERIFY(!data.hasLabels());
    QCOMPARE(data.columns, (ColumnNames{"a", "label=x", "label=y"}));
    QVERIFY(tableMessage(text, oneHot("label", "label")).contains("beside the label, found the label itself, 'label'"));
}

void TestCsvOneHot::leftOutTextsNameTheWay()
{
    const Dataset data = readText(kShirts, oneHot("", "none"));
    QVERIFY(says(data,
        "The column 2 (colour) was left out, since it holds texts; the choice 'one-hot' makes a column "
        "of 0 and 1 of each of its texts."));
}

void TestCsvOneHot::numbersAreSortedBySize()
{
    const Dataset data = readText("month,rain\n12,1.5\n2,2.5\n1,3.5\n12,1\n", oneHot("month"));
    QCOMPARE(data.columns, (ColumnNames{"month=1", "month=2", "month=12", "rain"}));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{0, 0, 1, 1.5F}));
}

void TestCsvOneHot::tablesWithoutAHeaderHaveThemToo()
{
    const Dataset data = readText("1,red,5\n2,blue,6\n3,red,7\n", oneHot("1"));
    QCOMPARE(data.columns, (ColumnNames{"column 0", "column 1=blue", "column 1=red", "column 2"}));
    QCOMPARE(rawSample(data, 2), (std::vector<float>{3, 0, 1, 7}));
    QCOMPARE(data.images->type(), std::string("uint8"));
}

void TestCsvOneHot::quotedTextsAreTexts()
{
    const Dataset data = readText("a,\"b,c\"\n1,\"x, \"\"y\"\"\"\n2,z\n3,\"z\"\n", oneHot("b,c"));
    QCOMPARE(data.columns, (ColumnNames{"a", "b,c=x, \"y\"", "b,c=z"}));
    QCOMPARE(rawSample(data, 2), (std::vector<float>{3, 0, 1}));
}

void TestCsvOneHot::textsOfTheTestPartAloneAreZero()
{
    const Dataset data =
        readText("x,city,split\n1,Rome,test\n2,Paris,train\n3,Oslo,train\n4,Paris,test\n5,Bern,test\n6,Oslo,val\n",
            oneHot("city"));
    QCOMPARE(data.columns, (ColumnNames{"x", "city=Oslo", "city=Paris"}));
    QCOMPARE(data.trainCount, Index(2));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{2, 0, 1}));
    QCOMPARE(rawSample(data, 2), (std::vector<float>{1, 0, 0}));
    QCOMPARE(rawSample(data, 5), (std::vector<float>{6, 1, 0}));
    QVERIFY(says(data,
        "The column 2 (city) holds texts in 2 rows that the training part lacks, and is 0 in all its "
        "columns there: Rome and others."));
}

void TestCsvOneHot::missingTextsAreMissingNumbers()
{
    const QByteArray text = "x,city\n1,Rome\n2,\n3,NA\n4,Oslo\n";
    QVERIFY(tableMessage(text, oneHot("city")).contains("line 3, column 2 (city)"));
    ReadOptions options = oneHot("city");
    options.missing = ReadOptions::Missing::LeaveOut;
    QCOMPARE(readText(text, options).count(), Index(2));
    options.missing = ReadOptions::Missing::Mean;
    const Dataset data = readText(text, options);
    QCOMPARE(data.columns, (ColumnNames{"x", "city=Oslo", "city=Rome"}));
    QCOMPARE(rawSample(data, 0), (std::vector<float>{1, 0, 1}));
    QVERIFY(std::isnan(rawSample(data, 1)[1]) && std::isnan(rawSample(data, 2)[2]));
    QCOMPARE(openTable(text, options)->fills, (std::vector<float>{2.5F, 0.5F, 0.5F}));
}

void TestCsvOneHot::manyTextsAreRefusedOrLeftOut()
{
    QCOMPARE(readText(cities(64), oneHot("city")).shape.width, 65);
    QVERIFY(tableMessage(cities(65), oneHot("city"))
                .endsWith("last column (city): expected at most 64 different texts for one-hot, found more; the last "
                          "is 'town 64'"));
    QVERIFY(tableMessage(cities(100'000), oneHot("city")).contains("at most 64 different texts"));
    // few in the rows that are looked at first, and many below
    QByteArray late = "x,city\n";
    for (int i = 0; i < 100'000; ++i)
        late += "1,town " + QByteArray::number(i < 2000 ? i % 3 : i) + '\n';
    const Dataset data = readText(late, oneHot("auto"));
    QCOMPARE(data.shape.width, 1);
    QVERIFY(says(data, "The last column (city) was left out, since it holds more than 64 different texts."));
}

void TestCsvOneHot::columnsThatAreNotThereAreSaid()
{
    QVERIFY(tableMessage(kShirts, oneHot("colour,shape"))
                .endsWith("expected columns for one-hot among the names of its header, or numbers from 0 to 3, found "
                          "'shape'"));
    QVERIFY(tableMessage(kShirts, oneHot("colour,")).contains("found ''"));
}

/// Other data of a run gets the run's columns, whatever texts it has.
void TestCsvOneHot::columnsOfARunAreKept()
{
    ReadOptions options = oneHot("auto");
    options.oneHotColumns = {"length", "colour=green", "colour=red", "colour=yellow", "size=M", "price"};
    const Dataset data = readText(kShirts, options);
    QCOMPARE(data.columns, options.oneHotColumns);
    QCOMPARE(rawSample(data, 0), (std::vector<float>{70, 0, 1, 0, 1, 10.5F}));
    QCOMPARE(rawSample(data, 1), (std::vector<float>{72, 0, 0, 0, 0, 11}));
    QVERIFY(options == oneHot("auto"));
}

void TestCsvOneHot::longTextsAreRefusedOrLeftOut()
{
    const QByteArray most = "x,city\n1,a\n2," + QByteArray(1000, 'b') + "\n3,a\n";
    QCOMPARE(readText(most, oneHot("city")).shape.width, 3);
    const QByteArray longer = "x,city\n1,a\n2," + QByteArray(5000, 'b') + "\n3,a\n";
    QVERIFY(tableMessage(longer, oneHot("city"))
                .contains("last column (city): expected texts of at most 1,000 bytes for one-hot, found one of 5,000"));
    const Dataset data = readText(longer, oneHot("auto"));
    QCOMPARE(data.shape.width, 1);
    QVERIFY(says(data,
        "The last column (city) was left out, since it holds a text of 5,000 bytes, and one-hot takes at most 1,000."));
}

void TestCsvOneHot::columnsOfARunAreTakenWhateverTheyHold_data()
{
    QTest::addColumn<QByteArrayList>("texts");
    const auto twelve = [](const QByteArray& text) { return QByteArrayList(12, text); };
    QTest::newRow("one text alone") << twelve("red");
    QTest::newRow("dates") << twelve("2020-01-31");
    QTest::newRow("missing") << twelve("");
    QTest::newRow("numbers") << twelve("7");
    QTest::newRow("parts") << QByteArrayList{"train", "test", "train"};
    QByteArrayList others;
    for (int i = 0; i < 12; ++i)
        others.push_back("text " + QByteArray::number(i));
    QTest::newRow("another in each row") << others;
    QTest::newRow("few rows") << QByteArrayList{"red", "blue"};
}

/// The column might be taken as the label, as parts or as names, or be left out, if it were judged by itself.
void TestCsvOneHot::columnsOfARunAreTakenWhateverTheyHold()
{
    QFETCH(QByteArrayList, texts);
    ReadOptions options = oneHot("auto", "");
    options.missing = ReadOptions::Missing::Mean;
    options.oneHotColumns = {"length", "colour=blue", "colour=red"};
    QByteArray text = "length,colour\n";
    for (const QByteArray& each : texts)
        text += "1.5," + each + '\n';
    const Dataset data = readText(text, options);
    QCOMPARE(data.columns, options.oneHotColumns);
    QCOMPARE(data.count(), Index(texts.size()));
    QVERIFY(!data.hasLabels() && !data.identifiers);
    const float red = rawSample(data, 0)[2];
    QVERIFY(texts.front().isEmpty() ? std::isnan(red) : red == (texts.front() == "red" ? 1.0F : 0.0F));
}

void TestCsvOneHot::manyTextsThatARunLacksAreZero()
{
    for (const char* chosen : {"auto", "city"}) {
        ReadOptions options = oneHot(chosen);
        options.oneHotColumns = {"x", "city=town 299", "city=town 3"};
        const Dataset data = readText(cities(300), options);
        QCOMPARE(data.columns, options.oneHotColumns);
        QCOMPARE(rawSample(data, 0), (std::vector<float>{0, 0, 0}));
        QCOMPARE(rawSample(data, 3)[2], 1.0F);
        QCOMPARE(rawSample(data, 299)[1], 1.0F);
        QCOMPARE(rawSample(data, 70), (std::vector<float>{70, 0, 0}));
        QVERIFY(says(data,
            "The last column (city) holds texts in 596 rows that the run has no column for, and is 0 in all its "
            "columns "
            "there: town 0 and others."));
    }
}

void TestCsvOneHot::columnsOfLikeNamesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("columns");
    QTest::newRow("one name") << QByteArray("a,a,x") << QByteArray("a (1)=b,a (1)=b=c,a (2)=c,a (2)=d,x");
    QTest::newRow("one begins as the other's")
        << QByteArray("a,a=b,x") << QByteArray("a (1)=b,a (1)=b=c,a=b=c,a=b=d,x");
    QTest::newRow("a number's") << QByteArray("a,c,a") << QByteArray("a (1)=b,a (1)=b=c,c=c,c=d,a");
}

/// A run's own data has the columns of the run.
void TestCsvOneHot::columnsOfLikeNamesAreToldApart()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, columns);
    const QByteArray text = header + "\nb,c,1\nb=c,d,2\nb,d,3\n";
    const Dataset data = readText(text, oneHot("auto"));
    ColumnNames expected;
    for (const QByteArray& name : columns.split(','))
        expected.push_back(name.toStdString());
    QCOMPARE(data.columns, expected);
    QCOMPARE(rawSample(data, 1), (std::vector<float>{0, 1, 0, 1, 2}));
    ReadOptions options = oneHot("auto");
    options.oneHotColumns = data.columns;
    const Dataset again = readText(text, options);
    QCOMPARE(again.columns, expected);
    QCOMPARE(again.fingerprint(), data.fingerprint());
}

void TestCsvOneHot::aRunHasNoMoreTextsThanThereMayBe()
{
    ReadOptions options = oneHot("auto");
    for (int i = 0; i < 300; ++i)
        options.oneHotColumns.push_back("colour=" + std::to_string(i));
    QVERIFY(tableMessage(kShirts, options)
                .contains("column 2 (colour): expected at most 64 texts of it in the run, found 300"));
}

void TestCsvOneHot::noneIsATextAmongTexts()
{
    const Dataset data = readText("x,alley\n1,None\n2,paved\n3,None\n", oneHot("alley"));
    QCOMPARE(data.columns, (ColumnNames{"x", "alley=None", "alley=paved"}));
}

void TestCsvOneHot::theyStayZeroAndOne()
{
    // price and length are 1,000 times apart
    const QByteArray text = "length,colour,price\n1,red,1000\n2,blue,3500\n3,red,8000\n";
    const auto data = openTable(text, oneHot("colour"));
    QCOMPARE(data->scaling.form, ScalingForm::Standard);
    QCOMPARE(preparedRow(*data, 0)[1], 0.0F);
    QCOMPARE(preparedRow(*data, 0)[2], 1.0F);
    QVERIFY(std::abs(preparedRow(*data, 1)[0]) < 1e-6F);
    QCOMPARE(data->scaling.shownAt(1).scale, 1.0);
    QVERIFY(data->scaling.shownAt(0).scale < 0.2);
    // ranges alike: each column from 0 to 1, as BCE needs it
    const auto alike = openTable("length,colour,price\n1,red,10\n2,blue,35\n3,red,20\n", oneHot("colour"));
    QCOMPARE(alike->scaling.form, ScalingForm::Columns);
    QCOMPARE(preparedRow(*alike, 1), (std::vector<float>{0.5F, 1, 0, 1}));
    // a scaling that is asked for is for all columns
    ReadOptions standard = oneHot("colour");
    standard.scale = ReadOptions::Scale::Standard;
    QVERIFY(preparedRow(*openTable(text, standard), 1)[1] > 1.0F);
    QVERIFY(openTable(text, standard)->scaling.flags.empty());
}

void TestCsvOneHot::theChoiceIsKept()
{
    QCOMPARE(toJson(oneHot("a,b", ""))["one-hot"].toString(), QString("a,b"));
    QVERIFY(readingFromJson(toJson(oneHot("a,b")), "run") == oneHot("a,b"));
    QVERIFY(!(oneHot("a") == oneHot("")));
}

void TestCsvOneHot::choicesNameTheColumns()
{
    const Folder folder;
    const DatasetChoices choices = csvChoices(folder.write("t.csv", kShirts));
    QCOMPARE(choices.textColumns, (std::vector<std::string>{"colour", "size"}));
    QVERIFY(csvChoices(folder.write("n.csv", "1,2\n3,4\n")).textColumns.empty());
}

ISTHMUS_APPLESS_TEST(TestCsvOneHot)
#include "tst_CsvOneHot.moc"
