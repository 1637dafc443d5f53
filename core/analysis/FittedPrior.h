// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"

#include <cstdint>

namespace isthmus {

/// A Gaussian of full covariance that is fitted to codes: a prior for models without one. An immutable value; any
/// thread may draw from it.
class FittedPrior
{
public:
    /// @param codes  count x latentDim
    /// @throws Error for fewer than 2 codes
    explicit FittedPrior(const Matrix& codes);

    /// The number of codes that the Gaussian was fitted to.
    [[nodiscard]] Index fittedTo() const { return m_fittedTo; }

    /// @param first  number of the first draw, so that drawing again gives others
    /// @return       count x latentDim
    [[nodiscard]] Matrix draw(Index count, std::uint64_t seed, std::uint64_t first) const;

private:
    Index m_fittedTo;
    Eigen::RowVectorXd m_mean; ///< 1 x latentDim
    Eigen::MatrixXd m_map; ///< normals x latentDim: a draw is the mean and normals * m_map
};

} // namespace isthmus
