// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/tiff/TiffPage.h"

#include <span>

namespace isthmus {

/// Turns and mirrors a picture as its orientation says.
/// @param from         the picture as it is stored
/// @param upright      what it becomes: width and height of the upright picture
/// @param orientation  1 to 8. Source: TIFF Revision 6.0, section 8, Orientation
void turnUpright(
    std::span<const std::uint8_t> from, const RasterKind& upright, int orientation, std::span<std::uint8_t> to);

} // namespace isthmus
