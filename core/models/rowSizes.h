// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"

namespace isthmus {

/// Sizes of a dense model for rows of numbers: the first hidden layer has twice as many units as a row has numbers, the
/// second as many, the code a quarter. Few numbers still get enough units to bend a curve with, many not so many that
/// the layers outgrow the data.
struct RowSizes
{
    int first = 0; ///< 16 to 512
    int second = 0; ///< 8 to 256
    int code = 0; ///< 2 to 32
};

[[nodiscard]] RowSizes rowSizes(Index numbers);

/// A chain of dense layers with these sizes; any other model stays as it is, since its layers fit rows of any length.
[[nodiscard]] ModelSpec sizedForRows(const ModelSpec& spec, Index numbers);

} // namespace isthmus
