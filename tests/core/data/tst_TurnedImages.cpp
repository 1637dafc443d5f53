// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/NumberImages.h"
#include "core/data/TurnedImages.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

enum class Store { Bytes, Numbers, File };

/// Bytes that count as left in a file.
class FarBytes final : public ByteSource
{
public:
    explicit FarBytes(std::vector<std::uint8_t> bytes)
        : m_bytes(std::move(bytes))
    {
    }
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }
    [[nodiscard]] bool isInMemory() const override { return false; }
    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t>) const override
    {
        return m_bytes.data() + offset;
    }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// Two pictures of 2 x 3 pixels with 2 channels: a b c above d e f, and the same in the second channel, 100 more. As
/// numbers they have the channels first, and each is a part of its own.
std::shared_ptr<const ImageStore> lettersIn(Store store, const Shape& shape)
{
    std::vector<std::uint8_t> bytes;
    std::vector<std::uint8_t> words;
    for (int sample = 0; sample < 2; ++sample) {
        for (int i = 0; i < 6; ++i)
            for (const int more : {0, 100})
                bytes.push_back(static_cast<std::uint8_t>(10 * sample + i + more));
        for (const int more : {0, 100})
            for (int i = 0; i < 6; ++i)
                words.insert(words.end(), {0, static_cast<std::uint8_t>(10 * sample + i + more)});
    }
    if (store == Store::Bytes)
        return std::make_shared<ByteImages>(shape, std::move(bytes));
    std::shared_ptr<const ByteSource> source = std::make_shared<FarBytes>(words);
    if (store == Store::Numbers)
        source = std::make_shared<MemoryBytes>(words);
    const NumberLayout layout{NumberType::U16, true, shape, true};
    return std::make_shared<NumberImages>(
        layout, std::vector<NumberPart>{{source, 0, 1, "one"}, {source, 24, 1, "two"}});
}

Dataset letters(Store store = Store::Bytes)
{
    Dataset data;
    data.title = "letters";
    data.shape = {2, 2, 3};
    data.trainCount = 2;
    data.images = lettersIn(store, data.shape);
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
        QTest::addColumn<Store>("store");
        QTest::addColumn<QList<int>>("pixels");
        using Turn = ReadOptions::Turn;
        const auto row = [](const char* name, Turn turn, const QList<int>& pixels) {
            QTest::addRow("%s of bytes", name) << int(turn) << Store::Bytes << pixels;
            QTest::addRow("%s of numbers", name) << int(turn) << Store::Numbers << pixels;
            QTest::addRow("%s in a file", name) << int(turn) << Store::File << pixels;
        };
        row("none", Turn::None, {0, 1, 2, 3, 4, 5});
        row("transpose", Turn::Transpose, {0, 3, 1, 4, 2, 5});
        row("left", Turn::Left, {2, 5, 1, 4, 0, 3});
        row("right", Turn::Right, {3, 0, 4, 1, 5, 2});
        row("half", Turn::Half, {5, 4, 3, 2, 1, 0});
        row("mirror", Turn::Mirror, {2, 1, 0, 5, 4, 3});
        row("flip", Turn::Flip, {3, 4, 5, 0, 1, 2});
    }

    void pixelsMove()
    {
        QFETCH(int, turn);
        QFETCH(Store, store);
        QFETCH(QList<int>, pixels);
        Dataset data = letters(store);
        const std::string type = data.images->type();
        turnImages(data, static_cast<ReadOptions::Turn>(turn));
        const bool isTurnedLater = dynamic_cast<const TurnedImages*>(data.images.get()) != nullptr;
        QCOMPARE(isTurnedLater, turn > 0 && store == Store::File);
        QCOMPARE(data.images->isInMemory(), store != Store::File);
        QCOMPARE(data.images->type(), type);
        QCOMPARE(data.images->maximum(), 115.0);
        const bool isTall = turn >= 1 && turn <= 3;
        QCOMPARE(data.shape, (isTall ? Shape{2, 3, 2} : Shape{2, 2, 3}));
        Batch batch(12, 3);
        const Index both[]{1, 0};
        data.gatherAt(both, batch, 1); // behind another sample
        std::vector<float> copied(12);
        data.images->copy(0, 0, copied);
        for (Index i = 0; i < 6; ++i) {
            const auto pixel = static_cast<float>(pixels[i]);
            QCOMPARE(batch.row(2 * i)[1], pixel + 10);
            QCOMPARE(batch.row(2 * i)[2], pixel);
            QCOMPARE(batch.row(2 * i + 1)[2], pixel + 100);
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
        QVERIFY_THROWS_EXCEPTION(Error, turnImages(data, ReadOptions::Turn::Half));
    }
};

ISTHMUS_APPLESS_TEST(TestTurnedImages)
#include "tst_TurnedImages.moc"
