// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

class RunSession;

/// What a run is called wherever it is named: by its file, or else by its model. A run that was reset since it was
/// saved is no longer the one in the file. Empty: there is no run yet.
[[nodiscard]] QString runName(RunSession& run);

/// What files are called that leave a run, without what they hold: as its own file, without the suffix, or else as its
/// model.
[[nodiscard]] QString nameForFiles(RunSession& run);

} // namespace isthmus
