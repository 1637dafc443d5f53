// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

class RunSession;

/// Why nothing may be written to this path, in a sentence; empty: it may. As protectedFile() has it.
/// @param runFile  empty: the session's run has none, or it is this that is written
QString whyProtected(const QString& path, const RunSession& session, const QString& runFile);

} // namespace isthmus
