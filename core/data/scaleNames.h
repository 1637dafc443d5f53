// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"

#include <array>
#include <string>

namespace isthmus {

/// A choice of ReadOptions::Scale as each of the programs names it.
struct ScaleName
{
    const char* word; ///< of the command line and of run files: "columns"
    const char* title; ///< in the window's list: "range of each column"
};

inline constexpr std::size_t kScales = 8;

/// The names in the order of ReadOptions::Scale.
const std::array<ScaleName, kScales>& scaleNames();

/// Both names, for sentences that the window and the command line show: 'columns' (range of each column).
std::string scaleText(ReadOptions::Scale scale);

} // namespace isthmus
