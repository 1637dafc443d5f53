// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvDialect.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

using Fields = std::vector<std::string_view>;

Fields splitAt(std::string_view row, char delimiter)
{
    Fields fields;
    splitCsvRow(row, delimiter, fields);
    return fields;
}

} // namespace

class TestCsvDialect : public QObject
{
    Q_OBJECT
private slots:
    void aRowEndsAtItsLineFeedOutsideQuotes()
    {
        const std::string_view text = "a,\"b\nc\",d\ne";
        QCOMPARE(csvRowEnd(text, 0, ',').at, std::size_t(9));
        QCOMPARE(csvRowEnd(text, 10, ',').at, text.size());
        QCOMPARE(csvRowEnd("a\"b\nc\"\n", 0, ',').at, std::size_t(3)); // a quote within a field is a letter
        const CsvRowEnd open = csvRowEnd("a,\"b\nc", 0, ',');
        QCOMPARE(open.at, std::size_t(6));
        QCOMPARE(open.openQuote, std::size_t(2));
    }

    void quotesAroundAFieldAreNoPartOfIt()
    {
        QCOMPARE(splitAt("1;\"a;b\"; \"c\" ;\r", ';'), (Fields{"1", "a;b", "c", ""}));
        QCOMPARE(splitAt("\"a\"b,c", ','), (Fields{"\"a\"b", "c"}));
        QCOMPARE(splitAt("", ','), Fields{""});
    }

    void aSignThatMaySeparateThousandsIsNoDecimal_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<char>("sign");
        QTest::newRow("whole") << QByteArray("12") << '\0';
        QTest::newRow("point") << QByteArray("1.5") << '.';
        QTest::newRow("comma") << QByteArray("-1,5") << ',';
        QTest::newRow("either") << QByteArray("1,234") << '\0';
        QTest::newRow("below one") << QByteArray("0,234") << ',';
        QTest::newRow("both") << QByteArray("1,234.5") << '.';
        QTest::newRow("two commas") << QByteArray("1,234,567") << '.';
        QTest::newRow("four before") << QByteArray("1234,567") << ',';
    }

    void aSignThatMaySeparateThousandsIsNoDecimal()
    {
        QFETCH(QByteArray, number);
        QTEST(shownDecimal({number.data(), static_cast<std::size_t>(number.size())}), "sign");
    }

    void numbersAreReadWithTheDecimalOfTheTable()
    {
        QCOMPARE(csvNumber(" +2.5 "), std::optional(2.5F));
        QCOMPARE(csvNumber("2,5"), std::optional(2.5F));
        QCOMPARE(csvNumber("1,234", ','), std::optional(1.234F));
        QCOMPARE(csvNumber("1,234"), std::nullopt);
        QCOMPARE(csvNumber("1.5", ','), std::nullopt);
        QCOMPARE(csvNumber("2,5", '.'), std::nullopt);
        QCOMPARE(csvNumber("1e-99"), std::optional(0.0F));
        QCOMPARE(csvNumber("1e39"), std::nullopt);
        QCOMPARE(csvNumber(""), std::nullopt);
        QVERIFY(decimalText("1,5", '.').find("decimal points") != std::string::npos);
        QVERIFY(decimalText("x", '.').empty());
    }

    void whatLooksLikeANumberIsNoText_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<int>("kind");
        for (const char* field : {"", " NA", "n/a", "#N/A", "NaN", "null", "? ", "+nan", "-NaN", "-nan", "nan(ind)",
                 "-nan(ind)", "-nan(snan)", "-1.#IND", "1.#QNAN", "<NA>", "None", "NaT", "#NA", "#N/A N/A"})
            QTest::newRow(qPrintable(QString("missing '%1'").arg(field))) << QByteArray(field) << int(CsvKind::Missing);
        for (const char* field : {"1", "-1.5", "1'234", "1,234.5", "10 %", "1e39", "-inf"})
            QTest::newRow(field) << QByteArray(field) << int(CsvKind::Number);
        for (const char* field : {"cat", "1a", "e5", "0x10", "-", "-NA", "nana", "1.#INF"})
            QTest::newRow(field) << QByteArray(field) << int(CsvKind::Text);
    }

    void whatLooksLikeANumberIsNoText()
    {
        QFETCH(QByteArray, field);
        QTEST(int(csvKind({field.data(), static_cast<std::size_t>(field.size())})), "kind");
    }

    /// "None" is a text among others, and a missing number among numbers.
    void fewerTextsAreMissing()
    {
        QVERIFY(isMissingText("") && isMissingText(" NA") && isMissingText("-nan") && isMissingText("<NA>"));
        QVERIFY(!isMissingText("None") && !isMissingText("Nat") && !isMissingText("red") && !isMissingText("7"));
    }

    void theDelimiterIsTheOneThatMakesRowsEven()
    {
        QCOMPARE(csvHead("1;2,5\n3;4,5\n").delimiter, ';');
        QCOMPARE(csvHead("1,2\t3\n4,5\t6\n").delimiter, '\t');
        QCOMPARE(csvHead("1,2\n3,4\n").delimiter, ',');
        const CsvHead named = csvHead("sep=;\n\n1,2;3\n");
        QCOMPARE(named.delimiter, ';');
        QCOMPARE(named.lines.size(), std::size_t(1));
        QCOMPARE(named.lines[0].number, std::int64_t(3));
        QCOMPARE(named.lines[0].begin, std::size_t(7));
    }

    void commentsStandAboveATable()
    {
        const CsvHead head = csvHead("# made by hand\n# a,b\n1,2\n");
        QCOMPARE(head.lines.size(), std::size_t(2)); // the last one has as many fields, and is the header
        QCOMPARE(head.lines[0].text, std::string_view("# a,b"));
        QCOMPARE(csvHead("1,2\n3,\"4\n").openQuote, std::int64_t(2));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvDialect)
#include "tst_CsvDialect.moc"
