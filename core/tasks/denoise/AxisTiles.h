// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/ReceptiveField.h"

#include <optional>
#include <vector>

namespace isthmus {

/// Tiles of one size along one axis of a picture: they overlap, and those at the ends may reach beyond the picture.
/// A plain value.
struct AxisTiles
{
    Index extent = 0; ///< pixels of a tile
    std::vector<Index> starts; ///< first pixel of each tile, counted from the picture's first one
    /// How much each pixel of each tile counts: [tile][pixel]. Over each pixel of the picture those of all tiles add up
    /// to 1.
    std::vector<std::vector<float>> weights;

    [[nodiscard]] Index count() const { return static_cast<Index>(starts.size()); }
};

/// Tiles for a picture. One that has the size of a tile is one tile, as it is. Else the tiles overlap. With a reach
/// they begin a multiple of its period apart, and what lies within its margin of a tile's edge, where the model has not
/// seen all that it looks at, does not count: the result is that of one large tile. Without a reach every pixel of a
/// tile is made of the whole tile, and three quarters of each tile overlap with the next one; a tile counts less and
/// less towards its edges.
/// @param pixels  of the picture along the axis, at least 1
/// @param extent  of a tile; more than twice the margin and a period more, if there is a reach
AxisTiles tilesAlong(Index pixels, Index extent, const std::optional<AxisReach>& reach);

/// The pixel of a picture that stands at a place, which may lie outside: the picture goes on as its mirror image.
Index mirroredPlace(Index place, Index pixels);

} // namespace isthmus
