// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/curves/corruptedRecords.h"

#include <algorithm>

namespace isthmus {

bool isOfCorrupted(std::int64_t step, const Corruption& first, std::span<const KnobChange> changes)
{
    const auto last = std::find_if(changes.rbegin(), changes.rend(),
        [step](const KnobChange& change) { return change.knob == "corruption" && change.step < step; });
    return last == changes.rend() ? !first.isNone() : !Corruption::parse(last->to).isNone();
}

} // namespace isthmus
