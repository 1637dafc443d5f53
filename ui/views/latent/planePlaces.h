// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <span>
#include <vector>

namespace isthmus {

class Selection;

/// The place of a code on the two dimensions of the plane; with just one, on its line.
QPointF placeOf(const Selection& selection, std::span<const float> code);

/// The places of those of the codes that are of this latent size.
std::vector<QPointF> placesOf(const Selection& selection, const std::vector<std::vector<float>>& codes, int latentDim);

} // namespace isthmus
