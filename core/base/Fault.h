// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string>

namespace isthmus {

/// The fault in one sentence: an exception's text, or words of this program where memory is short.
std::string sentenceOf(const std::exception& exception);

} // namespace isthmus
