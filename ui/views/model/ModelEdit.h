// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Autoencoder.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// The parts of a model that the panel lets the user edit.
struct ModelEdit
{
    int latentDim = 0; ///< 0: the model's code is no vector of its own
    std::vector<int> hidden; ///< units of the encoder's inner dense layers
    std::string loss;
    [[nodiscard]] bool operator==(const ModelEdit&) const = default;
};

ModelEdit editOf(const ModelSpec& spec);

/// Is it a chain of dense layers that the decoder mirrors, so that its hidden units say all about it?
bool isDenseChain(const ModelSpec& spec);

/// The model with what differs from editOf(spec) put in.
/// @throws Error if the model has no such part to change
ModelSpec withEdit(const ModelSpec& spec, const ModelEdit& edit);

/// Units as the line edit shows them, "512, 256", and back.
QString hiddenText(const std::vector<int>& hidden);
std::optional<std::vector<int>> parseHidden(const QString& text);

/// One line of the drawing of a model.
struct LayerBar
{
    QString label; ///< "dense · ReLU"
    Index size = 0; ///< values that a sample has there
    bool isCode = false;
    [[nodiscard]] bool operator==(const LayerBar&) const = default;
};

/// The bars from input to output: each layer with weights and what follows it until the next one, the code among them.
std::vector<LayerBar> layerBars(const Autoencoder& model);

} // namespace isthmus
