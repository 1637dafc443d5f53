// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/FittedPrior.h"

#include "core/analysis/Latent.h"
#include "core/base/Error.h"

#include <Eigen/Eigenvalues>

#include <cmath>

namespace isthmus {

FittedPrior::FittedPrior(const Matrix& codes)
    : m_fittedTo(codes.rows())
{
    if (codes.rows() < 2)
        throw Error("fitting a prior: expected at least 2 codes, found " + std::to_string(codes.rows()));
    const Eigen::MatrixXd values = codes.cast<double>();
    m_mean = values.colwise().mean();
    const Eigen::MatrixXd centred = values.rowwise() - m_mean;
    if (codes.rows() < codes.cols()) {
        // So many dimensions as a feature map has make no matrix of covariances that fits; weights of the codes have
        // it.
        m_map = centred / std::sqrt(static_cast<double>(codes.rows()));
        return;
    }
    const Eigen::MatrixXd covariance = centred.transpose() * centred / static_cast<double>(codes.rows());

    // Eigenvectors rather than a Cholesky factor: a dimension that never changes makes the covariance singular.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(covariance);
    const Eigen::VectorXd deviations = axes.eigenvalues().cwiseMax(0).cwiseSqrt();
    m_map = deviations.asDiagonal() * axes.eigenvectors().transpose();
}

Matrix FittedPrior::draw(Index count, std::uint64_t seed, std::uint64_t first) const
{
    const Eigen::MatrixXd normals = samplePrior(static_cast<int>(m_map.rows()), count, seed, first).cast<double>();
    return ((normals * m_map).rowwise() + m_mean).cast<float>();
}

} // namespace isthmus
