// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ColumnNames.h"
#include "tests/TestProgram.h"

using namespace isthmus;

class tst_ColumnNames : public QObject
{
    Q_OBJECT

private slots:
    void unitStandsInTheLastBrackets_data();
    void unitStandsInTheLastBrackets();
    void columnWithoutANameIsCounted();
    void namesThatOnlyNumberAreKnown_data();
    void namesThatOnlyNumberAreKnown();
};

void tst_ColumnNames::unitStandsInTheLastBrackets_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("unit");
    QTest::newRow("square") << "length [cm]"
                            << "length"
                            << "cm";
    QTest::newRow("round") << "length (cm)"
                           << "length"
                           << "cm";
    QTest::newRow("two pairs") << "speed (wind) [km/h]"
                               << "speed (wind)"
                               << "km/h";
    QTest::newRow("blanks") << " mass ( kg ) "
                            << "mass"
                            << "kg";
    QTest::newRow("no unit") << "length"
                             << "length"
                             << "";
    QTest::newRow("nothing in them") << "length ()"
                                     << "length ()"
                                     << "";
    QTest::newRow("brackets alone") << "[cm]"
                                    << "[cm]"
                                    << "";
    QTest::newRow("only closed") << "a)"
                                 << "a)"
                                 << "";
    QTest::newRow("not last") << "log(x) of y"
                              << "log(x) of y"
                              << "";
    QTest::newRow("empty") << ""
                           << ""
                           << "";
}

void tst_ColumnNames::unitStandsInTheLastBrackets()
{
    QFETCH(QString, header);
    const ColumnName found = columnName(header.toStdString());
    QTEST(QString::fromStdString(found.name), "name");
    QTEST(QString::fromStdString(found.unit), "unit");
}

void tst_ColumnNames::columnWithoutANameIsCounted()
{
    QCOMPARE(columnTitle({"a [m]", " "}, 0), std::string("a [m]"));
    QCOMPARE(columnTitle({"a [m]", " "}, 1), std::string("column 1"));
    QCOMPARE(columnTitle({}, 7), std::string("column 7"));
}

void tst_ColumnNames::namesThatOnlyNumberAreKnown_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("areNumbered");
    QTest::newRow("t0") << QStringList{"t0", "t1", "t2"} << true;
    QTest::newRow("times") << QStringList{"0.0", "0.5", "1.0"} << true;
    QTest::newRow("ten after nine") << QStringList{"V9", "V10"} << true;
    QTest::newRow("words") << QStringList{"length", "width"} << false;
    QTest::newRow("another word") << QStringList{"V1", "V2", "Amount"} << false;
    QTest::newRow("two series") << QStringList{"a1", "a2", "b3"} << false;
    QTest::newRow("not in order") << QStringList{"a2", "a1"} << false;
    QTest::newRow("versions") << QStringList{"a1.2.3", "a1.2.4"} << false;
    QTest::newRow("empty name") << QStringList{"", "1"} << false;
    QTest::newRow("none") << QStringList{} << false;
}

void tst_ColumnNames::namesThatOnlyNumberAreKnown()
{
    QFETCH(QStringList, names);
    ColumnNames columns;
    for (const QString& name : names)
        columns.push_back(name.toStdString());
    QTEST(areNumbered(columns), "areNumbered");
}

ISTHMUS_GUILESS_TEST(tst_ColumnNames)
#include "tst_ColumnNames.moc"
