// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/NumberType.h"
#include "core/nn/Loss.h"

#include <optional>

namespace isthmus {

/// The end of a range that a loss refuses, since it needs numbers from 0 to 1; empty: it takes the range. What rounding
/// leaves beside 0 and 1 is taken.
/// @param scaled  range of the numbers as the engine has them, see scaledRange()
std::optional<double> refusedEnd(const LossType& loss, const NumberRange& scaled);

/// The scaling that brings numbers which such a loss refuses to 0..1. Empty where they were scaled to that already, by
/// the range of the training part.
std::optional<ReadOptions::Scale> scaleForUnitRange(const Dataset& data);

/// @throws Error if the loss refuses the data's numbers
void requireUnitRange(const LossType& loss, const Dataset& data);

} // namespace isthmus
