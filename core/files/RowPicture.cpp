// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/RowPicture.h"

#include "core/base/Error.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kLongestOfRows = 30'000; // pixels, as of grids of pictures
constexpr double kPen = 1.4; // pixels of a curve
constexpr double kEdge = 2; // pixels around what is drawn
constexpr double kLeastBar = 1; // pixel that is seen of a bar without a height

double topOf(const QRectF& room, double height)
{
    return room.bottom() - height * room.height();
}

/// Of many numbers on one pixel the lowest and the highest are drawn.
QPolygonF curveOf(const QRectF& room, const std::vector<float>& heights)
{
    const auto pixels = static_cast<std::size_t>(std::max(room.width(), 1.0));
    const std::size_t step = heights.size() > 4 * pixels ? heights.size() / (2 * pixels) : 1;
    const double last = static_cast<double>(std::max<std::size_t>(heights.size(), 2) - 1);
    QPolygonF curve;
    for (std::size_t first = 0; first < heights.size(); first += step) {
        const auto begin = heights.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = heights.begin() + static_cast<std::ptrdiff_t>(std::min(first + step, heights.size()));
        const auto [low, high] = std::minmax_element(begin, end);
        const double x = room.left() + room.width() * static_cast<double>(first) / last;
        curve << QPointF(x, topOf(room, double(*low)));
        if (step > 1)
            curve << QPointF(x, topOf(room, double(*high)));
    }
    return curve;
}

/// Of many numbers on one pixel, the one that reaches furthest is drawn last and seen.
void paintBars(
    QPainter& painter, const QRectF& room, const std::vector<float>& heights, double base, const QColor& colour)
{
    const double pitch = room.width() / static_cast<double>(heights.size());
    const double width = pitch >= 3 ? std::floor(pitch) - 1 : std::max(pitch, 1.0);
    const double ground = topOf(room, base);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        const double end = topOf(room, double(heights[i]));
        const double left = room.left() + std::floor(static_cast<double>(i) * pitch);
        const QRectF bar(left, std::min(end, ground), width, std::max(std::abs(end - ground), kLeastBar));
        painter.fillRect(bar, colour);
    }
}

} // namespace

RowColours rowsOnDark()
{
    return {.ground = QColor(0, 0, 0), .line = QColor(230, 230, 230), .axis = QColor(70, 70, 70)};
}

void paintRow(QPainter& painter, const QRectF& room, std::span<const float> values, const RowDrawing& drawing,
    const RowColours& colours)
{
    assert(values.size() == drawing.heights.size());
    painter.fillRect(room, colours.ground);
    const double edge = std::min(kEdge, room.height() / 4);
    const QRectF inner = room.adjusted(edge, edge, -edge, -edge);
    const std::vector<float> heights = drawing.heightsOf(values);
    painter.save();
    if (drawing.isCurve) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colours.line, kPen));
        painter.drawPolyline(curveOf(inner, heights));
    } else {
        const double base = topOf(inner, drawing.base);
        painter.fillRect(QRectF(inner.left(), base - 0.5, inner.width(), 1), colours.axis);
        paintBars(painter, inner, heights, drawing.base, colours.line);
    }
    painter.restore();
}

QImage rowPicture(std::span<const float> values, const RowDrawing& drawing, QSize size, const RowColours& colours)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colours.ground);
    QPainter painter(&image);
    paintRow(painter, QRectF({}, QSizeF(size)), values, drawing, colours);
    return image;
}

QImage rowGrid(const Matrix& rows, const RowDrawing& drawing, int columns, QSize cell, const RowColours& colours)
{
    assert(rows.rows() > 0 && columns > 0);
    const Index across = std::min<Index>(columns, rows.rows());
    const Index down = (rows.rows() + across - 1) / across;
    const Index width = across * cell.width();
    const Index height = down * cell.height();
    if (width > kLongestOfRows || height > kLongestOfRows)
        throw Error("picture: expected at most " + grouped(kLongestOfRows) + " pixels a side, found " + grouped(width)
            + " x " + grouped(height));
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_RGB32);
    if (image.isNull())
        throw Error("picture: no memory for " + grouped(width) + " x " + grouped(height) + " pixels");
    image.fill(colours.axis);
    QPainter painter(&image);
    for (Index i = 0; i < rows.rows(); ++i) {
        const QPointF corner(
            static_cast<double>(i % across * cell.width()), static_cast<double>(i / across * cell.height()));
        paintRow(painter, {corner, QSizeF(cell - QSize(1, 1))},
            {rows.row(i).data(), static_cast<std::size_t>(rows.cols())}, drawing, colours);
    }
    return image;
}

} // namespace isthmus
