// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace isthmus {

/// Is it the beginning of Weka's format: remarks that begin with %, then @relation?
bool isArff(std::string_view text);

/// Is it the beginning of "1 3:0.5 17:1": a label, and numbers of columns with their values?
bool isLibsvm(std::string_view text);

bool isWebPage(std::string_view text);

/// Is it the beginning of a pickle? Protocols 2 to 5: an opcode that says which, and the end of the first thing that
/// follows. Source: CPython, Lib/pickletools.py
bool isPickle(std::string_view text);

} // namespace isthmus
