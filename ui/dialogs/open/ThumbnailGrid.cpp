// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/ThumbnailGrid.h"

#include "core/base/Error.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isthmus {
namespace {

constexpr int kMostColumns = 16;
constexpr int kFewestColumns = 4; // so that a handful of images are not blown up
constexpr int kGap = 4;
constexpr double kFaint = 0.3;

/// The image as large as it fits. It is enlarged by whole pixels first and then made a little smaller, so that the
/// edges stay sharp at any size.
QImage sharpImage(const QImage& image, QSize room)
{
    const QSize size = image.size().scaled(room, Qt::KeepAspectRatio).expandedTo({1, 1});
    const int times = (size.width() + image.width() - 1) / image.width();
    const QImage enlarged =
        times > 1 ? image.scaled(image.size() * times, Qt::IgnoreAspectRatio, Qt::FastTransformation) : image;
    return enlarged.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

ThumbnailGrid::ThumbnailGrid(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Some images"));
    connect(&Theme::of(this), &Theme::changed, this, [this] { update(); });
}

void ThumbnailGrid::setPictures(std::vector<PreviewPicture> pictures)
{
    m_pictures = std::move(pictures);
    m_fitted.clear();
    setAccessibleDescription(tr("%n images of the training part, evenly spaced", nullptr, int(m_pictures.size())));
    update();
}

void ThumbnailGrid::setFaint(bool faint)
{
    if (faint == m_isFaint)
        return;
    m_isFaint = faint;
    update();
}

int ThumbnailGrid::side(int columns) const
{
    const int rows = (static_cast<int>(m_pictures.size()) + columns - 1) / columns;
    return std::min((width() + kGap) / columns, (height() + kGap) / std::max(rows, 1)) - kGap;
}

int ThumbnailGrid::columns() const
{
    int best = kFewestColumns;
    for (int columns = kFewestColumns; columns <= kMostColumns; ++columns)
        if (side(columns) > side(best))
            best = columns;
    return best;
}

QRect ThumbnailGrid::cell(int number) const
{
    const int across = columns();
    const int extent = side(across);
    return {number % across * (extent + kGap), number / across * (extent + kGap), extent, extent};
}

void ThumbnailGrid::fit(double ratio)
{
    const QSize room = (QSizeF(cell(0).size()) * ratio).toSize();
    if (m_fitted.size() == m_pictures.size() && m_fittedFor == room)
        return;
    m_fitted.clear();
    for (const PreviewPicture& picture : m_pictures)
        m_fitted.push_back(sharpImage(picture.image, room));
    m_fittedFor = room;
}

void ThumbnailGrid::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    fit(ratio);
    QPainter painter(this);
    if (m_isFaint)
        painter.setOpacity(kFaint);
    for (std::size_t i = 0; i < m_fitted.size(); ++i) {
        const QRect room = cell(static_cast<int>(i));
        painter.fillRect(room, Theme::of(this).tokens().plot);
        const QSizeF shown = QSizeF(m_fitted[i].size()) / ratio;
        // On whole device pixels, or the sharp edges would be resampled.
        const QPointF corner(std::floor((room.x() + (room.width() - shown.width()) / 2) * ratio) / ratio,
            std::floor((room.y() + (room.height() - shown.height()) / 2) * ratio) / ratio);
        painter.drawImage(QRectF(corner, shown), m_fitted[i]);
    }
}

bool ThumbnailGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (std::size_t i = 0; i < m_pictures.size(); ++i) {
        if (!cell(static_cast<int>(i)).contains(help->pos()))
            continue;
        const PreviewPicture& picture = m_pictures[i];
        const QString number = QString::fromStdString(grouped(picture.sample));
        const QString name = QString::fromStdString(picture.className);
        QToolTip::showText(help->globalPos(),
            name.isEmpty() ? tr("image %1").arg(number) : tr("%1, image %2").arg(name, number), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace isthmus
