// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"

namespace isthmus::test {

/// What take() gives as soon as it is not null.
template <typename Take>
auto awaited(const Take& take)
{
    auto result = take();
    (void)waitFor([&] { return result || (result = take()); });
    return result;
}

} // namespace isthmus::test
