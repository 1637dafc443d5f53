// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "core/train/Checkpoint.h"

#include <string>

namespace isthmus {

/// Weights that were trained elsewhere, from a safetensors file or one of PyTorch's torch.save() whose tensors have the
/// names, shapes and order of a run file (RunFile.h), with nothing else that a run file holds: encoder.1.weight,
/// mu.bias, ...; as a run that has not begun. Numbers of F64, F16 and BF16 are brought to F32. A file that has the
/// tensors of a decoder alone gives that decoder. Tensors of torch.save() whose names are all others are taken in their
/// order, where each has the shape of the model's, and the report says which for which.
/// @param model   model that the weights belong to
/// @param data    images that the run is for
/// @param report  takes what was guessed; may be null
/// @throws Error if a tensor is missing, of another shape, superfluous, or not finite: file,
///         tensor, expected, found
Checkpoint importWeights(
    const std::string& path, const ModelSpec& model, const DataReference& data, ImportReport* report = nullptr);

} // namespace isthmus
