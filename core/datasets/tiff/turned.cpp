// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/tiff/turned.h"

#include <cstring>

namespace isthmus {

void turnUpright(
    std::span<const std::uint8_t> from, const RasterKind& upright, int orientation, std::span<std::uint8_t> to)
{
    const bool liesOnItsSide = orientation >= 5; // stored rows are columns of the picture
    const bool isMirrored = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool isUpsideDown = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const auto pixel = static_cast<std::size_t>(upright.channels * sizeOf(upright.type));
    const auto width = static_cast<std::size_t>(upright.width);
    const auto height = static_cast<std::size_t>(upright.height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            const std::size_t column = isMirrored ? width - 1 - x : x;
            const std::size_t row = isUpsideDown ? height - 1 - y : y;
            const std::size_t place = liesOnItsSide ? column * height + row : row * width + column;
            std::memcpy(to.data() + (y * width + x) * pixel, from.data() + place * pixel, pixel);
        }
    }
}

} // namespace isthmus
