// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Sparsity.h"

#include "core/nn/tiles.h"

#include <array>

namespace isthmus {

namespace {

using Values = Eigen::Map<const Eigen::ArrayXf, Eigen::Aligned64>;

}

double codeNorm(const Batch& code, Index dimensions, ThreadPool& pool)
{
    const Index step = rowsPerTile(dimensions);
    std::array<double, static_cast<std::size_t>(2 * kTiles)> sums{};
    forEachRowTile(pool, dimensions, code.cols(), [&](const Block& block) {
        double sum = 0;
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row)
            sum += static_cast<double>(Values(code.row(row), code.cols()).abs().sum());
        sums[static_cast<std::size_t>(block.firstRow / step)] = sum;
    });
    double total = 0;
    for (const double sum : sums)
        total += sum;
    return total / static_cast<double>(code.cols());
}

void addCodeNormGradient(const Batch& code, Index dimensions, double weight, Batch& gradient, ThreadPool& pool)
{
    const auto scale = static_cast<float>(weight / static_cast<double>(code.cols()));
    forEachRowTile(pool, dimensions, code.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            Eigen::Map<Eigen::ArrayXf, Eigen::Aligned64> out(gradient.row(row), code.cols());
            out += scale * Values(code.row(row), code.cols()).sign();
        }
    });
}

} // namespace isthmus
