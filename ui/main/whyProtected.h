// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

class RunSession;

/// The reason why nothing may be written to this path, in a sentence, as protectedFile() finds it; empty: the path is
/// free.
/// @param runFile  file of the run, which is protected too; empty: the session's run has none, or the run itself is
/// written
QString whyProtected(const QString& path, const RunSession& session, const QString& runFile);

} // namespace isthmus
