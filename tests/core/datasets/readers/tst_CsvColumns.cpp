// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <algorithm>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

bool tells(const Dataset& data, const std::string& sentence)
{
    return std::find(data.notices.begin(), data.notices.end(), sentence) != data.notices.end();
}

/// Rows of numbers, some of them after what `before` says of a row, some before what `behind` says.
template <typename Before, typename Behind>
QByteArray rowsOf(int rows, int numbers, const Before& before, const Behind& behind)
{
    QByteArray text;
    for (int n = 0; n < rows; ++n) {
        text += before(n);
        for (int i = 0; i < numbers; ++i)
            text += (i > 0 ? "," : "") + QByteArray::number(i == 0 || i == numbers - 1 ? 0 : (37 * n + 11 * i) % 17);
        text += behind(n) + '\n';
    }
    return text;
}

QByteArray nothing(int)
{
    return {};
}

} // namespace

class TestCsvColumns : public QObject
{
    Q_OBJECT
private slots:
    /// Remarks stand in few rows, and seldom in the first ones.
    void textsThatBeginLateAreLeftOut()
    {
        const QByteArray few = QByteArray("1,2,\n4,5,NA\n").repeated(40);
        const Dataset data = readText("a,b,comment\n" + few + "7,8,\"seen, twice\"\n" + few);
        QCOMPARE(data.shape.width, 2);
        QCOMPARE(data.count(), Index(161));
        QVERIFY2(!data.notices.empty() && data.notices.front().starts_with("The last column (comment) was left out"),
            data.notices.empty() ? "no notice" : data.notices.front().c_str());
        QVERIFY(!data.hasLabels());
    }

    void aWordAmongNumbersIsAFaultHoweverLate()
    {
        QVERIFY(
            tableMessage("a,b,c\n1,2,\n" + QByteArray("1,2,3\n").repeated(80) + "7,8,seen\n").contains("found 'seen'"));
    }

    /// As people export what a data frame knows of pictures.
    void aColumnThatIsCalledSoIsTheLabelWhereverItStands_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char* name : {"label", "Label", "CLASS", "target", "Species", "y"})
            QTest::newRow(name) << QByteArray(name);
    }

    void aColumnThatIsCalledSoIsTheLabelWhereverItStands()
    {
        QFETCH(QByteArray, name);
        const Dataset data = readText("a," + name + ",b\n1,2,3\n4,7,6\n1,2,9\n");
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 0}));
        QCOMPARE(data.classNames, (std::vector<std::string>{"2", "7"}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{4, 6}));
        QVERIFY(
            tells(data, "The column 2 (" + name.toStdString() + ") was taken as the label, since it is called so."));
    }

    void aNumberThatIsCalledALabelStaysANumber()
    {
        const Dataset data = readText("a,target,b\n1,0.25,3\n4,7.5,6\n");
        QVERIFY(!data.hasLabels());
        QCOMPARE(rawSample(data, 1), (std::vector<float>{4, 7.5F, 6}));
        QCOMPARE(data.notices.size(), std::size_t(1));
        const Dataset places = readText("x,y,z\n1,2,3\n4,5,6\n");
        QCOMPARE(rawSample(places, 0), (std::vector<float>{1, 2, 3}));
        QVERIFY(places.notices.empty());
    }

    /// The table is looked through once for all columns that may be the label.
    void manyColumnsMayBeCalledALabel()
    {
        const QByteArray names = "a," + QByteArray("label,").repeated(30'000) + "b\n";
        const QByteArray row = "1," + QByteArray("0.5,").repeated(30'000) + "2\n";
        const Dataset data = readText(names + row + row + row);
        QVERIFY(!data.hasLabels());
        QVERIFY(tells(data,
            "The column 2 (label) is called a label, but holds numbers that are no classes, and was "
            "taken as a number."));
        QVERIFY(tells(data, "So were 29,994 more columns that are called a label."));
        QCOMPARE(data.shape.width, 30'002);
        const Dataset beside = readText("text," + QByteArray("y,").repeated(20'000) + "pixels\n"
            + ("a," + QByteArray("0.5,").repeated(20'000) + QByteArray("7 ").repeated(16) + '\n').repeated(3));
        QCOMPARE(beside.shape.width, 16);
    }

    /// filename,label,pixel0 ...
    void textsThatDifferInEveryRowAreNames()
    {
        QByteArray text = "filename,label,a,b\n";
        for (int n = 0; n < 30; ++n)
            text += "img_" + QByteArray::number(n) + ".png," + QByteArray::number(n % 3) + ",1," + QByteArray::number(n)
                + '\n';
        const Dataset data = readText(text);
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1", "2"}));
        QCOMPARE(rawSample(data, 4), (std::vector<float>{1, 4}));
        QVERIFY(tells(data,
            "The first column (filename) was left out, since it holds another text in nearly every row: names of "
            "rows, no classes."));
        QCOMPARE(readText(text, labelledBy("filename")).classNames.size(), std::size_t(30));
        QVERIFY(!readText(text, labelledBy("none")).hasLabels());
    }

    void datesAreNoClasses()
    {
        for (const char* date : {"2020-01-31", "31/1/2020 12:30", "2020-01-31T12:30:05Z"}) {
            const Dataset data = readText("when,a\n" + (QByteArray(date) + ",1\n").repeated(3));
            QVERIFY(!data.hasLabels());
            QVERIFY(tells(data, "The first column (when) was left out, since it holds dates or times."));
        }
    }

    /// UCI's wdbc.data: an id, M or B, and the measures, without a header.
    void textsBetweenNumbersAreClasses()
    {
        const Dataset data = readText("842302,M,17.99\n842517,M,20.57\n8510426,B,13.54\n");
        QCOMPARE(data.classNames, (std::vector<std::string>{"B", "M"}));
        QCOMPARE(rawSample(data, 2), (std::vector<float>{8510426, 13.54F}));
        QVERIFY(tells(data,
            "The column 2 was taken as the label, since it holds texts; the choice 'one-hot' of this column "
            "makes a column of 0 and 1 of each of its texts instead."));
    }

    void aConstantColumnIsNoLabel()
    {
        const Dataset texts = readText("source,a,kind\n" + QByteArray("lab,1,cat\nlab,2,dog\n").repeated(6));
        QCOMPARE(texts.classNames, (std::vector<std::string>{"cat", "dog"}));
        QVERIFY(tells(texts, "The first column (source) was left out, since it holds the same text in every row."));
        const Dataset alone = readText("kind,a\n" + QByteArray("cat,1\n").repeated(12));
        QVERIFY(!alone.hasLabels());
        QCOMPARE(alone.shape.size(), Index(1));
        const auto seven = [](int) { return QByteArray("7,"); };
        const Dataset numbers = readText(rowsOf(12, 64, seven, nothing));
        QVERIFY(!numbers.hasLabels());
        QCOMPARE(numbers.shape.size(), Index(64));
        QVERIFY(tells(numbers, "The first column holds \"7\" in every row and is no label: there are no classes."));
    }

    /// scikit-learn's digits, UCI's optdigits, and MNIST with the label in front.
    void classesBesideSquareImagesAreFoundByTheirValues()
    {
        const auto digit = [](int n) { return QByteArray::number(n * 7 % 10); };
        const Dataset last = readText(rowsOf(60, 64, nothing, [&](int n) { return ',' + digit(n); }));
        const Dataset first = readText(rowsOf(
            60, 64, [&](int n) { return digit(n) + ','; }, nothing));
        for (const Dataset* data : {&last, &first}) {
            QCOMPARE(data->classNames.size(), std::size_t(10));
            QCOMPARE(data->className(1), std::string("7"));
            QCOMPARE(data->shape.size(), Index(64));
            QCOMPARE(rawSample(*data, 2)[1], float((74 + 11) % 17));
            QCOMPARE(data->notices.size(), std::size_t(1));
        }
    }

    /// FER2013 as Kaggle has it, with the parts and without.
    /// Photographs have no dark corner.
    void aFirstPixelOfManyValuesIsNoLabel()
    {
        QByteArray text;
        for (int n = 0; n < 60; ++n) {
            for (int i = 0; i < 64; ++i)
                text += QByteArray::number((29 * n + 31 * i) % 41) + ',';
            text += QByteArray::number(n % 2) + '\n';
        }
        const Dataset data = readText(text);
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1"}));
        QCOMPARE(rawSample(data, 1)[0], 29.0F);
    }

    void classesBesideFractionsAreFound_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("step");
        QTest::newRow("first, from 1") << true << 1 << 1;
        QTest::newRow("first, -1 and 1") << true << -1 << 2;
        QTest::newRow("last, from 0") << false << 0 << 1;
    }

    /// The archive of time series has the class in front, without a header; others have it behind.
    void classesBesideFractionsAreFound()
    {
        QFETCH(bool, isFirst);
        QFETCH(int, least);
        QFETCH(int, step);
        QByteArray text;
        for (int n = 0; n < 40; ++n) {
            QByteArray values;
            for (int i = 0; i < 6; ++i)
                values += (i > 0 ? "\t" : "") + QByteArray::number((n * 7 + i * 3) % 11 + 0.25);
            const QByteArray label = QByteArray::number(least + step * (n % 2));
            text += isFirst ? label + '\t' + values + '\n' : values + '\t' + label + '\n';
        }
        const Dataset data = readText(text);
        QCOMPARE(data.classNames, (std::vector<std::string>{std::to_string(least), std::to_string(least + step)}));
        QCOMPARE(data.shape.size(), Index(6));
        QCOMPARE(data.notices,
            (std::vector<std::string>{std::string("The ") + (isFirst ? "first" : "last")
                + " column was taken as the label, since it counts classes and most others hold fractions."}));
    }

    void measuresBesideFractionsStayNumbers()
    {
        const auto table = [](int rows, auto behind) {
            QByteArray text;
            for (int n = 0; n < rows; ++n)
                text += QByteArray::number(n % 7 + 0.5) + ',' + QByteArray::number(n % 3 + 0.25) + ','
                    + QByteArray::number(behind(n)) + '\n';
            return readText(text);
        };
        for (const Dataset& data : {table(40, [](int n) { return 18 + n % 4; }), table(40, [](int n) { return n; }),
                 table(40, [](int n) { return n % 20; }), table(9, [](int n) { return n % 2; })}) {
            QVERIFY(!data.hasLabels());
            QCOMPARE(data.shape.size(), Index(3));
        }
    }

    void pixelsInOneFieldAreNumbers()
    {
        QByteArray pixels;
        for (int i = 0; i < 16; ++i)
            pixels += QByteArray::number(i * 16) + (i < 15 ? " " : "");
        const QByteArray two = "emotion,pixels\n0," + pixels + "\n3,\"" + pixels + "\"\n0," + pixels + '\n';
        const Dataset data = readText(two);
        QCOMPARE(data.shape, (Shape{1, 1, 16}));
        QCOMPARE(data.images->type(), std::string("uint8"));
        QCOMPARE(rawSample(data, 1)[15], 240.0F);
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "3"}));
        const Dataset parts = readText("emotion,pixels,Usage\n4," + pixels + ",PrivateTest\n0," + pixels
            + ",Training\n3," + pixels + ",PublicTest\n2," + pixels + ",Training\n");
        QCOMPARE(parts.trainCount, Index(2));
        QCOMPARE(parts.testCount, Index(1));
        QCOMPARE(parts.className(0), std::string("0"));
        QCOMPARE(parts.className(2), std::string("4"));
        QVERIFY(tells(parts,
            "The last column (Usage) says which rows are for training (2) and for testing (1); 1 for validation are "
            "the validation part."));
        QCOMPARE(parts.validationCount, Index(1));
        QCOMPARE(parts.className(3), std::string("3"));
        const QString fault = tableMessage(two + "1,1 2 3\n");
        QVERIFY2(fault.contains("line 5, column 2 (pixels): expected 16 whole numbers"), qPrintable(fault));
    }

    void squarePixelsInOneFieldArePictures()
    {
        QByteArray pixels;
        for (int i = 0; i < 64; ++i)
            pixels += QByteArray::number(i * 4) + (i < 63 ? " " : "");
        const QByteArray text = "emotion,pixels,Usage\n4," + pixels + ",Training\n0," + pixels + ",PrivateTest\n3,"
            + pixels + ",Training\n";
        const Dataset data = readText(text);
        QCOMPARE(data.shape, (Shape{1, 8, 8}));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(rawSample(data, 2)[9], 36.0F);
        QVERIFY(tells(
            data, "The column 2 (pixels) was taken as pictures of 8 x 8; the size 64x1 keeps them rows of numbers."));
        ReadOptions row;
        row.width = 64;
        row.height = 1;
        QCOMPARE(readText(text, row).shape, (Shape{1, 1, 64}));
    }

    void separatorsMayEndEachRow()
    {
        for (const char* text : {"a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n", "1,2,\n3,4,\n"}) {
            const Dataset data = readText(text);
            QCOMPARE(data.shape.size(), Index(2));
            QCOMPARE(rawSample(data, 1), (std::vector<float>{3, 4}));
        }
        QVERIFY(tableMessage("1,2,\n3,4,\n" + QByteArray("5,6,\n").repeated(20) + "7,8,9\n")
                    .contains("line 23, column 3: expected an empty field as in the first rows, found '9'"));
    }

    /// write.table(sep = "\t") and its default, blanks.
    void aHeaderOfRHasOneNameFewer()
    {
        const QByteArray table = "\"a\" \"b\" \"kind\"\n\"1\" 5.1 3 \"x\"\n\"2\" 4.5 2 \"y\"\n";
        for (const QByteArray& text : {table, QByteArray(table).replace(' ', '\t')}) {
            const Dataset data = readText(text);
            QCOMPARE(rawSample(data, 0), (std::vector<float>{5.1F, 3}));
            QCOMPARE(data.classNames, (std::vector<std::string>{"x", "y"}));
            QVERIFY(
                tells(data, "The first column was left out, since it names the rows: the header has one name fewer."));
        }
    }

    /// Those of the label, of the rows and of what is left out are no names of numbers.
    void namesOfTheNumbersAreKept()
    {
        const Dataset data = readText("id,length [cm],species,,note,width (cm)\n1,2,x,7,p,3\n2,4,y,8,p,5\n");
        QCOMPARE(data.columns, (ColumnNames{"length [cm]", "", "width (cm)"}));
        QCOMPARE(rawSample(data, 0), (std::vector<float>{2, 7, 3}));
        QCOMPARE(readText("1,2\n3,4\n").columns, ColumnNames());
        QCOMPARE(readText(",0,1\n0,2.5,9\n1,4,7\n").columns, ColumnNames()); // they only count
    }

    void picturesHaveNoColumns()
    {
        ReadOptions options;
        options.width = options.height = 2;
        QCOMPARE(readText("a,b,c,d\n1,2,3,4\n5,6,7,8\n", options).columns, ColumnNames());
        const QByteArray pixels = QByteArray("5 ").repeated(15) + "7\n";
        QCOMPARE(readText("id,pixels\n1," + pixels + "2," + pixels).columns, ColumnNames());
    }

    /// Several pages of one file, in a table of our own that has no classes.
    void filesOfTheSamplesAreNoClasses()
    {
        QByteArray rows;
        for (int row = 0; row < 40; ++row)
            rows +=
                QByteArray::number(row) + ",1," + QByteArray::number(row * row) + (row < 20 ? ",a.tif\n" : ",b.tif\n");
        for (const char* name : {"file", "File", "path", "filename"}) {
            const Dataset data = readText(QByteArray("sample,z1,z2,") + name + '\n' + rows);
            QVERIFY(!data.hasLabels());
            QVERIFY(tells(
                data, std::string("The last column (") + name + ") was left out, since it holds names of files."));
            QCOMPARE(data.columns, (ColumnNames{"z1", "z2"}));
        }
        const QByteArray table = "sample,z1,z2,file\n" + rows;
        QCOMPARE(readText(table, labelledBy("file")).classNames, (std::vector<std::string>{"a.tif", "b.tif"}));
    }

    void blanksMayStandBetweenNumbers()
    {
        const Dataset data = readText("  1.5e+00   2\t3 \n 4 5  6\n");
        QCOMPARE(rawSample(data, 0), (std::vector<float>{1.5F, 2, 3}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{4, 5, 6}));
        const Dataset named = readText("# a b label\n1 2 0\n3 4 1\n");
        QCOMPARE(named.labels, (std::vector<std::int32_t>{0, 1}));
        const QByteArray rows = QByteArray("1 2\n").repeated(22);
        QVERIFY(tableMessage(rows + "5 x\n").contains("line 23, column 2: expected a finite number, found 'x'"));
        QVERIFY(tableMessage(rows + "7\n").contains("line 23: expected 2 columns as in the first row, found 1"));
    }

    /// A first row of many columns takes no memory for short ones behind it.
    void shortRowsTakeNoMemory()
    {
        const QByteArray wide = QByteArray("1,").repeated(1'000'000) + "1\n";
        QVERIFY(tableMessage(wide + wide + QByteArray("1\n").repeated(1'000'000))
                    .contains("line 3: expected 1,000,001 columns as in the first row, found 1"));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvColumns)
#include "tst_CsvColumns.moc"
