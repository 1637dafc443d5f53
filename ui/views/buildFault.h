// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <exception>

namespace isthmus {

/// Why a model could not be built, in one sentence; what the machine has no memory for is said in words of ours.
QString buildFault(const std::exception& exception);

} // namespace isthmus
