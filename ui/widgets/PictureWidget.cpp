// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureWidget.h"

#include "ui/theme/Theme.h"

#include <QPainter>

#include <cmath>

namespace isthmus {

namespace {
constexpr double kRadius = 4;
}

PictureWidget::PictureWidget(QWidget* parent)
    : QWidget(parent)
{
    connect(&Theme::of(this), &Theme::changed, this, &PictureWidget::retheme);
}

void PictureWidget::setPicture(Shape shape, std::span<const float> values, PictureKind kind)
{
    setImage(pictureImage(shape, values, kind, Theme::of(this).tokens().dark));
    if (kind == PictureKind::Signed) {
        m_signedShape = shape;
        m_signedValues.assign(values.begin(), values.end());
    }
}

void PictureWidget::setImage(const QImage& image)
{
    m_image = image;
    m_fitted = {};
    m_signedValues.clear();
    update();
}

void PictureWidget::clear()
{
    setImage({});
}

void PictureWidget::setSmooth(bool smooth)
{
    m_smooth = smooth;
    m_fitted = {};
    update();
}

void PictureWidget::retheme()
{
    if (!m_signedValues.empty())
        m_image = pictureImage(m_signedShape, m_signedValues, PictureKind::Signed, Theme::of(this).tokens().dark);
    m_fitted = {};
    update();
}

void PictureWidget::paintGround(QPainter& painter, const ThemeTokens& look) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.line, 1));
    painter.setBrush(look.plot);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.setBrush(Qt::NoBrush);
}

void PictureWidget::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    const QSize room = (QSizeF(size()) * ratio).toSize();
    if (m_fitted.isNull() || m_fittedRoom != room) {
        m_fitted = fittedImage(m_image, room, !m_smooth);
        m_fittedRoom = room;
    }

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.plot);
    painter.drawRoundedRect(frame, kRadius, kRadius);
    if (!m_fitted.isNull()) {
        const QSizeF shown = QSizeF(m_fitted.size()) / ratio;
        // On whole device pixels, or the sharp edges would be resampled.
        const QPointF corner(std::floor((width() - shown.width()) / 2 * ratio) / ratio,
            std::floor((height() - shown.height()) / 2 * ratio) / ratio);
        QBrush brush(m_fitted);
        brush.setTransform(QTransform::fromTranslate(corner.x(), corner.y()).scale(1 / ratio, 1 / ratio));
        painter.setBrush(brush);
        painter.drawRoundedRect(QRectF(corner, shown).intersected(frame), kRadius, kRadius);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.line, 1));
    painter.drawRoundedRect(frame, kRadius, kRadius);
}

} // namespace isthmus
