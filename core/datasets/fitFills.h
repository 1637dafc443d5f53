// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

namespace isthmus {

/// Finds what a model is given for missing numbers, where the choice in reading allows those: at each place the mean of
/// the training part's numbers that are there. A place without any gets 0. Notices say how many numbers are missing,
/// and which places have none. Does nothing to data without missing numbers.
/// @throws Error if all numbers of the training part are missing; Cancelled
void fitFills(Dataset& data, const Progress& progress = {});

} // namespace isthmus
