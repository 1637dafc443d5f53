// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/manifoldCells.h"

#include "core/files/RowPicture.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kUsual = 32; // pixels, about, of a cell
constexpr int kMostColumns = 36;
constexpr int kMuchLarger = 48; // pixels of a picture that is not drawn pixel by pixel

int widthOf(int picture, int least)
{
    if (picture > kMuchLarger) // pixels of it that fall into one of the plane
        return std::max(picture / std::max(picture / least, 1), least);
    const int times = std::max(static_cast<int>(std::lround(double(kUsual) / picture)), 1);
    return picture * std::max(times, (least + picture - 1) / picture);
}

} // namespace

ManifoldCells manifoldCells(const PlaneViewport& viewport, Shape shape)
{
    const QSize picture = isRowCell(shape) ? kRowCell : QSize(shape.width, shape.height);
    const double across = viewport.size().width();
    const int least = std::max(static_cast<int>(std::ceil(across / kMostColumns)), 1);
    ManifoldCells cells;
    cells.width = widthOf(picture.width(), picture.width() > kMuchLarger ? std::max(least, kUsual) : least);
    cells.columns = std::max(static_cast<int>(std::ceil(across / cells.width)), 1);
    const double height = cells.width * cellHeightOf(shape);
    const double rows = std::max(std::ceil(viewport.size().height() / height), 1.0);
    const QPointF corner(cells.columns * cells.width, rows * height);
    cells.range = QRectF(viewport.toData({0, 0}), viewport.toData(corner)).normalized();
    return cells;
}

double cellHeightOf(Shape picture)
{
    constexpr double kMost = 4;
    if (isRowCell(picture))
        return 1;
    const double ratio = double(picture.height) / picture.width;
    return ratio > kMost || ratio < 1 / kMost ? 1 : ratio;
}

} // namespace isthmus
