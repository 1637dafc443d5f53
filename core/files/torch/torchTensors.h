// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/files/Pickle.h"
#include "core/files/Safetensors.h"

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// A tensor as PyTorch's index describes it: numbers of a storage by their place. Its element at (i, j, ...) is number
/// offset + i * strides[0] + j * strides[1] + ... of the storage. Every number lies within what the storage says to
/// have, and there are no more elements than that; whether its file has as many is for who reads it.
struct TorchTensor
{
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<Index> shape;
    std::vector<Index> strides; ///< in numbers, one for each axis
    Index offset = 0;
    std::string storage; ///< key of its storage
    Index storageCount = 0; ///< numbers in the storage
};

/// The named tensors of what torch.save() has written, in its order: of a state_dict(), of the one under "state_dict",
/// "model_state_dict" or "model" of a checkpoint, or of all dictionaries of tensors in it, with the key of each before
/// the names: {"encoder": ..., "decoder": ...} gives encoder.0.weight. Whatever else is beside them is left out.
/// Source: PyTorch, torch/_utils.py, _rebuild_tensor_v2 and _rebuild_parameter; torch/serialization.py, persistent_id
/// @param where  name of the file for messages
/// @throws Error if there are none, or one is described wrongly or is not of numbers in a storage
std::vector<TorchTensor> torchTensors(const PickleValue& root, const std::string& where);

} // namespace isthmus
