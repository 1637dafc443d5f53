// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/WeightsFile.h"
#include "core/nn/Parameter.h"

#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// What stands before the names of all tensors: "model." of Lightning, "module." of DataParallel; empty if nothing
/// does.
std::string prefixOf(const std::vector<WeightsTensor>& tensors);

/// For each parameter of a model the place of the tensor that holds it.
using TensorPlaces = std::vector<std::size_t>;

/// The tensors whose names are the model's, behind a prefix. PyTorch counts the batches of a batch normalisation as
/// well, which nothing depends on.
/// @param model  name of the model for messages
/// @throws Error if a tensor is missing, of another shape or superfluous
TensorPlaces placesByName(const WeightsFile& file, const std::vector<Parameter>& parameters, const std::string& prefix,
    const std::string& path, const std::string& model);

/// The tensors in their order. Nothing: there are more or fewer of them, or one has another shape.
std::optional<TensorPlaces> placesByOrder(const WeightsFile& file, const std::vector<Parameter>& parameters);

/// "fc1 for encoder.1, fc21 for mu": the layers whose tensors are called otherwise in the file.
std::string renamedLayers(
    const WeightsFile& file, const std::vector<Parameter>& parameters, const TensorPlaces& places);

} // namespace isthmus
