// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace isthmus {

/// Row and column counts everywhere: signed, as Eigen's.
using Index = std::ptrdiff_t;

/// Extent of one sample: an image or a feature map, or a plain vector (height = width = 1, channels = length).
/// Features are ordered (y * width + x) * channels + channel.
struct Shape
{
    int channels = 0;
    int height = 1;
    int width = 1;
    bool flattened = false; ///< read as a list of features; the extents still say which image it was

    [[nodiscard]] Index size() const { return Index(channels) * height * width; }
    [[nodiscard]] bool isVector() const { return flattened || (height == 1 && width == 1); }
    /// A row of numbers, as a table has them: no picture, though it has the form of one.
    [[nodiscard]] bool isRow() const { return height == 1 && channels == 1; }
    [[nodiscard]] bool operator==(const Shape&) const = default;
    [[nodiscard]] bool hasExtentsOf(Shape other) const
    {
        return channels == other.channels && height == other.height && width == other.width;
    }

    static Shape vector(int length) { return {length, 1, 1}; }

    /// "784" for a vector, "28 x 28 x 1" (height x width x channels) for an image.
    [[nodiscard]] std::string text() const;
};

} // namespace isthmus
