// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvHeader.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Tables.h"

using namespace isthmus;
using namespace isthmus::testing;

namespace {

/// 0,1,2 ... as pandas writes the names of columns without names.
QByteArray counted(int columns)
{
    QByteArray text;
    for (int i = 0; i < columns; ++i)
        text += (i > 0 ? "," : "") + QByteArray::number(i);
    return text;
}

QByteArray repeatedValue(int value, int columns)
{
    return (',' + QByteArray::number(value)).repeated(columns).sliced(1);
}

CsvHeader headerOf(const QByteArray& text)
{
    const CsvHead head = csvHead({text.data(), static_cast<std::size_t>(text.size())});
    return csvHeader(head.lines, head.delimiter);
}

} // namespace

class TestCsvHeader : public QObject
{
    Q_OBJECT
private slots:
    /// No byte is beyond a run of 784.
    void aLongRunIsAHeaderWhateverIsBelow()
    {
        const QByteArray rows = repeatedValue(255, 784) + '\n' + repeatedValue(0, 784) + '\n';
        QCOMPARE(headerOf(counted(784) + '\n' + rows), CsvHeader::Numbers);
        const Dataset data = readText(counted(784) + '\n' + rows);
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.images->type(), std::string("uint8"));
        QCOMPARE(data.images->maximum(), 255.0);
    }

    /// DataFrame(x).to_csv(path): an index before each row.
    void anEmptyFieldBeforeARunIsTheIndex()
    {
        const QByteArray table = ',' + counted(784) + "\n0," + repeatedValue(9, 784) + "\n1," + repeatedValue(8, 784);
        const Dataset data = readText(table);
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.shape.size(), Index(784));
        QCOMPARE(rawSample(data, 1)[0], 8.0F);
        QCOMPARE(headerOf(",0,1,2\n0,0,1,2\n1,3,1,2\n"), CsvHeader::Numbers);
    }

    void aLabelBeforeUnnamedPixelsIsFound()
    {
        QByteArray table = counted(785) + '\n';
        for (int n = 0; n < 20; ++n)
            table += QByteArray::number(n % 4) + ',' + repeatedValue(n % 3 == 0 ? 200 : 0, 784) + '\n';
        const Dataset data = readText(table);
        QCOMPARE(data.count(), Index(20));
        QCOMPARE(data.shape.size(), Index(784));
        QCOMPARE(data.classNames, (std::vector<std::string>{"0", "1", "2", "3"}));
    }

    void rampsOfDataAreNoHeader()
    {
        QCOMPARE(headerOf(counted(20) + '\n' + counted(20) + '\n'), CsvHeader::None);
        QCOMPARE(headerOf("1,2,3\n3,1,2\n2,3,1\n"), CsvHeader::None);
    }

    /// A_Z Handwritten Data.csv: its first row was read as names, and written so.
    void aRowWhoseCopiesAreNumberedIsLeftOut()
    {
        QByteArray first = "0";
        for (int i = 1; i < 30; ++i)
            first += ",0." + QByteArray::number(i);
        const Dataset data = readText(first + '\n' + repeatedValue(3, 30) + '\n' + repeatedValue(4, 30) + '\n');
        QCOMPARE(data.count(), Index(2));
        QCOMPARE(data.images->type(), std::string("uint8"));
        QVERIFY(data.notices.front().starts_with("The first line was left out: "));
    }

    void namesOfLabelsAreKnownInAnyCase()
    {
        for (const char* name : {"label", " Labels", "CLASS", "Target", "species", "Y"})
            QVERIFY(isLabelName(name));
        QVERIFY(!isLabelName("yes"));
    }
};

ISTHMUS_APPLESS_TEST(TestCsvHeader)
#include "tst_CsvHeader.moc"
