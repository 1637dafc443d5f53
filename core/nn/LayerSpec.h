// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace isthmus {

/// One entry of a network's list as the user edits it and a run file stores it: a type from layerTypes() and the
/// values of its fields. A field that is not named has its default.
struct LayerSpec
{
    std::string type;
    std::map<std::string, double> values;
    [[nodiscard]] bool operator==(const LayerSpec&) const = default;
};

/// Values of fields that follow something else, in the fields that allow them (LayerField::words).
inline constexpr double kAsData = 0; ///< "data": the extent that an image of the data has
inline constexpr double kAsEncoder = -1; ///< "encoder": the extent that the encoder had at that depth
inline constexpr double kAsHeight = -1; ///< "height": along the width as along the height

} // namespace isthmus
