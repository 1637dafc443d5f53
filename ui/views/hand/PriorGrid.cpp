// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PriorGrid.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/PictureImage.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {
constexpr int kGap = 2;
constexpr int kSharpSide = 64; // px that a picture has at most, if one pixel of the screen for each of its own allows

QSize sharpCell(const std::vector<QImage>& pictures)
{
    return sharpSizeOf(pictures.front().size(), kSharpSide);
}

} // namespace

PriorGrid::PriorGrid(QWidget* parent)
    : QWidget(parent)
{
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Click a picture to put its code under the hand"));
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PriorGrid::setPictures(std::shared_ptr<const std::vector<QImage>> pictures)
{
    m_pictures = std::move(pictures);
    update();
}

void PriorGrid::setChosen(int number)
{
    m_chosen = number;
    update();
}

QRectF PriorGrid::cell(int number) const
{
    const double ratio = devicePixelRatioF();
    const double room = (std::min(width(), height()) - (kSide - 1.0) * kGap) / kSide;
    const double side = std::floor(room * ratio) / ratio;
    const int column = number % kSide;
    const int row = number / kSide;
    return {column * (side + kGap), row * (side + kGap), side, side};
}

void PriorGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    const double ratio = devicePixelRatioF();
    for (int number = 0; number < kCount; ++number) {
        const QRectF room = cell(number);
        if (!m_pictures) {
            painter.fillRect(room, tokens.plot);
            continue;
        }
        const QImage& picture = (*m_pictures)[static_cast<std::size_t>(number)];
        const QSize pixels = (room.size() * ratio).toSize();
        QImage fitted = fittedImage(picture, pixels, pixels.width() % picture.width() == 0);
        fitted.setDevicePixelRatio(ratio);
        painter.drawImage(room.topLeft(), fitted);
        if (number == m_chosen) {
            painter.setPen(QPen(tokens.accent, 2));
            painter.drawRect(room.adjusted(1, 1, -1, -1));
        }
    }
}

QSize PriorGrid::sharpSize() const
{
    const QSize cell = sharpCell(*m_pictures);
    return {kSide * (cell.width() + kGap) - kGap, kSide * (cell.height() + kGap) - kGap};
}

void PriorGrid::drawSharp(QPainter& painter) const
{
    const QSize cell = sharpCell(*m_pictures);
    for (int number = 0; number < kCount; ++number) {
        const QPoint corner(number % kSide * (cell.width() + kGap), number / kSide * (cell.height() + kGap));
        painter.drawImage(QRect(corner, cell), (*m_pictures)[static_cast<std::size_t>(number)]);
    }
}

void PriorGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    for (int number = 0; number < kCount; ++number)
        if (cell(number).contains(event->position()))
            emit clicked(number);
}

} // namespace isthmus
