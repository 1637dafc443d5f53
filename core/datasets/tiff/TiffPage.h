// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberType.h"
#include "core/datasets/tiff/TiffDirectory.h"

#include <string>

namespace isthmus {

/// What the numbers of one picture are.
struct RasterKind
{
    int width = 0;
    int height = 0;
    int channels = 1; ///< 1: grey, 3: red, green and blue
    NumberType type = NumberType::U8;

    [[nodiscard]] bool operator==(const RasterKind&) const = default;
    [[nodiscard]] Index values() const { return Index(width) * height * channels; }
    [[nodiscard]] std::uint64_t bytes() const { return static_cast<std::uint64_t>(values() * sizeOf(type)); }
};

/// One picture of a TIFF: a page, or one plane of a page.
struct TiffPage
{
    TiffDirectory directory;
    int plane = -1; ///< the plane that is a picture of its own; -1: the page is one picture
};

/// Does a page hold whole bytes of a kind of number that is read?
bool hasWholeNumbers(const TiffDirectory& directory);

/// Are the numbers of a page read as they are stored? Else libtiff makes 8-bit colours of them: palettes, bits,
/// YCbCr, CMYK, and bytes with a sample for how opaque a pixel is.
bool isStoredAsRead(const TiffDirectory& directory);

/// What a page is once it is read and turned upright.
RasterKind kindOf(const TiffPage& page);

/// Why a page is not to be decoded; the file's size and the directory alone are looked at.
/// @param fileBytes  bytes of the file
/// @param decoded    files that are read at one time, which share what is allowed beyond 128 MB
/// @return empty if it may be decoded
std::string whyUnreadable(const TiffDirectory& directory, std::uint64_t fileBytes, int decoded = 1);

} // namespace isthmus
