// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/models/ModelSpec.h"

#include <string>

namespace isthmus {

/// What is doubtful about the output of a model for values of this scaling, in one sentence: a decoder that ends in
/// tanh gives -1 to 1, which values from 0 to 1 do not fill. Empty: nothing.
/// @param chosen  the choice that the data was read with: numbers that the user takes as they are may well reach from
///                -1 to 1
std::string outputHint(
    const ModelSpec& model, const Scaling& scaling, ReadOptions::Scale chosen = ReadOptions::Scale::Auto);

/// What a decoder that ends in a bounded activation cannot give of the values of this data, in one sentence: a sigmoid
/// ends at 0 and 1, standard scores do not. Empty: it can give all. Looks at no sample, so that it costs nothing.
std::string exceededOutput(const ModelSpec& model, const Dataset& data);

} // namespace isthmus
