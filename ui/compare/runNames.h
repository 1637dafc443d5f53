// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace isthmus {

class Workbench;

/// How the runs are called where several are named, in their order: as runName(), and those that would be called alike
/// are told apart by what they differ in (a knob or the seed), or by a number.
[[nodiscard]] QStringList runNames(const Workbench& bench);

} // namespace isthmus
