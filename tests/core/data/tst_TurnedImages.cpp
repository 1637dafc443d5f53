// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/TurnedImages.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

/// Two pictures of 2 x 3 pixels with 2 channels: a b c above d e f, and the same in the second channel, 100 more.
Dataset letters()
{
    Dataset data;
    data.title = "letters";
    data.shape = {2, 2, 3};
    data.trainCount = 2;
    std::vector<std::uint8_t> bytes;
    for (int sample = 0; sample < 2; ++sample)
        for (int i = 0; i < 6; ++i)
            for (const int more : {0, 100})
                bytes.push_back(static_cast<std::uint8_t>(10 * sample + i + more));
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    data.scaling = {1, 0};
    return data;
}

} // namespace

class TestTurnedImages : public QObject
{
    Q_OBJECT
private slots:
    /// The expected places are those of numpy.transpose, rot90, fliplr and flipud.
    void pixelsMove_data()
    {
        QTest::addColumn<int>("turn");
        QTest::addColumn<QList<int>>("pixels");
        using Turn = ReadOptions::Turn;
        QTest::newRow("none") << int(Turn::None) << QList{0, 1, 2, 3, 4, 5};
        QTest::newRow("transpose") << int(Turn::Transpose) << QList{0, 3, 1, 4, 2, 5};
        QTest::newRow("left") << int(Turn::Left) << QList{2, 5, 1, 4, 0, 3};
        QTest::newRow("right") << int(Turn::Right) << QList{3, 0, 4, 1, 5, 2};
        QTest::newRow("half") << int(Turn::Half) << QList{5, 4, 3, 2, 1, 0};
        QTest::newRow("mirror") << int(Turn::Mirror) << QList{2, 1, 0, 5, 4, 3};
        QTest::newRow("flip") << int(Turn::Flip) << QList{3, 4, 5, 0, 1, 2};
    }

    void pixelsMove()
    {
        QFETCH(int, turn);
        QFETCH(QList<int>, pixels);
        Dataset data = letters();
        turnImages(data, static_cast<ReadOptions::Turn>(turn));
        const bool isTall = turn >= 1 && turn <= 3;
        QCOMPARE(data.shape, (isTall ? Shape{2, 3, 2} : Shape{2, 2, 3}));
        Batch batch;
        const Index both[]{1, 0};
        data.gather(both, batch);
        std::vector<float> copied(12);
        data.images->copy(0, 0, copied);
        for (Index i = 0; i < 6; ++i) {
            const auto pixel = static_cast<float>(pixels[i]);
            QCOMPARE(batch.row(2 * i)[0], pixel + 10);
            QCOMPARE(batch.row(2 * i)[1], pixel);
            QCOMPARE(batch.row(2 * i + 1)[1], pixel + 100);
            QCOMPARE(copied[static_cast<std::size_t>(2 * i + 1)], pixel + 100);
        }
        std::vector<float> some(3);
        data.images->copy(0, 5, some);
        QCOMPARE(some[0], copied[5]);
        QCOMPARE(some[2], copied[7]);
    }

    void rowsOfNumbersAreNotTurned()
    {
        Dataset data = letters();
        data.shape = {1, 1, 12};
        QVERIFY_EXCEPTION_THROWN(turnImages(data, ReadOptions::Turn::Half), Error);
    }
};

ISTHMUS_APPLESS_TEST(TestTurnedImages)
#include "tst_TurnedImages.moc"
