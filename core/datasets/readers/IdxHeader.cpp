// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/IdxHeader.h"

#include "core/base/Error.h"
#include "core/files/pythonText.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace isthmus {

namespace {

constexpr std::uint32_t kLongestSide = 65535;

struct ElementType
{
    std::uint8_t code;
    const char* name;
    const char* numpy; ///< what NumPy calls the type
    std::size_t size; ///< bytes
};
constexpr ElementType kTypes[] = {{IdxHeader::kUnsignedByte, "unsigned bytes", "u1", 1},
    {0x09, "signed bytes", "i1", 1}, {0x0B, "16-bit integers", ">i2", 2},
    {IdxHeader::kInteger, "32-bit integers", ">i4", 4}, {0x0D, "32-bit floats", ">f4", 4},
    {0x0E, "64-bit floats", ">f8", 8}};

const ElementType* typeOf(std::uint8_t code)
{
    const auto* found = std::find_if(
        std::begin(kTypes), std::end(kTypes), [code](const ElementType& type) { return type.code == code; });
    return found == std::end(kTypes) ? nullptr : found;
}

std::string hexBytes(std::span<const std::uint8_t> bytes)
{
    std::string text;
    for (const std::uint8_t byte : bytes) {
        if (!text.empty())
            text += ' ';
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 0xF];
    }
    return text;
}

std::string extentText(std::span<const std::uint32_t> extents, const char* between = " x ")
{
    std::string text;
    for (const std::uint32_t extent : extents)
        text += (text.empty() ? "" : between) + std::to_string(extent);
    return text;
}

/// "; in Python: ...", the line that writes such images as NPY. Nothing for labels, which NPY beside IDX is none for.
std::string numpyWay(const IdxHeader& header, const std::string& where)
{
    if (header.extents.size() < 3)
        return {};
    const std::string open = where.ends_with(".gz") ? "gzip.open(" : "open(";
    return "; in Python: numpy.save('images.npy', numpy.frombuffer(" + open + quotedForPython(where)
        + ", 'rb').read(), '" + typeOf(header.type)->numpy + "', offset=" + std::to_string(header.size()) + ").reshape("
        + extentText(header.extents, ", ") + "))";
}

void requireBytes(const IdxHeader& header, const std::string& where)
{
    if (header.type != IdxHeader::kUnsignedByte)
        throw Error(where + ": expected unsigned bytes (IDX type 08), the type that is supported, found "
            + typeOf(header.type)->name + " (type " + hexBytes({&header.type, 1}) + ")" + numpyWay(header, where));
}

} // namespace

bool looksLikeIdx(std::span<const std::uint8_t> head)
{
    return head.size() >= IdxHeader::kMagicSize && head[0] == 0 && head[1] == 0 && typeOf(head[2]) != nullptr
        && head[3] > 0;
}

IdxHeader IdxHeader::parse(std::span<const std::uint8_t> head, const std::string& where)
{
    if (head.empty())
        throw Error(where + ": expected an IDX file, found an empty file");
    if (!looksLikeIdx(head))
        throw Error(where + ": expected an IDX file, which begins with the bytes 00 00 08 and 01, 03 or 04, found "
            + hexBytes(head.first(std::min(head.size(), kMagicSize))));
    IdxHeader header{head[2], std::vector<std::uint32_t>(head[3])};
    if (head.size() < header.size())
        throw Error(where + ": expected an IDX header of " + grouped(static_cast<std::int64_t>(header.size()))
            + " bytes, found " + grouped(static_cast<std::int64_t>(head.size())));
    const std::uint8_t* next = head.data() + kMagicSize;
    for (std::uint32_t& extent : header.extents)
        for (int byte = 0; byte < 4; ++byte)
            extent = (extent << 8) | *next++;
    return header;
}

std::size_t IdxHeader::elementSize() const
{
    const ElementType* found = typeOf(type);
    return found == nullptr ? 1 : found->size;
}

std::uint64_t IdxHeader::fileSize() const
{
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (std::find(extents.begin(), extents.end(), 0U) != extents.end())
        return size();
    std::uint64_t product = elementSize();
    for (const std::uint32_t extent : extents) {
        if (product > (kMost - size()) / extent)
            return kMost;
        product *= extent;
    }
    return size() + product;
}

std::string IdxHeader::text() const
{
    if (extents.size() == 1)
        return grouped(extents[0]) + " labels";
    return grouped(extents[0]) + " images of " + extentText(std::span(extents).subspan(1));
}

Shape IdxHeader::imageShape(const std::string& where) const
{
    if (extents.size() == 1)
        throw Error(where + ": expected images (3 or 4 dimensions), found labels alone (1 dimension, "
            + grouped(extents[0]) + " of them): open the file of their images instead");
    if (extents.size() != 3 && extents.size() != 4)
        throw Error(where + ": expected images in 3 dimensions (count x height x width) or 4 (with 1 or 3 channels), "
            + "found " + std::to_string(extents.size()) + " dimensions");
    requireBytes(*this, where);
    if (extents[0] == 0)
        throw Error(where + ": expected at least one image, found " + text());
    const std::uint32_t channels = extents.size() == 4 ? extents[3] : 1;
    if (channels != 1 && channels != 3)
        throw Error(where + ": expected 1 or 3 channels as the fourth dimension, found " + grouped(channels));
    constexpr auto kMostValues = static_cast<std::uint64_t>(kMostImageValues);
    if (extents[1] == 0 || extents[2] == 0 || extents[1] > kLongestSide || extents[2] > kLongestSide
        || std::uint64_t(extents[1]) * extents[2] > kMostValues / channels)
        throw Error(where + ": expected images with sides of 1 to 65,535 pixels and at most 268,435,456 values, found "
            + text());
    return {static_cast<int>(channels), static_cast<int>(extents[1]), static_cast<int>(extents[2])};
}

void IdxHeader::requireLabels(const std::string& where) const
{
    if (type == kInteger && extents.size() == 2 && extents[1] > 0)
        return;
    if (extents.size() != 1)
        throw Error(where + ": expected labels (1 dimension), found " + std::to_string(extents.size()) + " dimensions");
    requireBytes(*this, where);
}

} // namespace isthmus
