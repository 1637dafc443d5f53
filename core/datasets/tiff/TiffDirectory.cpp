// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffDirectory.h"

#include "core/base/Error.h"

#include <algorithm>
#include <limits>
#include <span>
#include <unordered_set>

namespace isthmus {

namespace {

constexpr std::uint64_t kLongestDescription = 1 << 16;
constexpr std::uint64_t kMostSamples = 1024;
constexpr std::uint64_t kMostFields = 4096; // of a page; each can have some kB elsewhere

enum Tag {
    kNewSubfileType = 254,
    kImageWidth = 256,
    kImageLength = 257,
    kBitsPerSample = 258,
    kCompression = 259,
    kPhotometric = 262,
    kImageDescription = 270,
    kStripOffsets = 273,
    kOrientation = 274,
    kSamplesPerPixel = 277,
    kPlanarConfiguration = 284,
    kTileWidth = 322,
    kExtraSamples = 338,
    kSampleFormat = 339
};

/// Bytes of one value of each type of field; 0: unknown.
constexpr std::uint64_t kSizes[] = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

/// Reads the directories of one file, in the byte order and with the widths that its header says.
class DirectoryWalk
{
public:
    explicit DirectoryWalk(const FileBytes& file)
        : m_file(file)
    {
        const std::vector<std::uint8_t> head = bytes(0, 8);
        m_isBig = head[0] == 'M';
        const std::uint64_t version = number(std::span(head).subspan(2, 2));
        m_isWide = version == 43;
        m_next = m_isWide ? number(bytes(8, 8)) : number(std::span(head).subspan(4, 4));
    }

    [[nodiscard]] bool hasMore() const { return m_next != 0; }

    TiffDirectory next()
    {
        TiffDirectory page;
        page.place = m_next;
        enter();
        const std::uint64_t countWidth = m_isWide ? 8 : 2;
        const std::uint64_t entries = number(bytes(m_next, countWidth));
        const std::uint64_t width = m_isWide ? 20 : 12;
        const std::uint64_t pointer = m_isWide ? 8 : 4;
        take(entries, width);
        const std::vector<std::uint8_t> table = bytes(m_next + countWidth, entries * width + pointer);
        for (std::uint64_t i = 0; i < entries; ++i)
            see(std::span(table).subspan(i * width, width), page);
        m_next = number(std::span(table).last(pointer));
        return page;
    }

private:
    void enter()
    {
        if (!m_seen.insert(m_next).second)
            throw Error("pages that run in a circle: after page " + grouped(static_cast<std::int64_t>(m_seen.size()))
                + " an earlier one follows again");
    }

    /// Directories that lie over each other could be as many as the file has bytes, and each as long as the file.
    void take(std::uint64_t entries, std::uint64_t width)
    {
        const std::uint64_t left = m_file.size() - std::min(m_file.size(), m_taken);
        if (entries == 0)
            throw Error("a page without fields");
        if (entries > left / width)
            throw Error("directories of pages that are longer than the file");
        if (entries > kMostFields)
            throw Error("a page with " + grouped(static_cast<std::int64_t>(entries)) + " fields, more than 4,096");
        m_taken += entries * width;
    }

    [[nodiscard]] std::vector<std::uint8_t> bytes(std::uint64_t place, std::uint64_t count) const
    {
        if (place > m_file.size() || count > m_file.size() - place)
            throw Error("one that ends early");
        return m_file.bytes(place, count);
    }

    [[nodiscard]] std::uint64_t number(std::span<const std::uint8_t> bytes) const
    {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            value = value << 8U | bytes[m_isBig ? i : bytes.size() - 1 - i];
        return value;
    }

    /// One field: its tag, its type, how many values, and those or where they are.
    struct Field
    {
        std::uint64_t tag;
        std::uint64_t size; ///< bytes of one value
        std::uint64_t count;
        std::span<const std::uint8_t> place;
    };

    [[nodiscard]] Field fieldOf(std::span<const std::uint8_t> entry) const
    {
        const std::size_t width = m_isWide ? 8 : 4;
        const std::uint64_t type = number(entry.subspan(2, 2));
        return {number(entry.first(2)), type < std::size(kSizes) ? kSizes[type] : 0, number(entry.subspan(4, width)),
            entry.subspan(4 + width)};
    }

    /// The first values of a field as bytes: `most` at most.
    [[nodiscard]] std::vector<std::uint8_t> content(const Field& field, std::uint64_t most) const
    {
        const std::uint64_t size = std::min(field.count, most) * field.size;
        if (field.size == 0 || field.count == 0)
            return {};
        const bool isHere = field.count <= field.place.size() / field.size;
        return isHere ? std::vector<std::uint8_t>(field.place.begin(), field.place.begin() + std::ptrdiff_t(size))
                      : bytes(number(field.place), size);
    }

    [[nodiscard]] std::vector<std::uint64_t> numbers(const Field& field, std::uint64_t most) const
    {
        const std::vector<std::uint8_t> all = content(field, most);
        std::vector<std::uint64_t> values;
        for (std::size_t at = 0; at < all.size(); at += field.size)
            values.push_back(number(std::span(all).subspan(at, field.size)));
        return values;
    }

    [[nodiscard]] std::uint64_t first(const Field& field, std::uint64_t otherwise) const
    {
        const std::vector<std::uint64_t> values = numbers(field, 1);
        return values.empty() ? otherwise : values.front();
    }

    [[nodiscard]] int small(const Field& field, int otherwise) const
    {
        return static_cast<int>(std::min<std::uint64_t>(first(field, static_cast<std::uint64_t>(otherwise)), 65535));
    }

    /// The number that all samples have; 0: they differ.
    [[nodiscard]] int common(const Field& field, int otherwise) const
    {
        const std::vector<std::uint64_t> values = numbers(field, kMostSamples);
        if (values.empty())
            return otherwise;
        const bool same = std::all_of(values.begin(), values.end(), [&](auto value) { return value == values[0]; });
        return same ? static_cast<int>(std::min<std::uint64_t>(values[0], 65535)) : 0;
    }

    void see(std::span<const std::uint8_t> entry, TiffDirectory& page) const
    {
        const Field field = fieldOf(entry);
        switch (field.tag) {
        case kNewSubfileType:
            page.isReduced = (first(field, 0) & 1U) != 0;
            break;
        case kImageWidth:
            page.width = static_cast<std::uint32_t>(first(field, 0));
            break;
        case kImageLength:
            page.height = static_cast<std::uint32_t>(first(field, 0));
            break;
        case kImageDescription:
            if (m_seen.size() == 1)
                page.description = text(field);
            break;
        case kStripOffsets:
            page.dataPlace = first(field, 0);
            break;
        case kTileWidth:
            page.isTiled = true;
            break;
        default:
            seePixels(field, page);
        }
    }

    void seePixels(const Field& field, TiffDirectory& page) const
    {
        switch (field.tag) {
        case kBitsPerSample:
            page.bits = common(field, 1);
            break;
        case kCompression:
            page.compression = small(field, 1);
            break;
        case kPhotometric:
            page.photometric = small(field, TiffDirectory::kMinIsBlack);
            break;
        case kOrientation:
            page.orientation = small(field, 1);
            break;
        case kSamplesPerPixel:
            page.samples = small(field, 1);
            break;
        case kPlanarConfiguration:
            page.isPlanar = first(field, 1) == 2;
            break;
        case kExtraSamples: // 1 and 2: with and without the pixel multiplied by it
            for (const std::uint64_t meaning : numbers(field, kMostSamples))
                page.hasAlpha = page.hasAlpha || meaning == 1 || meaning == 2;
            break;
        case kSampleFormat:
            page.format = common(field, TiffDirectory::kUnsigned);
            break;
        default:
            break;
        }
    }

    [[nodiscard]] std::string text(const Field& field) const
    {
        const std::vector<std::uint8_t> all = content(field, kLongestDescription);
        return {all.begin(), std::find(all.begin(), all.end(), 0)};
    }

    const FileBytes& m_file;
    bool m_isBig = false;
    bool m_isWide = false; ///< BigTIFF
    std::uint64_t m_next = 0;
    std::uint64_t m_taken = 0;
    std::unordered_set<std::uint64_t> m_seen;
};

} // namespace

std::uint64_t TiffDirectory::bytes() const
{
    std::uint64_t all = 0;
    const auto pixels = std::uint64_t(width) * height;
    const auto ofPixel = static_cast<std::uint64_t>(samples) * static_cast<std::uint64_t>(bits);
    if (__builtin_mul_overflow(pixels, ofPixel, &all))
        return std::numeric_limits<std::uint64_t>::max();
    return all / 8;
}

std::vector<TiffDirectory> readTiffDirectories(const FileBytes& file, std::size_t most)
{
    DirectoryWalk walk(file);
    std::vector<TiffDirectory> pages;
    while (walk.hasMore() && pages.size() < most)
        pages.push_back(walk.next());
    if (pages.empty())
        throw Error("a TIFF without a page");
    return pages;
}

} // namespace isthmus
