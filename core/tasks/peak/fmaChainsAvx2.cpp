// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/peak/fmaChain.h"

namespace isthmus {

constinit const FmaChains kFmaChainsAvx2 = fmaChains<8>("AVX2");

} // namespace isthmus
