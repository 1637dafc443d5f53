// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "core/train/Checkpoint.h"

#include <optional>
#include <string>

namespace isthmus {

/// Files of a model that was trained elsewhere.
struct ImportSource
{
    std::string path; ///< ONNX, or weights alone: safetensors or PyTorch's (WeightsImport.h)
    std::string decoder; ///< ONNX; empty but where the first file is an encoder alone
    std::string model; ///< model of weights alone: a preset's name or a JSON model file; empty: modelFileBeside()
    std::string code{}; ///< value of an ONNX file that is the code; empty: it is looked for
};

/// Does a file hold weights alone, and not a graph as an ONNX model does?
/// @throws Error if it cannot be read
bool holdsWeights(const std::string& path);

/// Is it a model that another program has written: safetensors without anything of a run of ours, tensors by their
/// names as PyTorch saves them, or else a file with the name of an ONNX file? Looks at headers alone, so any thread may
/// ask; false too where the file cannot be read.
bool isForeignModel(const std::string& path);

/// NAME.json beside NAME.safetensors or NAME.pt; empty if there is none.
std::string modelFileBeside(const std::string& path);

/// The model as a run that has not begun. Slow; any thread.
/// @param data  images that the run is for; an ONNX file can do without (OnnxImport.h)
/// @param report  takes what was taken for what; may be null
/// @throws Error for what does not fit or is not supported: file, operator or tensor, expected, found
Checkpoint importModel(
    const ImportSource& source, const std::optional<DataReference>& data, ImportReport* report = nullptr);

/// The reference by which a run names its data.
DataReference referenceTo(const Dataset& data);

} // namespace isthmus
