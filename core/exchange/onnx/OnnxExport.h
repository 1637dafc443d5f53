// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/onnx/OnnxModel.h"
#include "core/train/Checkpoint.h"

namespace isthmus {

/// How much of an autoencoder is written. Images are N x channels x height x width, codes N x latentDim in the order
/// of `isthmus-cli encode`: a feature map by channel, row and column. N may be any number.
enum class OnnxPart {
    Whole, ///< image -> code (mu and log_var of a variational model), reconstruction (from mu)
    Encoder, ///< image -> code (mu and log_var)
    Decoder, ///< code -> image
};

/// The result of a run as an ONNX model of opset 13. Images go in and come out on the scale of the model, the
/// decoder's mean with the sigmoid where the loss takes logits; how stored values come to that scale stands in the
/// metadata, all texts:
///
///   isthmus.model, isthmus.data  as in a run file (SpecJson.h)
///   isthmus.scaling              "image = stored value * 0.00392157 + 0"
///   isthmus.run                  runHash() of the result (core/runs/RunHash.h), as in pictures of it
OnnxModel onnxModel(const Checkpoint& checkpoint, OnnxPart part);

} // namespace isthmus
