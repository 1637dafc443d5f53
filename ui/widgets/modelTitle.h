// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/models/ModelSpec.h"

#include <string>

namespace isthmus {

/// The name of a model that was changed by hand: "Dense VAE, 2-D (edited)". What the name says of the code becomes what
/// is true of the model: "AE" or "VAE", and "2-D", which goes where the layers do not tell the size. A mark that the
/// name has already gives way, so that it never ends with two.
std::string editedTitle(const ModelSpec& spec);

/// The model with the name that is true of it: its preset's where it is exactly that, for data of this shape, and else
/// one that says that it was edited.
ModelSpec withTrueTitle(ModelSpec spec, Shape data);

/// The name of a model that came from another program: "model (imported)".
std::string importedTitle(const std::string& title);

} // namespace isthmus
