// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "core/exchange/onnx/OnnxModel.h"
#include "core/train/Checkpoint.h"

#include <optional>
#include <string>

namespace isthmus {

/// An autoencoder that was trained elsewhere, as a run that has not begun: a chain of operators from an image to an
/// image of the same shape, within those of importOperators(). Images are N x C x H x W, N x H x W x C, or lists. A
/// chain from something else to an image is a decoder alone.
///
/// A model that draws z = mu + exp(log_var / 2) * noise, or has two outputs of such heads, is variational. Else the
/// code is where the graph has an output on the way, by its name or as the narrowest, else behind the narrowest layer.
/// Losses are not in the file: a variational model that ends in a sigmoid is one of BCE, all others are of MSE.
/// @param encoder  the whole model; or a decoder alone; or the encoder alone, whose outputs are the code, or mu and
///                 log_var
/// @param decoder  the part from the code to the image, if `encoder` is the encoder alone; else null
/// @param data     images that the run is for, with the scaling that an exported run had, unless another one was chosen
///                 in reading; where there are none, what an exported run says in isthmus.data, or no
///                 data (without a name) of the shape that the graph tells; a list is taken for a square picture, grey
///                 or of three channels, where it can be one
/// @param name     name that the model gets
/// @param code     value that is to be the code; empty: it is looked for
/// @param report   takes what was taken for what; may be null
/// @throws Error for what does not fit or is not supported, with the node's name
Checkpoint runFromOnnx(const OnnxModel& encoder, const OnnxModel* decoder, const std::optional<DataReference>& data,
    const std::string& name, const std::string& code = {}, ImportReport* report = nullptr);

/// Imports an autoencoder as runFromOnnx() does, from files. The model is named after the first.
/// @param decoderPath  empty: the first file holds the whole model
/// @throws Error if a file cannot be read: its name in front
Checkpoint importOnnx(const std::string& path, const std::string& decoderPath, const std::optional<DataReference>& data,
    const std::string& code = {}, ImportReport* report = nullptr);

/// A run that has not begun, with these parameters.
Checkpoint untrainedRun(const ModelSpec& model, const DataReference& data, FloatVector parameters);

} // namespace isthmus
