// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/rowSizes.h"

#include <algorithm>

namespace isthmus {

namespace {

bool isDenseChain(const std::vector<LayerSpec>& layers)
{
    return std::none_of(layers.begin(), layers.end(),
        [](const LayerSpec& layer) { return layer.type == "conv" || layer.type == "conv-transpose"; });
}

} // namespace

RowSizes rowSizes(Index numbers)
{
    const auto between = [](Index least, Index value, Index most) {
        return static_cast<int>(std::clamp(value, least, most));
    };
    return {between(16, 2 * numbers, 512), between(8, numbers, 256), between(2, numbers / 4, 32)};
}

ModelSpec sizedForRows(const ModelSpec& spec, Index numbers)
{
    if (!isDenseChain(spec.encoder) || !isDenseChain(spec.decoder))
        return spec;
    const RowSizes sizes = rowSizes(numbers);
    DenseOverrides overrides;
    overrides.latentDim = sizes.code;
    overrides.hiddenGiven = true;
    overrides.hidden = {sizes.first, sizes.second};
    return withOverrides(spec, overrides);
}

} // namespace isthmus
