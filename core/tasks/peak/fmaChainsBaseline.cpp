// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/peak/fmaChain.h"

namespace isthmus {

constinit const FmaChains kFmaChainsBaseline = fmaChains<4>("baseline");

} // namespace isthmus
