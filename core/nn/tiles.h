// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"

#include <algorithm>

namespace isthmus {

/// Passes over rows are cut into about this many tiles where there are enough rows: eight cores are of use, and when
/// one core has something else to do for a moment the others are not long without work.
inline constexpr Index kTiles = 16;
/// No tile has fewer rows than this: the height of a register block in matrix products (kernel.h).
inline constexpr Index kMinimumTileRows = 12;

/// The number of rows of one tile: a function of the row count alone, never of the number of threads.
/// @param unit  number of rows that the result is a multiple of
constexpr Index rowsPerTile(Index rows, Index unit = kMinimumTileRows)
{
    return std::max(unit, rows / kTiles / unit * unit);
}

/// Calls work(block) for blocks of whole rows of a rows x columns result, on the pool.
template <typename Work>
void forEachRowTileOf(ThreadPool& pool, Index rows, Index unit, Index columns, const Work& work)
{
    const Index step = rowsPerTile(rows, unit);
    pool.run((rows + step - 1) / step, [&](Index tile) {
        const Index first = tile * step;
        work(Block{first, std::min(step, rows - first), 0, columns});
    });
}

/// Calls work(block) as forEachRowTileOf() does, with tiles that are multiples of the height of a register block of
/// products.
template <typename Work>
void forEachRowTile(ThreadPool& pool, Index rows, Index columns, const Work& work)
{
    forEachRowTileOf(pool, rows, kMinimumTileRows, columns, work);
}

} // namespace isthmus
