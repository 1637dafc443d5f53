// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"

namespace isthmus::fuzz {

/// Encodes and decodes an image with what a file held, and trains a step from there, unless the model is large:
/// whatever a reader lets pass must be fit for use. An Error is a good answer.
void useRun(const Checkpoint& run);

} // namespace isthmus::fuzz
