// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

#include <QStringEncoder>

using namespace isthmus;
using namespace isthmus::testing;

class TestCsvForm : public QObject
{
    Q_OBJECT
private slots:
    /// One bad cell makes no label of a column of numbers.
    void aColumnWithNumbersIsNoLabel_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char* cell : {"NA", "1e39", "1'234", "x", "10%", "-", "\u22125", "1\u00a0234", "0x10"})
            QTest::newRow(cell) << QByteArray(cell);
    }

    void aColumnWithNumbersIsNoLabel()
    {
        QFETCH(QByteArray, cell);
        const QString text = "line 2, column 1 (a): expected a finite number, found '";
        const QString found = tableMessage("a,b\n" + cell + ",2\n1,2\n");
        QVERIFY2(found.contains(text + cell + '\''), qPrintable(found));
        const QString late = tableMessage("a;b\n" + QByteArray("1;2\n").repeated(12) + cell + ";2\n");
        QVERIFY2(late.contains("line 14, column 1 (a): "), qPrintable(late));
        QVERIFY(tableMessage("b,a\n2," + cell + "\n2,1\n").contains("line 2, column 2 (a): "));
    }

    void cellsThatStandForNumbersAreNoLabel()
    {
        QVERIFY(tableMessage("a;b\n1,234.5;0.5\n2,500.5;0.25\n").contains("line 2, column 1 (a): "));
        QVERIFY(tableMessage("a,b\n1e39,2\n").contains("line 2, column 1 (a): "));
        QVERIFY(tableMessage("a,b\nNA,2\nNA,3\n").contains("line 2, column 1 (a): "));
        QVERIFY(tableMessage("1'234;2\n5;6\n").contains("line 1, column 1: "));
    }

    void aGuessByTextsIsTold()
    {
        const Dataset data = readText("a,b,kind\n1,2,\n3,40,cat\n5,6,NA\n");
        QCOMPARE(data.classNames, (std::vector<std::string>{"", "NA", "cat"}));
        const std::string instead =
            "; the choice 'one-hot' of this column makes a column of 0 and 1 of each of its texts instead.";
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The last column (kind) was taken as the label, since it holds texts" + instead}));
        QCOMPARE(readText("cat,1,2\ndog,3,40\n").notices,
            (std::vector<std::string>{"The first column was taken as the label, since it holds texts" + instead}));
        QVERIFY(readText("class,a\ncat,1\ndog,200\n").notices.empty());
        QVERIFY(readText("class,a\ncat,1\n7,2\n").hasLabels());
    }

    /// What pandas writes for pd.DataFrame(X), with and without a column of labels or row numbers.
    void numbersThatCountTheColumnsAreAHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::size_t>("notices");
        QTest::newRow("label") << QByteArray("0,1,2,label\n5,6,7,cat\n8,9,200,dog\n") << std::size_t(0);
        QTest::newRow("class first") << QByteArray("Class,0,1,2\ncat,5,6,7\ndog,8,9,200\n") << std::size_t(0);
        QTest::newRow("y") << QByteArray("0,1,2,y\n5,6,7,cat\n8,9,200,dog\n") << std::size_t(1);
        QTest::newRow("numbers") << QByteArray("0,1,2\n5,6,7\n8,9,200\n") << std::size_t(1);
        QTest::newRow("from 1") << QByteArray("1;2;3\n5;6;7\n8;9;200\n") << std::size_t(1);
        QTest::newRow("kind") << QByteArray("0,1,2,kind\n5,6,7,cat\n8,9,200,dog\n") << std::size_t(2);
        QTest::newRow("row numbers") << QByteArray(",0,1,2\n0,5,6,7\n1,8,9,200\n") << std::size_t(2);
    }

    void numbersThatCountTheColumnsAreAHeader()
    {
        QFETCH(QByteArray, text);
        const Dataset data = readText(text);
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(rawSample(data, 0), (std::vector<float>{5, 6, 7}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{8, 9, 200}));
        QTEST(data.notices.size(), "notices");
    }

    void rowsOfDataThatCountAreNoHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"0,1\n1,0\n5,6\n", "1,2,3\n4,5,6\n9,8,7\n", "0,1,2\n1,2,3\n9,8,7\n",
                 "1,2,3\n3,1,2\n2,3,1\n", "1,2,y\n3,4,n\n5,9,n\n", "1,2,label\n3,4,other\n5,9,label\n",
                 "1,2,3,cat\n9,8,7,dog\n7,7,7,cat\n", "2,3,4\n9,8,7\n1,1,1\n"})
            QTest::newRow(text) << QByteArray(text);
    }

    void rowsOfDataThatCountAreNoHeader()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(readText(text).count(), Index(3));
    }

    void aTableHasOneDecimalSign_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const QString points = "; this table has decimal points, and separated thousands are not understood";
        const QString commas = "; this table has decimal commas, and separated thousands are not understood";
        QTest::newRow("thousands in tabs") << QByteArray("a\tb\n1,234\t0.5\n")
                                           << "line 2, column 1 (a): expected a finite number, found '1,234'" + points;
        QTest::newRow("thousands first") << QByteArray("a;b\n1.234;0,5\n")
                                         << "line 2, column 1 (a): expected a finite number, found '1.234'" + commas;
        QTest::newRow("thousands and points") << QByteArray("a;b\n1,234.5;0.5\n") << "found '1,234.5'" + points;
        QTest::newRow("comma below") << QByteArray("1;0.5\n0,5;1\n")
                                     << "line 2, column 1: expected a finite number, found '0,5'" + points;
        QTest::newRow("point below") << QByteArray("1;0,5\n0.5;1\n") << "found '0.5'" + commas;
        QTest::newRow("both may be") << QByteArray("1,234;2.125\n") << "found '1,234'" + points;
        QTest::newRow("quotes") << QByteArray("\"1,234\",2\n")
                                << "found '1,234'; separated thousands are not understood";
        QTest::newRow("point behind quotes")
            << QByteArray("\"0,5\",2\n1,2.5\n") << "line 2, column 2: expected a finite number, found '2.5'" + commas;
        QTest::newRow("far below") << "1;2\n" + QByteArray("3;4\n").repeated(100) + "0.5;1\n1;0,25\n"
                                   << "line 103, column 2: expected a finite number, found '0,25'" + points;
    }

    void aTableHasOneDecimalSign()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const QString found = tableMessage(text);
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void threeDecimalsOfOneSignAreRead()
    {
        QCOMPARE(rawSample(readText("a;b\n1,000;2,125\n"), 0), (std::vector<float>{1, 2.125F}));
        QCOMPARE(rawSample(readText("a;b\n1.000;2.125\n"), 0), (std::vector<float>{1, 2.125F}));
        QCOMPARE(rawSample(readText("v;a;b\n1.5;0,5;1,234\n", labelledBy("v")), 0), (std::vector<float>{0.5F, 1.234F}));
    }

    void spreadsheetsAreReadInTheirForms_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto utf16 = [](const char* text, QStringConverter::Encoding order) {
            return QByteArray(QStringEncoder(order, QStringConverter::Flag::WriteBom)(QString(text)));
        };
        QTest::newRow("sep") << QByteArray("sep=;\r\na;b;label\r\n1,5;200;\u00c4\r\n-3,5;4;y\r\n");
        QTest::newRow("sep in quotes") << QByteArray("\"Sep=\t\"\na\tb\tlabel\n1.5\t200\t\u00c4\n-3.5\t4\ty\n");
        QTest::newRow("sep against the guess") << QByteArray("sep=;\n1,5;200;\u00c4\n-3,5;4;y\n");
        const char* tabs = "a\tb\tlabel\r\n1.5\t200\t\u00c4\r\n-3.5\t4\ty\r\n";
        QTest::newRow("UTF-16, small end first") << utf16(tabs, QStringConverter::Utf16LE);
        QTest::newRow("UTF-16, big end first") << utf16(tabs, QStringConverter::Utf16BE);
        QTest::newRow("old Mac") << QByteArray("a,b,label\r1.5,200,\u00c4\r-3.5,4,y\r");
        QTest::newRow("old Mac, no last end") << QByteArray("1.5,200,\u00c4\r-3.5,4,y");
    }

    void spreadsheetsAreReadInTheirForms()
    {
        QFETCH(QByteArray, text);
        const Folder folder;
        const std::string path = folder.write("t.csv", text);
        QVERIFY(sniffCsv(path));
        const Dataset data = readCsv(path);
        QCOMPARE(rawSample(data, 0), (std::vector<float>{1.5F, 200}));
        QCOMPARE(rawSample(data, 1), (std::vector<float>{-3.5F, 4}));
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.className(0), std::string("\u00c4"));
    }

    void largeUtf16IsReadInBlocks()
    {
        constexpr int kRows = 60'000;
        QString text = "x";
        for (int i = 0; i < kRows; ++i)
            text += "y\U0001F431" + QString(150, ' ') + ',' + QString::number(i) + ",0.5\n";
        const Dataset data =
            readText(QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom)(text));
        QCOMPARE(data.count(), Index(kRows));
        QCOMPARE(data.classNames, (std::vector<std::string>{"xy\U0001F431", "y\U0001F431"}));
        for (const Index i : {0, 26'000, 27'000, kRows - 1})
            QCOMPARE(rawSample(data, i), (std::vector<float>{float(i), 0.5F}));
    }

    void linesAreCountedBelowTheNameOfTheSeparator()
    {
        QVERIFY(tableMessage("sep=;\na;b\n1;2\nx;3\n").contains("line 4, column 1 (a): "));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvForm)
#include "tst_CsvForm.moc"
