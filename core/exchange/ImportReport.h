// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <string>
#include <vector>

namespace isthmus {

/// What an import took for what, in words: nothing is guessed in silence.
struct ImportReport
{
    std::string code; ///< "'z', an output of the graph"
    std::string heads; ///< "'mu' and 'log_var'"; empty without heads
    std::vector<std::string> notices; ///< what was guessed or left out, each a sentence
    bool isCodeGuessed = false; ///< a notice says so, and the user may name another one
};

/// What was taken for the code cannot be it, and the user may name another value.
class CodeError : public Error
{
public:
    using Error::Error;
};

} // namespace isthmus
