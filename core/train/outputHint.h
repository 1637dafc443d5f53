// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/data/Scaling.h"
#include "core/models/ModelSpec.h"

#include <string>

namespace isthmus {

/// What is doubtful about the output of a model for values of this scaling, in one sentence: a decoder that ends in
/// tanh gives -1 to 1, which values from 0 to 1 do not fill. Empty: nothing.
/// @param chosen  the choice that the data was read with: numbers that the user takes as they are may well reach from
///                -1 to 1
std::string outputHint(
    const ModelSpec& model, const Scaling& scaling, ReadOptions::Scale chosen = ReadOptions::Scale::Auto);

} // namespace isthmus
