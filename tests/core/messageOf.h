// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <QString>

namespace isthmus {

/// The sentence of the Error that a call throws, or "no error". Any other exception passes on and fails the test.
template <typename Call>
QString messageOf(const Call& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("no error");
}

} // namespace isthmus
