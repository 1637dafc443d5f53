// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"
#include "core/models/LayerPlace.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// What a layer makes of one sample.
struct LayerOutline
{
    Shape output;
    Index parameters = 0; ///< those that are trained
    double flop = 0; ///< forward; a multiply and an add are two
    [[nodiscard]] bool operator==(const LayerOutline&) const = default;
};

/// Why a model cannot be, in one sentence, and where.
struct ModelFault
{
    LayerPlace place; ///< entry may be one behind the part's last where the part as a whole does not fit
    std::string sentence;
    [[nodiscard]] bool operator==(const ModelFault&) const = default;
};

/// A model as far as it fits together: what an editor shows beside each layer while it is being typed. The lists end
/// where the fault is; nothing behind it has a shape.
struct ModelOutline
{
    std::vector<LayerOutline> encoder;
    std::optional<LayerOutline> code; ///< what the encoder hands on as the code of a plain bottleneck, at no cost
    std::vector<LayerOutline> decoder;
    std::optional<ModelFault> fault;
    std::shared_ptr<const Autoencoder> model; ///< null where there is a fault
};

/// Takes microseconds, and no memory for parameters. Never throws for what a user can ask for. A decoder alone is a
/// fault, since an editor is for models that can be trained.
/// @param data  shape of one image
ModelOutline outlineOf(const ModelSpec& spec, Shape data);

} // namespace isthmus
