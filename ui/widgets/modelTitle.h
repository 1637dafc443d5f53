// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// The name of a model that was changed by hand: "Dense VAE, 2-D (edited)". A mark that the name has already gives way,
/// so that it never ends with two.
std::string editedTitle(const std::string& title);

/// The name of a model that came from another program: "model (imported)".
std::string importedTitle(const std::string& title);

} // namespace isthmus
