// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/CsvReader.h"
#include "tests/core/io/Folder.h"
#include "tests/core/io/readers/Fixtures.h"

#include <QTest>

using namespace isthmus;
using namespace isthmus::testing;

namespace {

Dataset readText(const QByteArray& text, const ReadOptions& options = {})
{
    const Folder folder;
    return readCsv(folder.write("t.csv", text), options);
}

QString readMessage(const QByteArray& text, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readText(text, options)); });
}

} // namespace

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
        const QString found = readMessage("a,b\n" + cell + ",2\n1,2\n");
        QVERIFY2(found.contains(text + cell + '\''), qPrintable(found));
        const QString late = readMessage("a;b\n" + QByteArray("1;2\n").repeated(12) + cell + ";2\n");
        QVERIFY2(late.contains("line 14, column 1 (a): "), qPrintable(late));
        QVERIFY(readMessage("b,a\n2," + cell + "\n2,1\n").contains("line 2, column 2 (a): "));
    }

    void cellsThatStandForNumbersAreNoLabel()
    {
        QVERIFY(readMessage("a;b\n1,234.5;0.5\n2,500.5;0.25\n").contains("line 2, column 1 (a): "));
        QVERIFY(readMessage("a,b\n1e39,2\n").contains("line 2, column 1 (a): "));
        QVERIFY(readMessage("a,b\nNA,2\nNA,3\n").contains("line 2, column 1 (a): "));
        QVERIFY(readMessage("1'234;2\n5;6\n").contains("line 1, column 1: "));
    }

    void aGuessByTextsIsTold()
    {
        const Dataset data = readText("a,b,kind\n1,2,\n3,4,cat\n5,6,NA\n");
        QCOMPARE(data.classNames, (std::vector<std::string>{"", "NA", "cat"}));
        QCOMPARE(data.notices,
            (std::vector<std::string>{"The last column (kind) was taken as the label, since it holds texts."}));
        QCOMPARE(readText("cat,1,2\ndog,3,4\n").notices,
            (std::vector<std::string>{"The first column was taken as the label, since it holds texts."}));
        QVERIFY(readText("class,a\ncat,1\ndog,200\n").notices.empty());
        QVERIFY(readText("class,a\ncat,1\n7,2\n").hasLabels());
    }
};

QTEST_APPLESS_MAIN(TestCsvForm)
#include "tst_CsvForm.moc"
