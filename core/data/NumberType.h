// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <cstdint>

namespace isthmus {

/// How a file keeps a number.
enum class NumberType { Bool, U8, I8, U16, I16, U32, I32, U64, I64, F16, F32, F64 };

/// NumPy's name: "uint8", "float32".
const char* nameOf(NumberType type);

/// Bytes of one number.
Index sizeOf(NumberType type);

bool isFloat(NumberType type);

/// Largest number of an integer type, 1 of truth values.
double largestOf(NumberType type);

/// Numbers as they lie in a file, of any alignment, as 32-bit floats.
/// @param swapped  big-endian
/// @param from     count * sizeOf(type) bytes
void toFloats(NumberType type, bool swapped, const std::uint8_t* from, Index count, float* to);

/// Converts numbers to 64-bit integers, for labels. A number that is no whole one of that range becomes -1.
void toIntegers(NumberType type, bool swapped, const std::uint8_t* from, Index count, std::int64_t* to);

/// Smallest and largest of some numbers.
struct NumberRange
{
    double minimum = 0;
    double maximum = 0;
    Index notFinite =
        -1; ///< first number that is NaN, infinite or beyond 32-bit floats; -1: none, then the others hold
};

/// @param count        at least 1
/// @param skipMissing  passes over NaN; of numbers that all are NaN the minimum lies above the maximum
NumberRange rangeOf(NumberType type, bool swapped, const std::uint8_t* from, Index count, bool skipMissing = false);

} // namespace isthmus
