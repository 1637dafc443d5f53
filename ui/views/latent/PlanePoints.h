// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace isthmus {

/// Points of the latent plane, one per sample, in data coordinates. A point that is not finite is not shown.
struct PlanePoints
{
    std::vector<float> x;
    std::vector<float> y;
    std::vector<std::int32_t> labels; ///< class of each point; empty: no classes
    std::size_t background = 0; ///< number of points that come first and are painted faintly, behind all others

    [[nodiscard]] std::size_t size() const { return x.size(); }
    /// Class of a point, 0 without classes.
    [[nodiscard]] std::int32_t label(std::size_t i) const { return labels.empty() ? 0 : labels[i]; }
};

} // namespace isthmus
