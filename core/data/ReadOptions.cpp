// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ReadOptions.h"

#include <tuple>

namespace isthmus {

namespace {

auto kept(const ReadOptions& options)
{
    return std::tie(options.array, options.labelArray, options.labelColumn, options.width, options.height,
        options.channels, options.order, options.fit, options.turn, options.patch, options.stride, options.scale,
        options.missing, options.oneHot, options.validationPart);
}

} // namespace

bool ReadOptions::operator==(const ReadOptions& other) const
{
    return kept(*this) == kept(other);
}

} // namespace isthmus
