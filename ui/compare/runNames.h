// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace isthmus {

class RunSession;
class Workbench;

/// How the runs are called where several are named: those that would be called alike are told apart by what they differ
/// in (a knob or the seed), or by a number.
/// @param nameOf  what a run is called alone
QStringList runNames(const Workbench& bench, const std::function<QString(const RunSession& run)>& nameOf);

} // namespace isthmus
