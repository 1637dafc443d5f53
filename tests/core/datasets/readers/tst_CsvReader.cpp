// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <algorithm>

using namespace isthmus;
using namespace isthmus::testing;

class TestCsvReader : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatPythonWrites()
    {
        const std::string path = fixture("table.csv");
        QVERIFY(sniffCsv(path));
        const Dataset data = readCsv(path);
        QCOMPARE(data.format, std::string("CSV"));
        QCOMPARE(data.shape, (Shape{1, 1, 12}));
        QCOMPARE(data.trainCount, Index(5));
        QCOMPARE(data.images->type(), std::string("uint8"));
        QCOMPARE(data.scaling, (Scaling{1.0 / 255, 0}));
        QCOMPARE(data.classNames, (std::vector<std::string>{"cat", "dog, small", "the \"cat\""}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 0, 2, 1}));
        QCOMPARE(firstDifference(data), Index(-1));
    }

    void readsTabsAndTextsInTheLastColumn()
    {
        QVERIFY(sniffCsv(fixture("table.tsv")));
        const Dataset data = readCsv(fixture("table.tsv"));
        QCOMPARE(data.format, std::string("TSV"));
        QCOMPARE(data.images->type(), std::string("float32"));
        QCOMPARE(data.scaling, (Scaling{1, 0}));
        QCOMPARE(data.classNames, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(firstDifference(data, [](int value) { return float(value / 100.0); }), Index(-1));
    }

    void readsSemicolonsAndDecimalCommas()
    {
        QVERIFY(sniffCsv(fixture("spreadsheet.csv")));
        const Dataset data = readCsv(fixture("spreadsheet.csv"));
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.count(), Index(5));
        QCOMPARE(firstDifference(data, [](int value) { return float(value / 100.0 - 0.5); }), Index(-1));
        QVERIFY(data.scaling.offset > 0); // negative numbers are brought into 0..1
    }

    void readsWhatNumPyWrites()
    {
        const Dataset data = readCsv(fixture("savetxt.csv"));
        QCOMPARE(data.shape, (Shape{1, 1, 12}));
        QCOMPARE(firstDifference(data, [](int value) { return float(value / 100.0); }), Index(-1));
    }

    void theLabelColumnCanBeChosen()
    {
        const QByteArray text = "a,b,c\n1,2,3\n4,5,6\n";
        QVERIFY(!readText(text).hasLabels());
        QCOMPARE(classesOf(readText(text, labelledBy("b"))), (std::vector<std::string>{"2", "5"}));
        QCOMPARE(rawSample(readText(text, labelledBy("b")), 1), (std::vector<float>{4, 6}));
        QCOMPARE(classesOf(readText(text, labelledBy("2"))), (std::vector<std::string>{"3", "6"}));
        QCOMPARE(tableMessage(text, labelledBy("d")),
            "t.csv: expected a label column among the names of its header, or a number from 0 to 2, found 'd'");
        QCOMPARE(readText("1,2,label\n4,5,6\n", labelledBy("none")).shape.size(), Index(3));
        for (const char* name : {"label", " Class", "Y", "\"target\""})
            QCOMPARE(classesOf(readText(QByteArray("p,q,") + name + "\n1,2,3\n")), (std::vector<std::string>{"3"}));
    }

    /// German spreadsheets, also with commas between the fields.
    void decimalCommasInQuotes()
    {
        const Dataset data = readText("a,b,c\n\"0,170\",\"-0,5\",\"12,25\"\n\"1,5\",\"-2,75\",3\n");
        QCOMPARE(rawSample(data, 0), (std::vector<float>{0.17F, -0.5F, 12.25F}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{1.5F, -2.75F, 3}));
        QVERIFY(tableMessage("a,b\n1,2\n\"1,234\",2\n").contains("expected a finite number, found '1,234'"));
        QVERIFY(tableMessage("a,b\n1,2\n\"1,234,567\",2\n").contains("found '1,234,567'"));
    }

    /// np.savetxt(..., header=...)
    void commentsAboveTheTableAreLeftOut()
    {
        QCOMPARE(rawSample(readText("# made by us\n#\n1,2\n3,4\n"), 0), (std::vector<float>{1, 2}));
        QCOMPARE(rawSample(readText("# all, of, it\na,b\n1,2\n3,4\n"), 0), (std::vector<float>{1, 2}));
        const Dataset data = readText("# label,b\n1,2\n3,4\n");
        QCOMPARE(classesOf(data), (std::vector<std::string>{"1", "3"}));
        QCOMPARE(rawSample(readText("#,a,b\n7,1,2\n8,3,4\n"), 0), (std::vector<float>{1, 2}));
        const Folder folder;
        QVERIFY(sniffCsv(folder.write("c.csv", "# made by us\n1\t2\n3\t4\n")));
    }

    void namesOfWindowsAreRead()
    {
        const Dataset data = readText("Gr\xF6\xDF"
                                      "e;label\n1;K\xE4"
                                      "fer \x96 gro\xDF\n2;\xE2\x82\xAC is none\n3;\x80\n");
        QCOMPARE(
            data.classNames, (std::vector<std::string>{"K\u00e4fer \u2013 gro\u00df", "\u20ac", "\u20ac is none"}));
        QCOMPARE(readText("Gr\xF6\xDF"
                          "e;b\n1;2\n",
                     labelledBy("Gr\u00f6\u00dfe"))
                     .labels,
            (std::vector<std::int32_t>{0}));
    }

    /// The tables are as pandas, R and this program's exports write them.
    void rowNumbersAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("hasLabels");
        QTest::newRow("data frame") << QByteArray(",a,b\n0,1,2\n1,4,5\n") << false;
        QTest::newRow("in quotes") << QByteArray("\"\",\"a\",\"b\"\n\"1\",1,2\n\"2\",4,5\n") << false;
        QTest::newRow("read and written again") << QByteArray("Unnamed: 0,a,b\n0,1,2\n1,4,5\n") << false;
        QTest::newRow("codes") << QByteArray("sample,class,z1,z2\n7,cat,1,2\n9,dog,4,5\n") << true;
        QTest::newRow("class last") << QByteArray("id,a,b,label\n7,1,2,0\n9,4,5,1\n") << true;
        QTest::newRow("texts last") << QByteArray("index;a;b;x\n7;1;2;cat\n9;4;5;dog\n") << true;
    }

    void rowNumbersAreLeftOut()
    {
        QFETCH(QByteArray, text);
        const Dataset data = readText(text);
        QCOMPARE(data.shape.size(), Index(2));
        QCOMPARE(rawSample(data, 0), (std::vector<float>{1, 2}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{4, 5}));
        QVERIFY(std::any_of(data.notices.begin(), data.notices.end(),
            [](const std::string& notice) { return notice.ends_with("was left out, since it numbers the rows."); }));
        QTEST(data.hasLabels(), "hasLabels");
    }

    /// From 1, as a person counts, unless the table itself begins at 0.
    void rowsCountAsTheTableDoes()
    {
        QCOMPARE(readText("a,b\n1,2\n4,5\n").firstNumber, 1);
        QCOMPARE(readText("id,a,b\n1,1,2\n2,4,5\n").firstNumber, 1);
        QCOMPARE(readText("id,a,b\n7,1,2\n9,4,5\n").firstNumber, 1);
        QCOMPARE(readText(",a,b\n0,1,2\n1,4,5\n").firstNumber, 0);
    }

    /// They are what the rows are called, in the window and in exported tables.
    void whatRowsAreCalledIsKept()
    {
        const Dataset table = readText("id,a,b\n7,1,2\n9,4,5\n");
        QCOMPARE(table.identifier(0), std::string("7"));
        QCOMPARE(table.identifier(1), std::string("9"));
        QVERIFY(!readText("a,b\n1,2\n4,5\n").identifiers);
        QVERIFY(!readText(",a,b\n0,1,2\n1,4,5\n").identifiers); // their numbers, which are known
        QVERIFY(readText("id,a,b\n1,1,2\n2,4,5\n").identifiers);
        QVERIFY(!readText("a,b\n1,1,2\n2,4,5\n").identifiers); // as R numbers rows
        QVERIFY(!readText("\"\",a,b\n\"1\",1,2\n\"2\",4,5\n").identifiers);
        QCOMPARE(readText("a,b\n2,1,2\n5,4,5\n").identifier(1), std::string("5"));
        QByteArray text("name,length,width\n");
        for (int row = 0; row < 20; ++row)
            text += "\"S-" + QByteArray::number(row) + "\"," + QByteArray::number(row + 0.5) + ",2\n";
        QCOMPARE(readText(text).identifier(19), std::string("S-19"));
    }

    /// Our own tables begin with both.
    void anIdThatIsChosenIsNoNumbering()
    {
        const QByteArray text = "sample,id,a\n0,x,1\n1,y,2.5\n2,x,4\n";
        ReadOptions options;
        options.labelColumn = "id";
        const Dataset chosen = readText(text, options);
        QCOMPARE(chosen.classNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(chosen.shape.width, 1);
        QVERIFY(!chosen.identifiers);
        options.labelColumn = "none";
        options.oneHot = "id";
        QCOMPARE(readText(text, options).columns, (ColumnNames{"id=x", "id=y", "a"}));
        options.oneHot.clear();
        QCOMPARE(readText(text, options).identifier(1), std::string("y"));
    }

    void whatRowsAreCalledFollowsTheirPart()
    {
        const Dataset numbered = readText("id,a,split\n7,1,test\n8,2,train\n9,3,train\n");
        QCOMPARE(numbered.testCount, Index(1));
        QCOMPARE(numbered.identifier(0), std::string("8"));
        QCOMPARE(numbered.identifier(2), std::string("7"));
    }

    /// A column of measures that was chosen as the label, and one of real classes.
    void labelsThatAreNoClassesAreSaid()
    {
        QByteArray text("length,width,kind\n");
        for (int row = 0; row < 30; ++row)
            text += QByteArray::number(0.25 * row) + ",1." + QByteArray::number(row % 9) + ','
                + QByteArray::number(row % 3) + '\n';
        QCOMPARE(readText(text, labelledBy("length")).notices,
            (std::vector<std::string>{"The first column (length) has 30 different values in 30 rows: it holds measures "
                                      "or names, and hardly classes."}));
        QVERIFY(readText(text, labelledBy("kind")).notices.empty());
    }

    void numbersOfRowsMayBeTheLabel()
    {
        QCOMPARE(classesOf(readText("id,a\n3,1\n3,2\n", labelledBy("id"))), (std::vector<std::string>{"3", "3"}));
        QCOMPARE(readText("id,a\ncat,1\ndog,2\n").classNames, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(readText("idle,a\n3,1\n3,2\n").shape.size(), Index(2));
        QVERIFY(tableMessage("id,label\n3,1\n4,2\n").startsWith("t.csv: "));
    }

    void labelsBeforeSquareImagesAreFound()
    {
        QByteArray row = "7";
        for (int i = 0; i < 784; ++i)
            row += ',' + QByteArray::number(i % 256);
        ReadOptions options;
        options.width = options.height = 28;
        const Dataset data = readText(row + '\n' + row, options);
        QCOMPARE(data.shape, (Shape{1, 28, 28}));
        QCOMPARE(classesOf(data), (std::vector<std::string>{"7", "7"}));
        QCOMPARE(data.notices.size(), std::size_t(1));
        QCOMPARE(rawSample(data, 1)[783], 15.0F);
    }

    void choicesNameTheColumns()
    {
        const DatasetChoices choices = datasetChoices(fixture("table.csv"));
        QCOMPARE(choices.columns.size(), std::size_t(13));
        QCOMPARE(choices.columns[1], std::string("pixel 0"));
        QCOMPARE(choices.labelColumn, std::string("label"));
    }

    /// Bytes until the first number that is none: what was read before becomes floats too.
    void oneFloatMakesAllFloats()
    {
        QByteArray text;
        for (int i = 0; i < 100; ++i)
            text += "1,250\n";
        const Dataset data = readText(text + "0.5,2\n");
        QCOMPARE(data.images->type(), std::string("float32"));
        QCOMPARE(rawSample(data, 99), (std::vector<float>{1, 250}));
        QCOMPARE(rawSample(data, 100), (std::vector<float>{0.5F, 2}));
        QCOMPARE(readText("1,256\n2,3\n").images->type(), std::string("float32"));
        QCOMPARE(readText("1,-1\n2,3\n").images->type(), std::string("float32"));
        QCOMPARE(readText("1,0\n0,1\n").scaling, (Scaling{1, 0})); // no levels of grey
    }

    void scalingGoesByTheNumbers()
    {
        QCOMPARE(readText("a,b\n0,1\n1,0\n").scaling, (Scaling{1, 0}));
        QCOMPARE(readText("a,b\n0,16\n1,0\n").scaling, (Scaling{1.0 / 16, 0}));
        QCOMPARE(readText("a,b\n0,200\n1,0\n").scaling, (Scaling{1.0 / 255, 0}));
        ReadOptions options;
        options.scale = ReadOptions::Scale::Range;
        QCOMPARE(readText("a,b\n0,200\n1,0\n", options).scaling, (Scaling{1.0 / 200, 0}));
    }

    void numbersInEveryForm()
    {
        const Dataset data = readText("+1,  2 ,\"3\",1e2,.5,-0,1234567,1e-60\r\n1,2,3,4,5,6,7,8\r\n\r\n");
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(rawSample(data, 0), (std::vector<float>{1, 2, 3, 100, 0.5F, 0, 1234567, 0}));
    }

    /// Blocks end anywhere, also within a row.
    void largeTablesAreReadInBlocks()
    {
        constexpr int kRows = 60'000;
        QByteArray text = "label,a,b,c\n";
        for (int i = 0; i < kRows; ++i)
            text += QByteArray::number(i % 3) + ",0.123456789012345678901234567890123456789012345678901234567890,"
                + QByteArray::number(i) + ',' + QByteArray(100, ' ') + QByteArray::number(i % 7) + '\n';
        QVERIFY(text.size() > 9'000'000);
        const Dataset data = readText(text);
        QCOMPARE(data.count(), Index(kRows));
        for (const Index i : {0, 1, 47'000, kRows - 1}) {
            QCOMPARE(rawSample(data, i), (std::vector<float>{0.123456789012345F, float(i), float(i % 7)}));
            QCOMPARE(data.labels[std::size_t(i)], std::int32_t(i % 3));
        }
    }

    void aLineFeedInQuotesEndsNoRow()
    {
        const Dataset data = readText("\"two\nlines\",b\n1,2\n3,4\n");
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(tableMessage("\"two\nlines\",b\n1,2\n3,x\n"),
            "t.csv: line 4, column 2 (b): expected a finite number, found 'x'");
    }

    /// Quotes open a field only where it begins; inches are letters.
    void quotesWithinAFieldAreLetters()
    {
        for (const char* delimiter : {",", ";", "\t"}) {
            QByteArray text = "a,b,label\n1,2,5\" disk\n3,4, \"two\"\"s,\n\" \n5,6,7\"\n7,8,5\" disk\n";
            const Dataset data = readText(text.replace(",", delimiter));
            QCOMPARE(data.count(), Index(4));
            QCOMPARE(rawSample(data, 2), (std::vector<float>{5, 6}));
            QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 2, 1, 0}));
            QCOMPARE(data.classNames[0], std::string("5\" disk"));
            QVERIFY(data.classNames[2].starts_with("two\"s"));
        }
        QVERIFY(tableMessage("a,b\n1,2\n3\",4\n5,6\n").contains("line 3, column 1 (a): expected a finite number"));
    }

    /// Blocks of a file end at the same rows as the file in one piece.
    void quotesAreTheSameInBlocks()
    {
        constexpr int kRows = 60'000;
        QByteArray text = "label,a,b\n";
        for (int i = 0; i < kRows; ++i)
            text += QByteArray(i % 2 == 0 ? "5\" disk" : "\"two\nlines, \"\"x\"\"\"") + ',' + QByteArray(150, ' ')
                + QByteArray::number(i % 200) + ",\"" + QByteArray::number(i % 7) + "\"\n";
        QVERIFY(text.size() > 9'000'000);
        const Dataset data = readText(text);
        QCOMPARE(data.count(), Index(kRows));
        QCOMPARE(data.classNames.size(), std::size_t(2));
        for (const Index i : {0, 1, 47'000, 52'345, kRows - 1}) {
            QCOMPARE(rawSample(data, i), (std::vector<float>{float(i % 200), float(i % 7)}));
            QCOMPARE(data.labels[std::size_t(i)], std::int32_t(i % 2));
        }
        text.insert(text.lastIndexOf("\n", 8'000'000) + 1, "x,\"1,2\n");
        QVERIFY(tableMessage(text).contains(": expected a closing quote"));
    }

    void brokenTablesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("columns") << QByteArray("a,b\n1,2\n1,2,3\n")
                                 << "line 3: expected 2 columns as in the first row, found 3";
        QTest::newRow("text") << QByteArray("a,b,c\n1,2,3\n1,zwei,3\n")
                              << "line 3, column 2 (b): expected a finite number, found 'zwei'";
        QTest::newRow("empty field") << QByteArray("1,2\n\n1,\n")
                                     << "line 3, column 2: expected a finite number, found an empty field";
        QTest::newRow("NaN") << QByteArray("1,2\n1,nan\n") << "line 2, column 2: expected a finite number, found 'nan'";
        QTest::newRow("infinite") << QByteArray("1,2\n1,1e999\n")
                                  << "line 2, column 2: expected a finite number, found '1e999'";
        QTest::newRow("no rows") << QByteArray("a,b\n") << "expected rows of numbers below the header, found none";
        QTest::newRow("nothing") << QByteArray("\n\n") << "expected a table with rows of numbers, found empty lines";
        QTest::newRow("open quotes") << QByteArray("1,2\n\"1,2\n3,4")
                                     << "line 2: expected a closing quote for the one that begins a field here, found";
        QTest::newRow("open header") << QByteArray("a,\"b\n1,2\n") << "line 1: expected a closing quote";
        QTest::newRow("open field behind a long one")
            << QByteArray("a,b\n1,2\n\"3\n\",\"4\n5,6\n") << "line 4: expected a closing quote";
        QTest::newRow("closed by another row")
            << QByteArray("a,b,label\n1,2,\"x\n3,4,y\n5,6,\"z\n") << "line 2: expected a closing quote";
        QTest::newRow("bytes") << QByteArray("a,b\n1,\0002\n", 9)
                               << "expected a table in text, found a byte that is 0 in line 2";
        QTest::newRow("other separators")
            << QByteArray("a|b\n1|2\n") << "expected numbers between commas, semicolons, tabs or blanks, found '1|2'";
        QTest::newRow("title") << QByteArray("A title\n\na,b\n1,2\n")
                               << "line 3, column 2 (A title): expected a finite number, found 'b'";
        QTest::newRow("words") << QByteArray("New York\nSan Juan\n") << "semicolons, tabs or blanks, found 'San Juan'";
        QTest::newRow("no numbers") << QByteArray("id,label\n1,2\n")
                                    << "expected a column of numbers beside the labels";
        QTest::newRow("control characters") << QByteArray("\"a\x1b[1m\nb\",c\n1,2\nx\x07,3\n")
                                            << "line 4, column 1 (a?[1m b): expected a finite number, found 'x?'";
        QTest::newRow("long texts") << QByteArray(
            "a" + QByteArray("\u00e4").repeated(200) + ",b\n1,2\nx" + QByteArray("\u00e4").repeated(200) + ",3\n")
                                    << "column 1 (a" + QString(19, QChar(0xe4))
                + "...): expected a finite number, found 'x" + QString(19, QChar(0xe4)) + "...'";
        QTest::newRow("labels alone") << QByteArray("label,\n1,\n") << "expected a column of numbers beside the labels";
        QTest::newRow("empty column") << QByteArray("label,a\n1,\n")
                                      << "expected a finite number, found an empty field";
    }

    void namesHaveNoControlCharacters()
    {
        const Dataset data = readText("a,\"kind\n\x1b[31m\"\n200,\"x\x1b[31m\ny\"\n1,z\x7f\xc2\x9b\n");
        QCOMPARE(data.classNames, (std::vector<std::string>{"x?[31m y", "z??"}));
        QCOMPARE(data.notices.front(),
            std::string("The last column (kind ?[31m) was taken as the label, since it holds texts; the choice "
                        "'one-hot' of this "
                        "column makes a column of 0 and 1 of each of its texts instead."));
    }

    void brokenTablesAreExplained()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const QString found = tableMessage(text);
        QVERIFY2(found.startsWith("t.csv: ") && found.contains(message), qPrintable(found));
    }

    void aTableWithoutNumbersIsRefused() { QVERIFY(!tableMessage("1\n2\n", labelledBy("0")).isEmpty()); }

    void lettersAreNoTable()
    {
        const Folder folder;
        QVERIFY(!sniffCsv(folder.write("a.csv", "Dear reader,\nthank you, yours\n")));
        QVERIFY(!sniffCsv(folder.write("b.csv", QByteArray("1,2\n\0,3\n", 8))));
        QVERIFY(!sniffCsv(folder.write("c.csv", "1\n2\n")));
        QVERIFY(!sniffCsv(folder.path().toStdString()));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvReader)
#include "tst_CsvReader.moc"
