// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Batch.h"
#include "core/base/Error.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

bool isAligned(const float* pointer)
{
    return reinterpret_cast<std::uintptr_t>(pointer) % kAlignment == 0;
}

} // namespace

class TestBatch : public QObject
{
    Q_OBJECT
private slots:
    void rowsStartOnCacheLines()
    {
        for (const Index samples : {1, 15, 16, 17, 128, 100}) {
            Batch batch(5, samples);
            QCOMPARE(batch.rows(), Index(5));
            QCOMPARE(batch.cols(), samples);
            QCOMPARE(batch.stride() % kLane, Index(0));
            QVERIFY(batch.stride() >= samples && batch.stride() < samples + 2 * kLane);
            if (samples > 3 * kLane)
                QCOMPARE(batch.stride() / kLane % 2, 1); // not a power of two, which crowds caches
            for (Index row = 0; row < 5; ++row)
                QVERIFY(isAligned(batch.row(row)));
        }
    }

    void newMemoryIsZero()
    {
        const Batch batch(3, 17);
        for (Index i = 0; i < 3 * batch.stride(); ++i)
            QCOMPARE(batch.row(0)[i], 0.0F);
    }

    void smallerSizesKeepTheMemory()
    {
        Batch batch(10, 64);
        const float* memory = batch.row(0);
        batch.resize(4, 7);
        QCOMPARE(batch.row(0), memory);
        QCOMPARE(batch.stride(), kLane);
        batch.resize(10, 64);
        QCOMPARE(batch.row(0), memory);
    }

    void viewsSeeFeaturesAsRows()
    {
        Batch batch(3, 2);
        batch.row(2)[1] = 7.0F;
        QCOMPARE(batch.view()(2, 1), 7.0F);
        batch.rowsView(1, 2)(1, 0) = 5.0F;
        QCOMPARE(batch.row(2)[0], 5.0F);
        QCOMPARE(batch.view().rows(), Index(3));
        QCOMPARE(batch.view().cols(), Index(2));
        const Batch& frozen = batch;
        QCOMPARE(frozen.rowsView(2, 1)(0, 1), 7.0F);
    }

    void featureCountOfAShape()
    {
        QCOMPARE((Shape{3, 32, 16}.size()), Index(1536));
        QCOMPARE((Shape{3, 32, 16}.text()), std::string("32 x 16 x 3"));
        QCOMPARE(Shape::vector(784).text(), std::string("784"));
        QVERIFY(Shape::vector(784).isVector());
    }

    void numbersInMessages()
    {
        QCOMPARE(grouped(47040016), std::string("47,040,016"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(grouped(-1000), std::string("-1,000"));
        QCOMPARE(grouped(-999999), std::string("-999,999"));
        QCOMPARE(shortNumber(0.001), std::string("0.001"));
        QCOMPARE(shortNumber(1e-9), std::string("1e-09"));
        QCOMPARE(shortNumber(1234.5678, 3), std::string("1.23e+03"));
        QCOMPARE(shortNumber(128), std::string("128"));
    }
};

ISTHMUS_APPLESS_TEST(TestBatch)
#include "tst_Batch.moc"
