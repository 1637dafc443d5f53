// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"

#include <string>

namespace isthmus {

/// A run file is one safetensors file that holds a whole Checkpoint, bit for bit:
///
///   encoder.1.weight, mu.bias, ...   parameters by Parameter::name, in PyTorch's shapes and order, F32: the run's
///                                    result, which is the best epoch where that is kept, else the last step
///   last.<parameter>                 with a kept best epoch: the last step's, to go on with, in the same shapes
///   optimizer.<slot>.<parameter>     what the optimiser remembers, in the same shapes, F32
///   history.step, history.loss, ...  one element a step: I64, F64 or F32 as in StepRecord
///   history.evaluation.*             one element an evaluation
///   history.knob.step                one element a change of a knob, I64; its texts are in isthmus.state
///
/// and in the metadata, each one JSON text, isthmus.model, isthmus.training, isthmus.data (SpecJson.h) and
/// isthmus.state (RunState.h). Tensors of other names are left alone, unless they look like a part of the model. A
/// decoder alone has no encoder.* tensors; a run that was imported without data names none.

/// The version of this layout that is written; all before it are read. In version 1 the plain names always were the
/// last step's, and there was no state of schedules and best epochs, no choice in reading, and no column trained_kl or
/// sparsity. A change of what a name means needs another version, and each has a file in tests/fixtures.
inline constexpr int kRunFileFormat = 2;

/// Replaces what stood at the path, or leaves it as it was.
/// @throws Error if the file cannot be written: file, the system's reason
void writeRunFile(const std::string& path, const Checkpoint& checkpoint);

/// Rebuilds the model from its spec to know every name and shape, and checks all of them before it reads a number.
/// @throws Error if the file is broken, of a newer format, or does not fit its own spec: file, what, expected, found
Checkpoint readRunFile(const std::string& path);

/// The origin of a run file.
struct RunOrigin
{
    int format = kRunFileFormat; ///< version of the layout above
    std::string kernels; ///< productKernels() of the machine that trained it: others may differ in the last digit
};

/// Reads the header alone.
RunOrigin readRunOrigin(const std::string& path);

} // namespace isthmus
