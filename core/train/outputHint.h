// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Scaling.h"
#include "core/models/ModelSpec.h"

#include <string>

namespace isthmus {

/// What is doubtful about the output of a model for values of this scaling, in one sentence: a decoder that ends in
/// tanh gives -1 to 1, which values from 0 to 1 do not fill. Empty: nothing.
std::string outputHint(const ModelSpec& model, const Scaling& scaling);

} // namespace isthmus
