// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/Provenance.h"

#include <functional>

namespace isthmus {

class RunSession;

/// The provenance of what the window shows now, to be computed on any thread, since it hashes the parameters. The
/// session has a snapshot.
std::function<Provenance()> provenanceLater(const RunSession& session);

} // namespace isthmus
