// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/peak/fmaChain.h"

namespace isthmus {

constinit const FmaChains kFmaChainsAvx512 = fmaChains<16>("AVX-512");

} // namespace isthmus
