// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/LayerChain.h"
#include "core/exchange/onnx/OperatorAtWork.h"

namespace isthmus {

/// An ONNX operator that becomes layers.
struct ImportOperator
{
    const char* op; ///< "Gemm"
    void (*append)(const OperatorAtWork& work, LayerChain& chain);
};

/// All operators that are read, in alphabetical order. Besides them the activations of activationPatterns.h are known.
const std::vector<ImportOperator>& importOperators();

/// @throws Error if there is none for this operator, with the names of all
const ImportOperator& importOperator(const std::string& op);

/// Weights of a dense layer in PyTorch's order.
struct DenseWeights
{
    Index units = 0;
    FloatVector weight; ///< units x features
    FloatVector bias; ///< units; of a MatMul 0
};

/// Returns the weights of a Gemm or a MatMul.
/// @throws Error if its weights do not take that many features
DenseWeights denseWeights(const OperatorAtWork& work, Index features);

/// Adds a constant that an Add has as its input of this number to a bias.
/// @throws Error if it is of another length
void addToBias(const OperatorAtWork& work, std::size_t input, FloatVector& bias);

} // namespace isthmus
