// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/datasets/tiff/TiffPage.h"

#include <QSize>

#include <vector>

namespace isthmus {

/// A picture of numbers of any range brought to a size, as fitted() does it with bytes: scaled with its proportions
/// until it covers the size and cut on both sides (Crop), or until it lies within and has bars of zeros (Pad). A pixel
/// of a smaller picture is the mean of those that it covers; one of a larger picture lies on the line between two.
/// @param numbers  kind.values() of them, (y, x, channel)
std::vector<float> scaledRaster(
    const RasterKind& kind, const std::vector<float>& numbers, QSize size, ReadOptions::Fit fit);

} // namespace isthmus
