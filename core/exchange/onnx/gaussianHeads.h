// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/gaussianDraw.h"
#include "core/exchange/onnx/graphImages.h"
#include "core/exchange/onnx/importOperators.h"

namespace isthmus {

/// The two heads of a variational model, which are dense.
struct GaussianHeads
{
    DenseWeights mu;
    DenseWeights logVar;
};

/// An encoder up to the value that both heads take.
struct HeadedEncoder
{
    LayerChain chain;
    GaussianHeads heads;
    std::size_t codeAxes; ///< of the mean behind that of the samples: 1, or more where it is a feature map of one pixel
};

/// Follows the graph to the mean and to log_var; what is before both is the encoder. Hidden layers within the heads
/// become one layer of both with zeros between them, convolutions whose maps are flattened become dense.
/// @throws Error if the heads cannot be written in such a way
HeadedEncoder readHeads(const OnnxModel& model, const GaussianDraw& draw, Shape shape, const ImageForm& form);

} // namespace isthmus
