// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace isthmus {

/// Is it the beginning of Weka's format: remarks that begin with %, then @relation?
bool isArff(std::string_view text);

/// Does it hold pairs of a column's number and a value in braces, instead of rows?
bool isSparseArff(std::string_view text);

/// Is it the beginning of "1 3:0.5 17:1": a label, and numbers of columns with their values? Above it there may be
/// remarks that begin with #.
bool isLibsvm(std::string_view text);

/// Is it the beginning of objects or lists as JSON has them?
bool isJson(std::string_view text);

/// Is each line an object or a list of its own?
bool isJsonLines(std::string_view text);

/// Is it the beginning of a picture as telephones write it? Source: ISO/IEC 23008-12, brands of image files
bool isHeic(std::string_view text);

bool isWebPage(std::string_view text);

/// Is it the beginning of a pickle? Protocols 2 to 5: an opcode that says which, and the end of the first thing that
/// follows. Source: CPython, Lib/pickletools.py
bool isPickle(std::string_view text);

} // namespace isthmus
