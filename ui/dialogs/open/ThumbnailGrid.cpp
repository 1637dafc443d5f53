// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/ThumbnailGrid.h"

#include "core/base/Error.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isthmus {
namespace {

constexpr int kMostColumns = 16;
constexpr int kFewestColumns = 4; // so that a handful of images are not blown up
constexpr int kGap = 4;
constexpr double kFaint = 0.3;
constexpr double kHardly = 0.7; // of the largest width that cells could have: as wide they may stay
constexpr double kFlattest = 0.25; // height of a cell for its width
constexpr double kTallest = 4;

/// Height of the pictures for their width; 1 where they are not all alike.
double proportionOf(const std::vector<PreviewPicture>& pictures)
{
    const QSize first = pictures.empty() ? QSize(1, 1) : pictures.front().image.size();
    const bool areAlike = std::all_of(pictures.begin(), pictures.end(),
        [&first](const PreviewPicture& picture) { return picture.image.size() == first; });
    return areAlike && !first.isEmpty() ? std::clamp(double(first.height()) / first.width(), kFlattest, kTallest) : 1;
}

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
    const double proportion = proportionOf(pictures);
    if (pictures.size() != m_pictures.size() || proportion != m_proportion)
        m_columns = 0;
    m_pictures = std::move(pictures);
    m_proportion = proportion;
    m_fitted.clear();
    chooseColumns();
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

QSize ThumbnailGrid::cellSize(int columns) const
{
    const int rows = (static_cast<int>(m_pictures.size()) + columns - 1) / columns;
    const int widest = (width() + kGap) / columns - kGap;
    const int highest = (height() + kGap) / std::max(rows, 1) - kGap;
    const int across = std::min(widest, static_cast<int>(highest / m_proportion));
    return {across, static_cast<int>(std::lround(across * m_proportion))};
}

int ThumbnailGrid::bestColumns() const
{
    int best = kFewestColumns;
    for (int columns = kFewestColumns; columns <= kMostColumns; ++columns)
        if (cellSize(columns).width() > cellSize(best).width())
            best = columns;
    return best;
}

void ThumbnailGrid::chooseColumns()
{
    const int best = bestColumns();
    if (m_columns == 0 || cellSize(m_columns).width() < kHardly * cellSize(best).width())
        m_columns = best;
}

void ThumbnailGrid::resizeEvent(QResizeEvent* event)
{
    if (event->size().width() != event->oldSize().width())
        m_columns = 0;
    chooseColumns();
    QWidget::resizeEvent(event);
}

QRect ThumbnailGrid::cell(int number) const
{
    const int across = m_columns > 0 ? m_columns : kFewestColumns;
    const QSize size = cellSize(across);
    return {QPoint(number % across * (size.width() + kGap), number / across * (size.height() + kGap)), size};
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
