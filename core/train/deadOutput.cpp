// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/deadOutput.h"

namespace isthmus {

bool isOutputDead(std::optional<double> spread, std::int64_t steps)
{
    return spread && steps >= kDeadSteps && *spread < kDeadSpread;
}

std::string deadOutputWords(const std::string& samples)
{
    return "The outputs no longer depend on the input: they are the same for all " + samples
        + ". Begin anew with a lower learning rate or another activation.";
}

} // namespace isthmus
