// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "ui/views/loss/LogTicker.h"

#include <cmath>

using namespace isthmus;

/// The numbers of a logarithmic axis reach over it, and none is written over another.
class TestLogTicker : public QObject
{
    Q_OBJECT
private slots:
    void numbersAreApartAndReachOverTheAxis_data();
    void numbersAreApartAndReachOverTheAxis();
};

void TestLogTicker::numbersAreApartAndReachOverTheAxis_data()
{
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::addColumn<int>("pixels");
    QTest::addColumn<QVector<double>>("expected");
    QTest::newRow("from 17 to 400") << 17.0 << 400.0 << 130 << QVector<double>{20, 50, 100, 200};
    QTest::newRow("from 100 to 320") << 100.0 << 320.0 << 130 << QVector<double>{100, 200, 300};
    QTest::newRow("low") << 17.0 << 400.0 << 50 << QVector<double>{30, 100, 300};
    QTest::newRow("lower still") << 0.02 << 15.0 << 40 << QVector<double>{0.1, 1, 10};
}

void TestLogTicker::numbersAreApartAndReachOverTheAxis()
{
    QFETCH(double, lower);
    QFETCH(double, upper);
    QFETCH(int, pixels);
    QFETCH(QVector<double>, expected);
    constexpr int kGap = 16;
    LogTicker ticker;
    ticker.setRoom(pixels, kGap);
    QVector<double> ticks;
    ticker.generate(QCPRange(lower, upper), QLocale::c(), 'g', 6, ticks, nullptr, nullptr);
    QVector<double> inside;
    for (const double tick : ticks)
        if (tick >= lower && tick <= upper)
            inside << tick;
    QCOMPARE(inside.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(inside[i] - expected[i]) < 1e-9 * expected[i], qPrintable(QString::number(inside[i])));
}

ISTHMUS_APPLESS_TEST(TestLogTicker)
#include "tst_LogTicker.moc"
