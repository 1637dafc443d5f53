// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
#include "core/data/Split.h"

#include <memory>

namespace isthmus {

/// --data, whose help lists what can be read.
/// @param fallback  what is used where it is not given, for the help; empty if it is needed
Options dataOptions(const std::string& fallback);

/// --classes and --limit.
Options choiceOptions();

/// --split.
Options splitOptions();

/// The spec with the choice of --classes and --limit where they are there.
SplitSpec withChoice(const Arguments& arguments, SplitSpec spec);

/// For a run that is resumed: --classes and --limit may be repeated, but not differ. A class may go by its name or its
/// index.
/// @throws UsageError naming the option that differs
/// @throws Error for an unknown class
void requireSameChoice(const Arguments& arguments, const Dataset& data, const SplitSpec& spec);

/// Samples of the part that --split names, in file order.
/// @throws Error if there are none
std::vector<Index> chosenSamples(const Arguments& arguments, const Dataset& data, const Split& split);

} // namespace isthmus
