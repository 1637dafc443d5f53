// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// What the directory of one page says, with the defaults of what it leaves out. Nothing of it is checked against the
/// page's data. Source: TIFF Revision 6.0, section 8
struct TiffDirectory
{
    enum Photometric { kMinIsWhite = 0, kMinIsBlack = 1, kRgb = 2 };
    enum Format { kUnsigned = 1, kSigned = 2, kFloat = 3, kUndefined = 4 };

    std::uint64_t place = 0; ///< byte where the directory begins
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    int bits = 1; ///< of one sample; 0: the samples of a pixel differ
    int samples = 1; ///< of one pixel
    int format = kUnsigned;
    int photometric = kMinIsBlack;
    int compression = 1; ///< 1: none
    int orientation = 1; ///< 1: upright
    bool isPlanar = false; ///< the samples of a pixel lie apart, in planes
    bool isReduced = false; ///< a smaller copy of another page
    bool isTiled = false;
    bool hasAlpha = false; ///< one of the samples says how opaque a pixel is
    std::uint64_t dataPlace = 0; ///< byte where the first strip begins; 0: there is none
    std::string description; ///< at most 64 kB; of the first page alone

    /// Bytes of all its pixels, unpacked, or at most 2^64 - 1.
    [[nodiscard]] std::uint64_t bytes() const;
};

/// The directories of a TIFF or BigTIFF, in the order of its pages.
/// @param most  directories that are looked at, at most
/// @throws Error that says what was found in place of pages: the file ends early, or directories run in a circle or lie
///         over each other
std::vector<TiffDirectory> readTiffDirectories(const FileBytes& file, std::size_t most = SIZE_MAX);

} // namespace isthmus
