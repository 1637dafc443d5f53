// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

namespace isthmus {

/// 16 samples of one feature: what element-wise passes work on at a time. Rows of a Batch are padded to whole lanes.
using Lanes = Eigen::Array<float, kLane, 1>;

/// The 16 floats from a 64-byte aligned address on.
inline Eigen::Map<const Lanes, Eigen::Aligned64> lanes(const float* values)
{
    return Eigen::Map<const Lanes, Eigen::Aligned64>(values);
}

inline Eigen::Map<Lanes, Eigen::Aligned64> lanes(float* values)
{
    return Eigen::Map<Lanes, Eigen::Aligned64>(values);
}

} // namespace isthmus
