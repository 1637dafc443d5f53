// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/NumberType.h"

#include <cstdint>
#include <span>

namespace isthmus {

/// How stored numbers become the engine's.
/// Auto goes by what the numbers are, whatever they are stored as. Numbers within 0..1 stay as they are. Integers from
/// 0 that fill 8, 10, 12, 14 or 16 bits are divided by the largest number of so many bits: their largest is a quarter
/// of 255, or half of 1023, 4095, 16383 or 65535, at least. All others are brought from the training part's range to
/// 0..1: floats, integers below 0, few levels (0 to 16), and a band far from 0, narrower than a quarter of its largest
/// number. Bytes: divided by 255. Range: from the training part's range to 0..1 whatever they are. None: as they are. A
/// constant value outside 0..1 becomes 0. Symmetric, Standard, Columns and Robust begin as Auto; fitScaling() does the
/// rest.
/// @param training  range of the training part
Scaling scalingFor(ReadOptions::Scale rule, NumberType type, const NumberRange& training);

/// The same for the pixels of a format of pictures, where 0..255 is from black to white however dark the pictures are.
/// Auto: bits and masks of 0 and 1 stay as they are, all others are divided by 255.
/// @param training  pixels of the training part
Scaling scalingOfPixels(ReadOptions::Scale rule, std::span<const std::uint8_t> training);

/// @param training  range of the training part's pixels
Scaling scalingOfPixels(ReadOptions::Scale rule, const NumberRange& training);

} // namespace isthmus
