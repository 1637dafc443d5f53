// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DemoPicture.h"

#include "core/files/PictureGrid.h"
#include "core/files/RowPicture.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kSide = 560; // of the manifold and of the plane
constexpr int kMargin = 24;
constexpr int kCaption = 28;
constexpr int kWidth = 2 * kSide + 3 * kMargin;
constexpr int kStripGap = 2;
constexpr double kDot = 1.6;

// The window's dark theme, and Petroff's ten colours.
const QColor kBackground(0x17, 0x19, 0x1d);
const QColor kPlot(0x12, 0x14, 0x18);
const QColor kLine(0x34, 0x39, 0x43);
const QColor kText(0xe7, 0xe9, 0xee);
const QColor kDim(0x9a, 0xa2, 0xb1);
const char* const kClassColours[] = {
    "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd"};

QColor classColour(const DemoContent& content, Index sample)
{
    if (content.labels.empty())
        return kClassColours[0];
    return kClassColours[static_cast<std::size_t>(content.labels[static_cast<std::size_t>(sample)]) % 10];
}

QPointF onPlane(const PlaneView& view, const QRectF& area, double x, double y)
{
    const double scale = area.width() / (2 * view.half);
    return {area.center().x() + (x - view.x) * scale, area.center().y() - (y - view.y) * scale};
}

void drawCaption(QPainter& painter, int x, int y, const QString& text, const QColor& colour, int pixels)
{
    QFont font = painter.font();
    font.setPixelSize(pixels);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QRect(x, y, kWidth - x - kMargin, kCaption), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void drawPoints(QPainter& painter, const DemoContent& content, const QRectF& area)
{
    painter.setPen(Qt::NoPen);
    for (Index i = 0; i < content.codes.rows(); ++i) {
        QColor colour = classColour(content, i);
        colour.setAlphaF(0.7F);
        painter.setBrush(colour);
        painter.drawEllipse(
            onPlane(content.view, area, double(content.codes(i, 0)), double(content.codes(i, 1))), kDot, kDot);
    }
    painter.setBrush(Qt::NoBrush);
}

/// The middle of one class, coordinate by coordinate; false if no code is of that class.
bool medianOf(const DemoContent& content, std::size_t which, QPointF& median)
{
    std::vector<float> x;
    std::vector<float> y;
    for (std::size_t i = 0; i < content.labels.size(); ++i) {
        if (content.labels[i] != static_cast<std::int32_t>(which))
            continue;
        x.push_back(content.codes(static_cast<Index>(i), 0));
        y.push_back(content.codes(static_cast<Index>(i), 1));
    }
    if (x.empty())
        return false;
    const auto middle = static_cast<std::ptrdiff_t>(x.size() / 2);
    std::nth_element(x.begin(), x.begin() + middle, x.end());
    std::nth_element(y.begin(), y.begin() + middle, y.end());
    median = {double(x[static_cast<std::size_t>(middle)]), double(y[static_cast<std::size_t>(middle)])};
    return true;
}

/// The name of each class where most of it lies: the second cue beside its colour.
void drawClassNames(QPainter& painter, const DemoContent& content, const QRectF& area)
{
    for (std::size_t i = 0; i < content.classNames.size(); ++i) {
        QPointF median;
        if (!medianOf(content, i, median))
            continue;
        const QString name = QString::fromStdString(content.classNames[i]);
        QRectF box = painter.fontMetrics().boundingRect(name).adjusted(-5, -2, 5, 2);
        box.moveCenter(onPlane(content.view, area, median.x(), median.y()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0x12, 0x14, 0x18, 200));
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(kText);
        painter.drawText(box, Qt::AlignCenter, name);
    }
}

void drawPlane(QPainter& painter, const DemoContent& content, const QRectF& area)
{
    painter.save();
    painter.fillRect(area, kPlot);
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF origin = onPlane(content.view, area, 0, 0);
    painter.setPen(kLine);
    painter.drawLine(QPointF(area.left(), origin.y()), QPointF(area.right(), origin.y()));
    painter.drawLine(QPointF(origin.x(), area.top()), QPointF(origin.x(), area.bottom()));
    drawPoints(painter, content, area);
    drawClassNames(painter, content, area);
    painter.restore();
}

QSize cellOf(const DemoContent& content)
{
    return content.shape.isRow() ? kRowPicture : QSize(content.shape.width, content.shape.height);
}

QImage cellImage(const DemoContent& content, std::span<const float> values)
{
    return content.shape.isRow() ? rowPicture(values, content.drawing, kRowPicture, rowsOnDark())
                                 : picture(content.shape, values);
}

QImage manifoldOf(const DemoContent& content)
{
    return content.shape.isRow() ? rowGrid(content.manifold, content.drawing, kDemoGrid, kRowCell, rowsOnDark())
                                 : pictureGrid(content.shape, content.manifold, kDemoGrid, 0, 1);
}

/// One row of images across the whole width.
/// @return  its height
int drawStrip(QPainter& painter, const DemoContent& content, const Matrix& images, int y)
{
    const double cell = double(kWidth - 2 * kMargin + kStripGap) / kDemoColumns;
    const double width = cell - kStripGap;
    const double height = width * cellOf(content).height() / cellOf(content).width();
    for (Index i = 0; i < images.rows(); ++i) {
        const QImage image = cellImage(content, {images.row(i).data(), static_cast<std::size_t>(images.cols())});
        painter.drawImage(QRectF(kMargin + double(i) * cell, y, width, height), image);
    }
    return static_cast<int>(std::ceil(height));
}

} // namespace

PlaneView viewOf(const Matrix& codes)
{
    const auto range = [&codes](Index dimension) {
        std::vector<float> values;
        for (Index i = 0; i < codes.rows(); ++i)
            values.push_back(codes(i, dimension));
        std::sort(values.begin(), values.end());
        const std::size_t cut = values.size() / 100;
        return std::pair{double(values[cut]), double(values[values.size() - 1 - cut])};
    };
    const auto [left, right] = range(0);
    const auto [bottom, top] = range(1);
    const double half = 0.54 * std::max(right - left, top - bottom);
    return {(left + right) / 2, (bottom + top) / 2, std::max(half, 1e-6)};
}

QImage demoPicture(const DemoContent& content)
{
    const int stripHeight =
        (kWidth - 2 * kMargin) / kDemoColumns * cellOf(content).height() / cellOf(content).width() + 4;
    QImage image(kWidth, 3 * kMargin + 3 * kCaption + 2 * stripHeight + kSide, QImage::Format_RGB32);
    image.fill(kBackground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);

    int y = kMargin / 2;
    drawCaption(painter, kMargin, y, QString::fromStdString(content.title), kText, 17);
    y += kCaption;
    drawCaption(painter, kMargin, y, "Originals, and below them what comes back", kDim, 13);
    y += kCaption;
    y += drawStrip(painter, content, content.originals, y) + kStripGap;
    y += drawStrip(painter, content, content.reconstructions, y) + kMargin / 2;

    drawCaption(painter, kMargin, y, "What the decoder draws across the plane", kDim, 13);
    drawCaption(painter, 2 * kMargin + kSide, y, QString::fromStdString(content.codesTitle), kDim, 13);
    y += kCaption;
    painter.drawImage(QRect(kMargin, y, kSide, kSide), manifoldOf(content));
    drawPlane(painter, content, QRectF(2 * kMargin + kSide, y, kSide, kSide));
    return image;
}

} // namespace isthmus
