// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/turned.h"
#include "tests/TestProgram.h"

using namespace isthmus;

using Bytes = std::vector<std::uint8_t>;

class TestTurned : public QObject
{
    Q_OBJECT
private slots:
    /// 1 2 3 over 4 5 6, as the specification says where its rows and columns lie in a file.
    void picturesStandUpright_data()
    {
        QTest::addColumn<Bytes>("stored");
        QTest::newRow("1") << Bytes{1, 2, 3, 4, 5, 6};
        QTest::newRow("2") << Bytes{3, 2, 1, 6, 5, 4};
        QTest::newRow("3") << Bytes{6, 5, 4, 3, 2, 1};
        QTest::newRow("4") << Bytes{4, 5, 6, 1, 2, 3};
        QTest::newRow("5") << Bytes{1, 4, 2, 5, 3, 6};
        QTest::newRow("6") << Bytes{3, 6, 2, 5, 1, 4};
        QTest::newRow("7") << Bytes{6, 3, 5, 2, 4, 1};
        QTest::newRow("8") << Bytes{4, 1, 5, 2, 6, 3};
    }

    void picturesStandUpright()
    {
        QFETCH(Bytes, stored);
        Bytes upright(6);
        turnUpright(stored, {3, 2, 1, NumberType::U8}, QByteArray(QTest::currentDataTag()).toInt(), upright);
        QCOMPARE(upright, (Bytes{1, 2, 3, 4, 5, 6}));
    }

    void pixelsAreTurnedWhole()
    {
        const Bytes stored{3, 30, 1, 10, 4, 40, 2, 20}; // 2 x 2 numbers of 16 bits, turned by 90 degrees
        Bytes upright(8);
        turnUpright(stored, {2, 2, 1, NumberType::U16}, 8, upright);
        QCOMPARE(upright, (Bytes{1, 10, 2, 20, 3, 30, 4, 40}));
    }
};

ISTHMUS_APPLESS_TEST(TestTurned)
#include "tst_turned.moc"
