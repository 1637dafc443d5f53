// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/DataFingerprint.h"
#include "core/data/Fnv.h"
#include "core/data/NumberImages.h"
#include "tests/TestProgram.h"

#include <atomic>
#include <cstring>
#include <thread>

using namespace isthmus;

namespace {

/// Value of a feature of a sample in the test sets: every byte is told from its neighbours.
std::uint8_t byteAt(Index sample, Index feature)
{
    return static_cast<std::uint8_t>((sample * 31 + feature * 7 + sample * feature) % 256);
}

Dataset numbered(Shape shape, Index count)
{
    std::vector<std::uint8_t> bytes;
    for (Index sample = 0; sample < count; ++sample)
        for (Index feature = 0; feature < shape.size(); ++feature)
            bytes.push_back(byteAt(sample, feature));
    Dataset data;
    data.shape = shape;
    data.trainCount = count;
    data.images = std::make_shared<ByteImages>(shape, std::move(bytes));
    return data;
}

/// Counts how often its samples are read.
class CountingImages final : public ImageStore
{
public:
    explicit CountingImages(std::shared_ptr<const ImageStore> images)
        : m_images(std::move(images))
    {
    }

    [[nodiscard]] Index count() const override { return m_images->count(); }
    [[nodiscard]] std::string type() const override { return m_images->type(); }
    [[nodiscard]] double minimum() const override { return m_images->minimum(); }
    [[nodiscard]] double maximum() const override { return m_images->maximum(); }
    [[nodiscard]] std::uint64_t bytes() const override { return m_images->bytes(); }
    [[nodiscard]] bool isInMemory() const override { return m_images->isInMemory(); }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override
    {
        m_reads += static_cast<int>(which.size());
        m_images->gather(which, scale, offset, out, first);
    }
    void copy(Index sample, Index begin, std::span<float> out) const override
    {
        ++m_reads;
        m_images->copy(sample, begin, out);
    }
    [[nodiscard]] int reads() const { return m_reads; }

private:
    std::shared_ptr<const ImageStore> m_images;
    mutable std::atomic<int> m_reads = 0;
};

} // namespace

class TestDataset : public QObject
{
    Q_OBJECT
private slots:
    void gatherTransposesAndScales_data()
    {
        QTest::addColumn<int>("features");
        QTest::addColumn<int>("samples");
        for (const int features : {1, 15, 16, 17, 49, 784})
            for (const int samples : {1, 15, 16, 17, 40})
                QTest::addRow("%d x %d", features, samples) << features << samples;
    }

    void gatherTransposesAndScales()
    {
        QFETCH(int, features);
        QFETCH(int, samples);
        Dataset data = numbered({1, 1, features}, 50);
        data.scaling = {0.5, -3.0};
        std::vector<Index> which;
        for (Index i = 0; i < samples; ++i)
            which.push_back((i * 17 + 3) % 50);
        Batch batch;
        data.gather(which, batch);
        QCOMPARE(batch.rows(), Index(features));
        QCOMPARE(batch.cols(), Index(samples));
        for (Index feature = 0; feature < features; ++feature)
            for (Index i = 0; i < samples; ++i)
                QCOMPARE(batch.view()(feature, i),
                    0.5F * static_cast<float>(byteAt(which[static_cast<std::size_t>(i)], feature)) - 3.0F);
    }

    void gatherWritesOnlyItsColumns()
    {
        const Dataset data = numbered({1, 4, 5}, 20);
        Batch batch(20, 48);
        batch.view().setConstant(-1.0F);
        const std::vector<Index> which{4, 9, 2};
        data.images->gather(which, 1.0F, 0.0F, batch, 16);
        for (Index feature = 0; feature < 20; ++feature)
            for (Index column = 0; column < 48; ++column) {
                const bool inside = column >= 16 && column < 19;
                const float expected =
                    inside ? static_cast<float>(byteAt(which[static_cast<std::size_t>(column - 16)], feature)) : -1.0F;
                QCOMPARE(batch.view()(feature, column), expected);
            }
    }

    void bytesBecomeZeroToOneExactly()
    {
        Dataset data;
        data.shape = {1, 1, 2};
        data.trainCount = 1;
        data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{0, 255});
        Batch batch;
        const Index first = 0;
        data.gather({&first, 1}, batch);
        QCOMPARE(batch.row(0)[0], 0.0F);
        QCOMPARE(batch.row(1)[0], 1.0F); // no more: losses refuse what is above
        QCOMPARE(data.images->minimum(), 0.0);
        QCOMPARE(data.images->maximum(), 255.0);
        QCOMPARE(data.images->type(), std::string("uint8"));
    }

    void aStoreHoldsWholeSamples()
    {
        const std::vector<std::uint8_t> bytes(13);
        QVERIFY_THROWS_EXCEPTION(Error, ByteImages({1, 2, 3}, bytes));
        QVERIFY_THROWS_EXCEPTION(Error, ByteImages({1, 2, 3}, {}));
        const ByteImages images({1, 1, 13}, bytes);
        QCOMPARE(images.count(), Index(1));
        QCOMPARE(images.sample(0).size(), std::size_t(13));
    }

    void fnvGivesTheKnownAnswers()
    {
        Fnv empty;
        QCOMPARE(empty.text(), std::string("cbf29ce484222325"));
        Fnv hash;
        for (const char letter : std::string("foobar"))
            hash.add(static_cast<std::uint8_t>(letter));
        QCOMPARE(hash.text(), std::string("85944171f73967e8"));
    }

    void fingerprintSeesEveryPart()
    {
        Dataset data = numbered({1, 3, 4}, 30);
        data.labels.assign(30, 1);
        const std::string before = data.fingerprint();
        QCOMPARE(before.size(), std::size_t(16));
        QCOMPARE(data.fingerprint(), before);

        Dataset changed = data;
        changed.labels[7] = 2;
        QVERIFY(changed.fingerprint() != before);
        changed = data;
        changed.trainCount = 29;
        changed.testCount = 1;
        QVERIFY(changed.fingerprint() != before);
        changed = data;
        changed.shape = {1, 4, 3};
        QVERIFY(changed.fingerprint() != before);
        changed = data;
        std::vector<std::uint8_t> bytes;
        for (Index sample = 0; sample < 30; ++sample)
            for (const std::uint8_t byte : static_cast<const ByteImages&>(*data.images).sample(sample))
                bytes.push_back(byte);
        bytes.back() ^= 1;
        changed.images = std::make_shared<ByteImages>(data.shape, bytes);
        QVERIFY(changed.fingerprint() != before);
        changed = data;
        changed.title = "another title";
        changed.name = "elsewhere";
        QCOMPARE(changed.fingerprint(), before);
    }

    /// Runs keep it: it must not change. Python: FNV-1a over shape, counts and floats, in their order.
    void fingerprintIsTheOneOfEarlierRuns()
    {
        constexpr int kSide = 300; // more than one block, none of which ends with a pixel
        std::vector<float> numbers;
        for (int i = 0; i < 3 * kSide * kSide; ++i)
            numbers.push_back(i % 7 == 0 ? -0.0F : static_cast<float>(i % 101) / 4);
        std::vector<std::uint8_t> bytes(numbers.size() * sizeof(float));
        std::memcpy(bytes.data(), numbers.data(), bytes.size());
        Dataset data;
        data.shape = {3, kSide, kSide};
        data.trainCount = 1;
        for (const bool channelsFirst : {false, true}) {
            const NumberPart part{std::make_shared<MemoryBytes>(bytes), 0, 1, "x", {}};
            data.images = std::make_shared<NumberImages>(
                NumberLayout{NumberType::F32, false, data.shape, channelsFirst}, std::vector{part});
            QCOMPARE(data.fingerprint(), std::string(channelsFirst ? "447bfbb6a564918b" : "09c1e37f14369c17"));
        }
    }

    void fingerprintOfARunIsMadeOnce()
    {
        Dataset data = numbered({1, 3, 4}, 30);
        const std::string expected = data.fingerprint();
        const auto store = std::make_shared<const CountingImages>(data.images);
        data.images = store;
        const DataFingerprint fingerprint(std::make_shared<const Dataset>(data));
        QCOMPARE(store->reads(), 0);
        std::vector<std::thread> askers;
        std::atomic<int> right = 0;
        for (int i = 0; i < 4; ++i)
            askers.emplace_back([&] { right += fingerprint.text() == expected ? 1 : 0; });
        for (std::thread& asker : askers)
            asker.join();
        QCOMPARE(right.load(), 4);
        QCOMPARE(fingerprint.text(), expected);
        QCOMPARE(store->reads(), 30);
    }

    void classNames()
    {
        Dataset data = numbered({1, 1, 1}, 3);
        QCOMPARE(data.className(0), std::string());
        data.labels = {1, 0, 5};
        data.classNames = {"cat", "dog"};
        QCOMPARE(data.className(0), std::string("dog"));
        QCOMPARE(data.className(1), std::string("cat"));
        QCOMPARE(data.className(2), std::string("5"));
    }
};

ISTHMUS_APPLESS_TEST(TestDataset)
#include "tst_Dataset.moc"
