// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/StripsLayout.h"

#include "ui/widgets/PictureImage.h"

#include <QFontMetrics>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kHeadingGap = 8; // px at least between two headings
constexpr double kLeastUse = 0.75; // of the room that whole multiples must fill, else pictures are scaled smoothly
constexpr double kSmallest = 16; // px
constexpr double kLargest = 96; // px
constexpr int kSharpSide = 84; // px of a picture in a figure at most, if one pixel for each of its own allows

/// Four columns' room even where three are shown, so that nothing jumps when a corruption comes.
double roomOfColumn(int width)
{
    return (width - StripsLayout::kTextWidth - StripsLayout::kTextGap - 3.0 * StripsLayout::kGap) / 4;
}

QSizeF fittingSize(QSizeF picture, double room, double ratio)
{
    const double longest = std::max(picture.width(), picture.height());
    const double times = std::floor(room * ratio / longest);
    const double side = times * longest >= kLeastUse * room * ratio ? times * longest / ratio : room;
    return picture * (side / longest);
}

double widestHeading(const QStringList& headings, const QFontMetrics& small)
{
    int widest = 0;
    for (const QString& heading : headings)
        widest = std::max(widest, small.horizontalAdvance(heading));
    return widest + kHeadingGap;
}

/// One sample below the other, each as wide as the room.
StripsLayout ofBlocks(const StripsLayout::Content& content, QSize room)
{
    const double height = std::clamp(double(room.height() - StripsLayout::kHeadings), kSmallest, content.block);
    return {.picture = QSizeF(room.width(), height), .pitch = double(room.width()), .rowHeight = height};
}

} // namespace

StripsLayout StripsLayout::shown(const Content& content, const QFontMetrics& small, QSize room, double ratio)
{
    if (content.block > 0)
        return ofBlocks(content, room);
    const double across = roomOfColumn(room.width());
    const double side = std::clamp(std::min(across, double(room.height() - kHeadings)), kSmallest, kLargest);
    const QSizeF picture = fittingSize(content.picture, side, ratio);
    const double wished = std::min(widestHeading(content.headings, small), across + kGap);
    return {.picture = picture,
        .pitch = std::max(wished, picture.width() + kGap),
        .rowHeight = std::max(picture.height(), 2 * content.line)};
}

StripsLayout StripsLayout::sharp(const Content& content, const QFontMetrics& small)
{
    if (content.block > 0)
        return ofBlocks(content, {kBlockWidth, kHeadings + static_cast<int>(std::ceil(content.block))});
    const QSizeF picture = sharpSizeOf(content.picture, kSharpSide);
    return {.picture = picture,
        .pitch = std::max(widestHeading(content.headings, small), picture.width() + kGap),
        .rowHeight = std::max(picture.height(), 2 * content.line)};
}

QRectF StripsLayout::cell(int row, int column) const
{
    const double top = kHeadings + row * (rowHeight + kGap);
    return {{column * pitch, top + std::floor((rowHeight - picture.height()) / 2)}, picture};
}

QRectF StripsLayout::row(int number, int columns) const
{
    return cell(number, 0).united(cell(number, columns - 1));
}

int StripsLayout::rowsThatFit(int height) const
{
    return std::max(1, static_cast<int>((height - kHeadings + kGap) / (rowHeight + kGap)));
}

} // namespace isthmus
