// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A tensor of a file of weights.
struct WeightsTensor
{
    std::string name;
    std::vector<Index> shape;
};

/// Weights alone that another program has written: safetensors, or what PyTorch's torch.save() makes of a state_dict().
/// Used by one thread.
class WeightsFile
{
public:
    virtual ~WeightsFile() = default;

    [[nodiscard]] virtual const std::vector<WeightsTensor>& tensors() const = 0;

    /// Do the tensors come in the order in which the model has its layers? Else their order says nothing.
    [[nodiscard]] virtual bool hasOrderOfLayers() const = 0;

    /// All elements of the tensor of that place in the list, in C order, brought to F32.
    /// @throws Error if they are no floats, or the file is damaged
    [[nodiscard]] virtual FloatVector floats(std::size_t tensor) = 0;
};

/// Does a file begin as one of weights alone? Never throws.
bool looksLikeWeights(const std::string& path);

/// @throws Error if the file cannot be read or is not of weights alone: file, what, expected, found
std::unique_ptr<WeightsFile> openWeights(const std::string& path);

} // namespace isthmus
