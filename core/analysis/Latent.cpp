// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"

#include "core/analysis/Blocks.h"
#include "core/base/Error.h"

#include <algorithm>
#include <numeric>

namespace isthmus {

Matrix encodeSamples(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, ThreadPool& pool)
{
    requireEncoder(model.spec());
    const auto total = static_cast<Index>(samples.size());
    Matrix codes(total, model.latentDim());
    Workspace workspace;
    Batch images;
    Batch code;
    forEachBlock(total, [&](Index first, Index count) {
        data.gather(blockOf(samples, first, count), images);
        model.encode(parameters, images, code, nullptr, workspace, pool);
        codes.middleRows(first, count) = code.view().transpose();
    });
    return codes;
}

namespace {

/// Calls copy(inside, outside) for each value of a feature map: its place here and in channel-height-width order.
template <typename Copy>
void forEachPlace(Shape shape, const Copy& copy)
{
    Index outside = 0;
    for (int channel = 0; channel < shape.channels; ++channel)
        for (int y = 0; y < shape.height; ++y)
            for (int x = 0; x < shape.width; ++x)
                copy((Index(y) * shape.width + x) * shape.channels + channel, outside++);
}

} // namespace

Matrix codesForFile(Shape shape, const Matrix& codes)
{
    Matrix ordered(codes.rows(), codes.cols());
    forEachPlace(shape, [&](Index inside, Index outside) { ordered.col(outside) = codes.col(inside); });
    return ordered;
}

Matrix codesFromFile(Shape shape, const Matrix& codes)
{
    Matrix ordered(codes.rows(), codes.cols());
    forEachPlace(shape, [&](Index inside, Index outside) { ordered.col(inside) = codes.col(outside); });
    return ordered;
}

Matrix decodeCodes(const Autoencoder& model, const FloatVector& parameters, const Matrix& codes, ThreadPool& pool)
{
    if (codes.cols() != model.latentDim())
        throw Error("codes: expected " + std::to_string(model.latentDim())
            + " numbers each, the latent dimensions of the model, found " + std::to_string(codes.cols()));
    Matrix pictures(codes.rows(), model.inputShape().size());
    Workspace workspace;
    Batch code;
    Batch images;
    forEachBlock(codes.rows(), [&](Index first, Index count) {
        code.resize(codes.cols(), count);
        code.view() = codes.middleRows(first, count).transpose();
        model.decode(parameters, code, images, workspace, pool);
        pictures.middleRows(first, count) = images.view().transpose();
    });
    return pictures;
}

namespace {

Batch columnOf(std::span<const float> values)
{
    Batch column(static_cast<Index>(values.size()), 1);
    for (std::size_t i = 0; i < values.size(); ++i)
        *column.row(static_cast<Index>(i)) = values[i];
    return column;
}

std::vector<float> valuesOf(const Batch& column)
{
    std::vector<float> values(static_cast<std::size_t>(column.rows()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = *column.row(static_cast<Index>(i));
    return values;
}

} // namespace

std::vector<float> decodeOne(const Autoencoder& model, const FloatVector& parameters, std::span<const float> code,
    Workspace& workspace, ThreadPool& pool)
{
    Batch image;
    model.decode(parameters, columnOf(code), image, workspace, pool);
    return valuesOf(image);
}

std::vector<float> encodeOne(const Autoencoder& model, const FloatVector& parameters, std::span<const float> picture,
    Workspace& workspace, ThreadPool& pool)
{
    requireEncoder(model.spec());
    Batch code;
    model.encode(parameters, columnOf(picture), code, nullptr, workspace, pool);
    return valuesOf(code);
}

Reconstructions reconstruct(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, const Corruption& corruption, std::uint64_t seed, Purpose purpose, ThreadPool& pool)
{
    requireEncoder(model.spec());
    const auto total = static_cast<Index>(samples.size());
    const Index size = model.inputShape().size();
    Reconstructions result{Matrix(total, size), Matrix(total, size), Matrix(total, size)};
    Workspace workspace;
    Batch images;
    Batch code;
    forEachBlock(total, [&](Index first, Index count) {
        const std::span<const Index> block = blockOf(samples, first, count);
        data.gatherTargets(block, images);
        result.original.middleRows(first, count) = images.view().transpose();
        data.fillMissing(images);
        corruptSamples(corruption, data, seed, purpose, 0, block, images, pool);
        result.corrupted.middleRows(first, count) = images.view().transpose();
        model.encode(parameters, images, code, nullptr, workspace, pool);
        model.decode(parameters, code, images, workspace, pool);
        result.output.middleRows(first, count) = images.view().transpose();
    });
    return result;
}

std::vector<int> LatentSummary::byVariance() const
{
    std::vector<int> order(variance.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
        [this](int a, int b) { return variance[static_cast<std::size_t>(a)] > variance[static_cast<std::size_t>(b)]; });
    return order;
}

int LatentSummary::activeUnits() const
{
    constexpr double kActiveVariance = 0.01;
    return static_cast<int>(
        std::count_if(variance.begin(), variance.end(), [](double each) { return each > kActiveVariance; }));
}

LatentSummary summarise(const Matrix& codes)
{
    const Index dimensions = codes.cols();
    Eigen::ArrayXd mean = Eigen::ArrayXd::Zero(dimensions);
    Eigen::ArrayXd variance = Eigen::ArrayXd::Zero(dimensions);
    const auto count = static_cast<double>(std::max<Index>(codes.rows(), 1));
    for (Index i = 0; i < codes.rows(); ++i)
        mean += codes.row(i).transpose().array().cast<double>();
    mean /= count;
    for (Index i = 0; i < codes.rows(); ++i)
        variance += (codes.row(i).transpose().array().cast<double>() - mean).square();
    variance /= count;
    return {{mean.begin(), mean.end()}, {variance.begin(), variance.end()}};
}

Matrix planeGrid(std::span<const float> base, int dimX, int dimY, double xMin, double xMax, double yMin, double yMax,
    int columns, int rows)
{
    const auto at = [](double from, double to, int i, int count) {
        const double share = count > 1 ? i / (count - 1.0) : 0.5;
        return static_cast<float>(from + (to - from) * share);
    };
    Matrix codes(Index(rows) * columns, static_cast<Index>(base.size()));
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const Index i = Index(row) * columns + column;
            codes.row(i) = Eigen::Map<const Eigen::RowVectorXf>(base.data(), codes.cols());
            codes(i, dimX) = at(xMin, xMax, column, columns);
            codes(i, dimY) = at(yMax, yMin, row, rows);
        }
    return codes;
}

} // namespace isthmus
