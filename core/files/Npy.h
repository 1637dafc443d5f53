// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Writes float32 in C order as NPY version 1.0, whole or not at all.
/// @param values  as many as the shape says
/// @param shape   outermost axis first: samples, height, width, channels
/// @throws Error if the file cannot be written: file, the system's reason
/// Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
void writeNpy(const std::string& path, std::span<const float> values, const std::vector<Index>& shape);

struct NpyArray
{
    std::vector<Index> shape;
    std::vector<float> values; ///< C order
};

/// Reads numbers of any type, rounded to float32, in C or Fortran order, of 1 to 4 axes.
/// @throws Error if the file is not that, its size does not fit its header, or a number is not finite: file, what,
///         expected, found
NpyArray readNpyFloat(const std::string& path);

} // namespace isthmus
