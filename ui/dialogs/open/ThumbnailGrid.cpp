// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/ThumbnailGrid.h"

#include "core/base/Error.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isthmus {
namespace {

constexpr int kMostColumns = 16;
constexpr int kFewestColumns = 4; // so that a handful of images are not blown up
constexpr int kGap = 4;
constexpr double kFaint = 0.3;
constexpr double kHardly = 0.7; // of the largest width that cells could have: as wide they may stay
constexpr double kFlattest = 0.25; // height of a cell for its width
constexpr double kTallest = 4;
constexpr int kCardEdge = 8; // px around what a card holds

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

/// A step that comes by all numbers below a count, each time far from those before.
std::size_t strideOf(std::size_t count)
{
    auto stride = static_cast<std::size_t>(std::lround(0.618 * static_cast<double>(count)));
    while (std::gcd(std::max<std::size_t>(stride, 1), count) != 1)
        ++stride;
    return std::max<std::size_t>(stride, 1);
}

} // namespace

ThumbnailGrid::ThumbnailGrid(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Some images"));
    connect(&Theme::of(this), &Theme::changed, this, [this] { update(); });
}

void ThumbnailGrid::setPictures(
    std::vector<PreviewPicture> pictures, QStringList titles, std::shared_ptr<const SampleForm> form)
{
    const bool haveValues = !pictures.empty() && !pictures.front().values.empty();
    m_titles = std::move(titles);
    m_form = haveValues && hasNumbers(form.get()) ? std::move(form) : nullptr;
    const double proportion = proportionOf(pictures);
    if (pictures.size() != m_pictures.size() || proportion != m_proportion)
        m_columns = 0;
    m_pictures = std::move(pictures);
    m_proportion = proportion;
    m_fitted.clear();
    chooseColumns();
    setAccessibleName(tr("Some %1").arg(areCards() ? kindWords(m_form.get()) : tr("images")));
    setAccessibleDescription(tr("%1 %2 of the training part, evenly spaced")
                                 .arg(m_pictures.size())
                                 .arg(areCards() ? kindWords(m_form.get()) : tr("images")));
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

QSize ThumbnailGrid::cardCounts() const
{
    const QFontMetrics small(Theme::of(this).small());
    const QSize card = m_form->kind->size(*m_form, small) + QSize(2 * kCardEdge, 2 * kCardEdge + small.height());
    return {
        std::max(1, (width() + kGap) / (card.width() + kGap)), std::max(1, (height() + kGap) / (card.height() + kGap))};
}

std::size_t ThumbnailGrid::pictureOf(int number) const
{
    const auto place = static_cast<std::size_t>(number);
    return areCards() ? place * strideOf(m_pictures.size()) % m_pictures.size() : place;
}

QString ThumbnailGrid::titleOf(std::size_t picture) const
{
    if (picture < static_cast<std::size_t>(m_titles.size()))
        return m_titles[static_cast<qsizetype>(picture)];
    const QString number = QString::fromStdString(grouped(m_pictures[picture].sample));
    const QString name = QString::fromStdString(m_pictures[picture].className);
    return name.isEmpty() ? tr("image %1").arg(number) : tr("%1, image %2").arg(name, number);
}

QRect ThumbnailGrid::cell(int number) const
{
    if (areCards()) {
        const QSize counts = cardCounts();
        const QSize card((width() + kGap) / counts.width() - kGap, (height() + kGap) / counts.height() - kGap);
        const QPoint place(number % counts.width(), number / counts.width());
        return place.y() < counts.height()
            ? QRect(QPoint(place.x() * (card.width() + kGap), place.y() * (card.height() + kGap)), card)
            : QRect();
    }
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
    QPainter painter(this);
    if (m_isFaint)
        painter.setOpacity(kFaint);
    if (areCards())
        return paintCards(painter);
    const double ratio = devicePixelRatioF();
    fit(ratio);
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

QRectF ThumbnailGrid::numbersRoom(const QRect& card) const
{
    const int title = QFontMetrics(Theme::of(this).small()).height();
    return QRectF(card).adjusted(kCardEdge, kCardEdge / 2 + title, -kCardEdge, -kCardEdge / 2);
}

void ThumbnailGrid::paintCards(QPainter& painter) const
{
    painter.setFont(Theme::of(this).small());
    for (int number = 0; number < static_cast<int>(m_pictures.size()) && !cell(number).isEmpty(); ++number)
        paintCard(painter, number);
}

void ThumbnailGrid::paintCard(QPainter& painter, int number) const
{
    const ThemeTokens& look = Theme::of(this).tokens();
    const QRect card = cell(number);
    const QRectF room = numbersRoom(card);
    const std::size_t picture = pictureOf(number);
    painter.fillRect(card, look.plot);
    painter.setPen(look.dim);
    const QRectF line(room.left(), card.top() + kCardEdge / 2.0, room.width(), painter.fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(titleOf(picture), Qt::ElideMiddle, static_cast<int>(room.width())));
    const SampleNumbers sample{.original = m_pictures[picture].values};
    m_form->kind->paint(painter, room, *m_form, sample, look);
}

int ThumbnailGrid::pictureAt(QPointF place) const
{
    for (int number = 0; number < static_cast<int>(m_pictures.size()); ++number)
        if (cell(number).contains(place.toPoint()))
            return number;
    return -1;
}

QString ThumbnailGrid::tipAt(QPointF place) const
{
    const int number = pictureAt(place);
    if (number < 0)
        return {};
    const std::size_t picture = pictureOf(number);
    if (!areCards())
        return titleOf(picture);
    const SampleNumbers sample{.original = m_pictures[picture].values};
    const QFontMetrics metrics(Theme::of(this).small());
    return "<p>" + titleOf(picture).toHtmlEscaped() + "</p>"
        + m_form->kind->tell(numbersRoom(cell(number)), *m_form, sample, metrics, place);
}

bool ThumbnailGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

} // namespace isthmus
