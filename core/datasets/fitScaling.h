// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

namespace isthmus {

/// Completes the scaling of a data set that was read, as its choice says, from the numbers of the training part.
/// Symmetric: what would be 0..1 becomes -1..1. Standard: of pictures, each channel of what would be 0..1 less its
/// mean, in standard deviations; of a table, each column likewise. Columns: the range of each column to 0..1. Robust:
/// each column less its median, in distances between its quartiles (in standard deviations where the quartiles
/// coincide). Auto: as Standard for a table whose columns' ranges differ by more than 20 times; rows that may be
/// pictures (a square number of columns, or 64 columns and more of whole numbers of 8 to 16 bits) and numbers within
/// 0..1 stay as they were read; columns of 0 and 1 that texts became (Scaling::flags) stay as they are, and beside them
/// the range of each column becomes 0..1 where the ranges do not differ by so much. A constant column becomes 0.
/// Notices say what was chosen and which columns are constant.
/// @throws Error where pictures are to be scaled by columns; Cancelled
void fitScaling(Dataset& data, const Progress& progress = {});

} // namespace isthmus
