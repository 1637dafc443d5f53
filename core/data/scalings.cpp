// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scalings.h"

namespace isthmus {

namespace {

Scaling fromRange(const NumberRange& range)
{
    const double width = range.maximum - range.minimum;
    if (!(width > 0))
        return {1, -range.minimum};
    return {1 / width, -range.minimum / width};
}

} // namespace

Scaling scalingFor(ReadOptions::Scale rule, NumberType type, const NumberRange& training)
{
    switch (rule) {
    case ReadOptions::Scale::Bytes:
        return {};
    case ReadOptions::Scale::Range:
        return fromRange(training);
    case ReadOptions::Scale::None:
        return {1, 0};
    case ReadOptions::Scale::Auto:
        break;
    }
    if (!isFloat(type))
        return {1 / largestOf(type), 0};
    return training.minimum >= 0 && training.maximum <= 1 ? Scaling{1, 0} : fromRange(training);
}

} // namespace isthmus
