// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Fault.h"

#include <new>
#include <stdexcept>

namespace isthmus {

std::string sentenceOf(const std::exception& exception)
{
    const bool isTooLarge = dynamic_cast<const std::bad_alloc*>(&exception) != nullptr
        || dynamic_cast<const std::length_error*>(&exception) != nullptr;
    return isTooLarge ? "there is not enough memory for this" : exception.what();
}

} // namespace isthmus
