// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>

namespace isthmus {

/// What went wrong in one sentence: an exception's text, or words of ours where memory is short.
std::string sentenceOf(const std::exception& exception);

} // namespace isthmus
