// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"

namespace isthmus {

const std::array<ScaleName, kScales>& scaleNames()
{
    static constexpr std::array<ScaleName, kScales> kNames{{
        {"auto", "automatic"},
        {"bytes", "divided by 255"},
        {"range", "range to 0 to 1"},
        {"none", "as they are"},
        {"symmetric", "range to -1 to 1"},
        {"standard", "mean and deviation"},
        {"columns", "range of each column"},
        {"robust", "median and quartiles"},
    }};
    return kNames;
}

std::string scaleText(ReadOptions::Scale scale)
{
    const ScaleName& name = scaleNames()[static_cast<std::size_t>(scale)];
    return std::string("'") + name.word + "' (" + name.title + ')';
}

} // namespace isthmus
