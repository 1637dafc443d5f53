// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"

#include "core/base/Error.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace isthmus {

Matrix samplePrior(int latentDim, Index count, std::uint64_t seed, std::uint64_t first)
{
    const Rng rng(seed, Purpose::Prior);
    Matrix codes(count, latentDim);
    alignas(kAlignment) float normals[4 * kLane];
    std::uint64_t samples[kLane];
    for (Index row = 0; row < count; row += kLane) {
        for (Index i = 0; i < kLane; ++i)
            samples[i] = first + static_cast<std::uint64_t>(row + i);
        for (Index draw = 0; draw < latentDim; draw += 4) {
            rng.normal16(samples, 0, static_cast<std::uint32_t>(draw), normals);
            for (Index i = 0; i < std::min(kLane, count - row); ++i)
                for (Index j = 0; j < std::min<Index>(4, latentDim - draw); ++j)
                    codes(row + i, draw + j) = normals[j * kLane + i];
        }
    }
    return codes;
}

Matrix sampleFitted(const Matrix& codes, Index count, std::uint64_t seed)
{
    if (codes.rows() < 2)
        throw Error("fitting a prior: expected at least 2 codes, found " + std::to_string(codes.rows()));
    const Eigen::MatrixXd values = codes.cast<double>();
    const Eigen::RowVectorXd mean = values.colwise().mean();
    const Eigen::MatrixXd centred = values.rowwise() - mean;
    if (codes.rows() < codes.cols()) {
        // So many dimensions as a feature map has make no matrix of covariances that fits; weights of the codes have
        // it.
        const auto weights = static_cast<int>(codes.rows());
        const Eigen::MatrixXd normals = samplePrior(weights, count, seed, 0).cast<double>();
        return ((normals * centred / std::sqrt(double(weights))).rowwise() + mean).cast<float>();
    }
    const Eigen::MatrixXd covariance = centred.transpose() * centred / static_cast<double>(codes.rows());

    // Eigenvectors rather than a Cholesky factor: a dimension that never changes makes the covariance singular.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(covariance);
    const Eigen::VectorXd deviations = axes.eigenvalues().cwiseMax(0).cwiseSqrt();
    const Eigen::MatrixXd map = deviations.asDiagonal() * axes.eigenvectors().transpose();
    const Eigen::MatrixXd normals = samplePrior(static_cast<int>(codes.cols()), count, seed, 0).cast<double>();
    return ((normals * map).rowwise() + mean).cast<float>();
}

} // namespace isthmus
