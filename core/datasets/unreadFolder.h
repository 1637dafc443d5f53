// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// Says what lies in a folder that no reader takes: a file that opens by itself, or files of another format with the
/// way from them. Looks at the first files alone, those in its folders too.
/// @return  "none as a whole, but ...", which ends a sentence; "none in it" if nothing is known of the files
std::string foundInFolder(const std::string& folder);

} // namespace isthmus
