// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Crc32.h"
#include "core/data/NumberImages.h"
#include "tests/TestProgram.h"

#include <string_view>

using namespace isthmus;

namespace {

std::span<const std::uint8_t> spanOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

class TestCrc32 : public QObject
{
    Q_OBJECT
private slots:
    /// The check value of the catalogues of checksums.
    void isTheOneOfZipArchives() { QCOMPARE(crc32(spanOf("123456789")), 0xCBF43926U); }

    void partsAreJoined()
    {
        constexpr std::string_view kDigits = "123456789";
        for (std::size_t cut = 0; cut <= kDigits.size(); ++cut) {
            const std::uint32_t first = crc32(spanOf(kDigits.substr(0, cut)));
            const std::uint32_t second = crc32(spanOf(kDigits.substr(cut)));
            QCOMPARE(crc32Joined(first, second, kDigits.size() - cut), 0xCBF43926U);
            QCOMPARE(crc32(spanOf(kDigits.substr(cut)), first), 0xCBF43926U);
        }
    }

    /// Several blocks of a part, which threads look at.
    void aPartIsComparedWithItsChecksum()
    {
        constexpr Index kSamples = 2500;
        constexpr Index kBytes = 1000;
        std::vector<std::uint8_t> bytes;
        for (Index i = 0; i < kSamples * kBytes; ++i)
            bytes.push_back(static_cast<std::uint8_t>(i * i % 251));
        const NumberLayout layout{NumberType::U8, false, {1, 1, kBytes}, false};
        NumberPart part{nullptr, 9, kSamples - 1, "x", PartChecksum{crc32(std::span(bytes).first(9)), 0}};
        const auto all = std::span<const std::uint8_t>(bytes).first(std::size_t(9 + (kSamples - 1) * kBytes));
        part.checksum->expected = crc32(all);
        part.source = std::make_shared<MemoryBytes>(bytes);
        QCOMPARE(NumberImages(layout, {part}).count(), kSamples - 1);
        part.checksum->expected ^= 1U;
        QVERIFY_THROWS_EXCEPTION(Error, NumberImages(layout, {part}));
    }
};

ISTHMUS_APPLESS_TEST(TestCrc32)
#include "tst_Crc32.moc"
