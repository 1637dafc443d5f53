// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/planePlaces.h"

#include "ui/session/Selection.h"

namespace isthmus {

QPointF placeOf(const Selection& selection, std::span<const float> code)
{
    const double x = double(code[static_cast<std::size_t>(selection.dimX())]);
    const double y = double(code[static_cast<std::size_t>(selection.dimY())]);
    return {x, selection.dimX() == selection.dimY() ? 0.0 : y};
}

std::vector<QPointF> placesOf(const Selection& selection, const std::vector<std::vector<float>>& codes, int latentDim)
{
    std::vector<QPointF> places;
    for (const std::vector<float>& code : codes)
        if (static_cast<int>(code.size()) == latentDim)
            places.push_back(placeOf(selection, code));
    return places;
}

} // namespace isthmus
