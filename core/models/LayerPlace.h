// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace isthmus {

/// The three parts of an autoencoder, in the order of the data.
enum class ModelPart { Encoder, Bottleneck, Decoder };

/// The place of a layer in a ModelSpec.
struct LayerPlace
{
    ModelPart part = ModelPart::Encoder;
    std::size_t entry = 0; ///< number in that part's list; 0 for the bottleneck
    [[nodiscard]] bool operator==(const LayerPlace&) const = default;
};

} // namespace isthmus
