// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/latentJobs.h"

#include "core/files/PictureGrid.h"
#include "ui/views/latent/manifoldCells.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr Index kSamplesAtOnce = 256; // some milliseconds for the dense models
constexpr Index kPicturesAtOnce = 64;
constexpr int kMostRows = 60;

/// Codes of the middles of all cells, row 0 at the top.
Matrix cellCodes(const ManifoldOrder& order, const QRectF& range, int rows)
{
    const double halfX = range.width() / order.columns / 2;
    const double halfY = range.height() / rows / 2;
    const double xMin = range.left() + halfX;
    const double xMax = range.right() - halfX;
    if (order.dimX != order.dimY)
        return planeGrid(order.base, order.dimX, order.dimY, xMin, xMax, range.top() + halfY, range.bottom() - halfY,
            order.columns, rows);
    Matrix codes(order.columns, static_cast<Index>(order.base.size()));
    for (int column = 0; column < order.columns; ++column) {
        codes.row(column) = Eigen::Map<const Eigen::RowVectorXf>(order.base.data(), codes.cols());
        codes(column, order.dimX) = static_cast<float>(xMin + 2 * halfX * column);
    }
    return codes;
}

/// @param samples  the engine's values, which become drawn ones
QImage gridOf(const ManifoldOrder& order, Shape shape, Matrix& samples)
{
    if (isRowCell(shape))
        return rowGrid(
            samples, rowDrawing(shape, order.scaling, order.columnNames), order.columns, kRowCell, order.colours);
    toShown(order.scaling, samples);
    return pictureGrid(shape, samples, order.columns, 0, 1);
}

} // namespace

std::shared_ptr<const CodeSlice> encodeSlice(const EncodeOrder& order, Breather& breather)
{
    std::vector<Index> which;
    for (auto i = static_cast<std::size_t>(order.slice); i < order.samples->size();
         i += static_cast<std::size_t>(order.slices))
        which.push_back((*order.samples)[i]);

    const FrozenModel& frozen = order.snapshot->frozen;
    const auto count = static_cast<Index>(which.size());
    auto slice = std::make_shared<CodeSlice>();
    slice->number = order.slice;
    slice->snapshot = order.snapshot;
    slice->codes.resize(count, frozen.model->latentDim());
    ThreadPool alone(1);
    Workspace workspace;
    Batch images;
    Batch codes;
    for (Index first = 0; first < count; first += kSamplesAtOnce) {
        const Index size = std::min(kSamplesAtOnce, count - first);
        const std::span chunk(which.data() + first, static_cast<std::size_t>(size));
        order.data->gather(chunk, images);
        frozen.model->encode(frozen.parameters, images, codes, nullptr, workspace, alone);
        slice->codes.middleRows(first, size) = codes.view().transpose();
        if (!breather.breathe())
            return nullptr;
    }
    slice->summary = summarise(slice->codes);
    return slice;
}

std::shared_ptr<const ManifoldPicture> decodeManifold(const ManifoldOrder& order, Breather& breather)
{
    const double cellHeight =
        order.range.width() / order.columns * cellHeightOf(order.snapshot->frozen.model->inputShape());
    const bool isLine = order.dimX == order.dimY;
    const int rows =
        isLine ? 1 : std::clamp(static_cast<int>(std::lround(order.range.height() / cellHeight)), 1, kMostRows);
    QRectF range = order.range;
    range.setHeight(cellHeight * rows);
    range.moveCenter(isLine ? QPointF(order.range.center().x(), 0) : order.range.center());

    const FrozenModel& frozen = order.snapshot->frozen;
    const Matrix codes = cellCodes(order, range, rows);
    Matrix pictures(codes.rows(), frozen.model->inputShape().size());
    ThreadPool alone(1);
    for (Index first = 0; first < codes.rows(); first += kPicturesAtOnce) {
        const Index size = std::min(kPicturesAtOnce, codes.rows() - first);
        pictures.middleRows(first, size) =
            decodeCodes(*frozen.model, frozen.parameters, codes.middleRows(first, size), alone);
        if (!breather.breathe())
            return nullptr;
    }
    auto result = std::make_shared<ManifoldPicture>();
    result->image = gridOf(order, frozen.model->inputShape(), pictures);
    result->range = range;
    return result;
}

} // namespace isthmus
