// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/TiffPage.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/files/Gzip.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace isthmus {

namespace {

constexpr std::uint64_t kLargestSide = 1 << 24;
constexpr std::uint64_t kUsualBytes = 128 << 20;
constexpr std::uint64_t kColourBytes = 8; // of a pixel that libtiff makes a colour of: four there, up to three here
constexpr std::uint64_t kQuarter = 4; // the page as it is decoded, turned and scaled fits into memory

/// A picture of one colour takes next to nothing in some formats, so it may be as large as this one.
constexpr std::uint64_t kAlwaysAllowed = 1 << 22;

/// One row for each kind of number that pages hold and that is read as it is.
struct StoredNumber
{
    int format;
    int bits;
    NumberType type;
};

constexpr StoredNumber kNumbers[] = {{TiffDirectory::kUnsigned, 8, NumberType::U8},
    {TiffDirectory::kUnsigned, 16, NumberType::U16}, {TiffDirectory::kUnsigned, 32, NumberType::U32},
    {TiffDirectory::kUnsigned, 64, NumberType::U64}, {TiffDirectory::kSigned, 8, NumberType::I8},
    {TiffDirectory::kSigned, 16, NumberType::I16}, {TiffDirectory::kSigned, 32, NumberType::I32},
    {TiffDirectory::kSigned, 64, NumberType::I64}, {TiffDirectory::kFloat, 16, NumberType::F16},
    {TiffDirectory::kFloat, 32, NumberType::F32}, {TiffDirectory::kFloat, 64, NumberType::F64}};

std::optional<NumberType> numberOf(const TiffDirectory& directory)
{
    const int format = directory.format == TiffDirectory::kUndefined ? TiffDirectory::kUnsigned : directory.format;
    for (const StoredNumber& row : kNumbers)
        if (row.format == format && row.bits == directory.bits)
            return row.type;
    return std::nullopt;
}

bool isGrey(const TiffDirectory& directory)
{
    return directory.photometric == TiffDirectory::kMinIsBlack || directory.photometric == TiffDirectory::kMinIsWhite;
}

bool isRgb(const TiffDirectory& directory)
{
    return directory.photometric == TiffDirectory::kRgb && directory.samples >= 3;
}

std::string sized(std::uint64_t number)
{
    return grouped(static_cast<std::int64_t>(number));
}

std::string sizeText(const TiffDirectory& directory)
{
    return sized(directory.width) + " x " + sized(directory.height) + " pixels";
}

} // namespace

bool hasWholeNumbers(const TiffDirectory& directory)
{
    return numberOf(directory).has_value();
}

bool isStoredAsRead(const TiffDirectory& directory)
{
    const std::optional<NumberType> type = numberOf(directory);
    const bool isLaidOverBlack = type == NumberType::U8 && directory.hasAlpha;
    return type && (isGrey(directory) || isRgb(directory)) && !isLaidOverBlack;
}

RasterKind kindOf(const TiffPage& page)
{
    const TiffDirectory& directory = page.directory;
    RasterKind kind{static_cast<int>(directory.width), static_cast<int>(directory.height), 1, NumberType::U8};
    if (directory.orientation >= 5 && directory.orientation <= 8) // lies on its side
        std::swap(kind.width, kind.height);
    if (isStoredAsRead(directory) || page.plane >= 0) {
        kind.type = numberOf(directory).value_or(NumberType::U8);
        kind.channels = page.plane < 0 && isRgb(directory) ? 3 : 1;
        return kind;
    }
    kind.channels = isGrey(directory) && !directory.hasAlpha ? 1 : 3;
    return kind;
}

std::string whyUnreadable(const TiffDirectory& directory, std::uint64_t fileBytes, int decoded)
{
    if (directory.width == 0 || directory.height == 0 || directory.samples == 0)
        return "a page without pixels";
    if (directory.width > kLargestSide || directory.height > kLargestSide)
        return sizeText(directory) + ", more than a picture may have";
    const bool byLibrary = directory.bits == 1 || directory.bits == 2 || directory.bits == 4 || directory.bits == 8
        || directory.bits == 16;
    if (!isStoredAsRead(directory) && (!byLibrary || directory.format == TiffDirectory::kFloat))
        return directory.bits == 0 ? "samples of different numbers of bits"
                                   : "samples of " + sized(static_cast<std::uint64_t>(directory.bits)) + " bits";
    const std::uint64_t bytes = directory.bytes();
    const std::uint64_t pixels = std::uint64_t(directory.width) * directory.height;
    const std::uint64_t most = directory.compression == 1 ? fileBytes : fileBytes * kMaximumInflation;
    if (bytes > most && (directory.compression == 1 || pixels > kAlwaysAllowed))
        return sizeText(directory) + ", more than a file of " + sized(fileBytes) + " bytes can hold";
    const std::uint64_t needed = isStoredAsRead(directory) ? bytes : kColourBytes * pixels;
    const std::uint64_t room =
        std::max(kUsualBytes, machineMemory() / kQuarter / static_cast<std::uint64_t>(std::max(decoded, 1)));
    if (needed > room)
        return sizeText(directory) + ", which need " + sized(needed >> 20U) + " MB where this machine has "
            + sized(room >> 20U) + " MB for one picture";
    return {};
}

} // namespace isthmus
