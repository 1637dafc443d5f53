// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/reconstructions/StripsWidget.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/PictureImage.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kHeadings = 20;
constexpr int kGap = 6;
constexpr int kTextGap = 12;
constexpr int kTextWidth = 72;
constexpr double kLeastUse = 0.75; // of the room that whole multiples must fill, else pictures are scaled smoothly
constexpr double kLargest = 96; // px
constexpr int kSharpSide = 84; // px of a picture in a figure at most, if one pixel for each of its own allows

} // namespace

StripsWidget::StripsWidget(QWidget* parent)
    : QWidget(parent)
    , m_strips(std::make_shared<const std::vector<Strip>>())
{
    setMouseTracking(true);
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StripsWidget::setStrips(std::shared_ptr<const std::vector<Strip>> strips)
{
    m_strips = strips ? std::move(strips) : std::make_shared<const std::vector<Strip>>();
    update();
}

void StripsWidget::setLayoutOf(QSize picture, bool hasCorrupted)
{
    m_picture = picture;
    m_hasCorrupted = hasCorrupted;
    update();
}

QSizeF StripsWidget::cellSize() const
{
    // Four columns' room even where three are shown, so that nothing jumps when a corruption comes.
    const double room = std::clamp((width() - kTextWidth - kTextGap - 3.0 * kGap) / 4, 16.0, kLargest);
    const double ratio = devicePixelRatioF();
    const double longest = std::max(m_picture.width(), m_picture.height());
    const double times = std::floor(room * ratio / longest);
    const double side = times * longest >= kLeastUse * room * ratio ? times * longest / ratio : room;
    return QSizeF(m_picture) * (side / longest);
}

int StripsWidget::rowsThatFit() const
{
    return std::max(1, static_cast<int>((height() - kHeadings + kGap) / (rowHeight(cellSize()) + kGap)));
}

double StripsWidget::lineHeight() const
{
    return fontMetrics().height() + 2;
}

double StripsWidget::rowHeight(QSizeF size) const
{
    return std::max(size.height(), 2 * lineHeight());
}

QRectF StripsWidget::cell(int row, int column, QSizeF size) const
{
    const double top = kHeadings + row * (rowHeight(size) + kGap);
    return {{column * (size.width() + kGap), top + std::floor((rowHeight(size) - size.height()) / 2)}, size};
}

void StripsWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_strips->empty()) {
        painter.setPen(Theme::of(this).tokens().dim);
        painter.drawText(
            rect(), Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap, tr("Pictures come with the first run"));
        return;
    }
    const ThemeTokens& look = Theme::of(this).tokens();
    paintHeadings(painter, look, cellSize());
    for (int row = 0; row < shownRows(); ++row) {
        const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QImage* image : picturesOf(strip, look.dark))
            paintPicture(painter, *image, cell(row, column++));
        paintText(painter, look, strip, cell(row, column - 1), width());
    }
}

int StripsWidget::shownRows() const
{
    return std::min(rowsThatFit(), static_cast<int>(m_strips->size()));
}

std::vector<const QImage*> StripsWidget::picturesOf(const Strip& strip, bool dark) const
{
    const QImage* error = dark ? &strip.errorOnDark : &strip.errorOnLight;
    if (m_hasCorrupted && !strip.corrupted.isNull())
        return {&strip.original, &strip.corrupted, &strip.output, error};
    return {&strip.original, &strip.output, error};
}

int StripsWidget::textWidth(const QFontMetrics& metrics) const
{
    int width = kTextWidth;
    for (const Strip& strip : *m_strips)
        width = std::max(width, metrics.horizontalAdvance(strip.name) + 2);
    return width;
}

QSize StripsWidget::sharpSize() const
{
    if (m_strips->empty())
        return {};
    const QSize size = sharpSizeOf(m_picture, kSharpSide);
    const QRectF last = cell(shownRows() - 1, columns() - 1, size);
    return {static_cast<int>(last.right()) + kTextGap + textWidth(fontMetrics()),
        static_cast<int>(last.center().y() + rowHeight(size) / 2)};
}

void StripsWidget::drawSharp(QPainter& painter, const ThemeTokens& look) const
{
    const QSize size = sharpSizeOf(m_picture, kSharpSide);
    painter.setFont(font());
    paintHeadings(painter, look, size);
    for (int row = 0; row < shownRows(); ++row) {
        const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QImage* image : picturesOf(strip, look.dark))
            painter.drawImage(cell(row, column++, size), *image);
        paintText(painter, look, strip, cell(row, column - 1, size), sharpSize().width());
    }
}

void StripsWidget::paintHeadings(QPainter& painter, const ThemeTokens& look, QSizeF size) const
{
    painter.setPen(look.dim);
    painter.setFont(Theme::of(this).small());
    QStringList names{tr("original"), tr("corrupted"), tr("output"), tr("error")};
    if (!m_hasCorrupted)
        names.removeAt(1);
    for (int column = 0; column < columns(); ++column) {
        const QRectF below = cell(0, column, size);
        const QString name =
            painter.fontMetrics().elidedText(names[column], Qt::ElideRight, static_cast<int>(below.width()) + kGap - 1);
        painter.drawText(QPointF(below.left(), kHeadings - 7), name);
    }
    painter.setFont(font());
}

void StripsWidget::paintPicture(QPainter& painter, const QImage& image, const QRectF& room) const
{
    const double ratio = devicePixelRatioF();
    const QSize pixels = (room.size() * ratio).toSize();
    const bool isSharp = pixels.width() % image.width() == 0;
    QImage fitted = fittedImage(image, pixels, isSharp);
    fitted.setDevicePixelRatio(ratio);
    const QPointF corner(std::round(room.left() * ratio) / ratio, std::round(room.top() * ratio) / ratio);
    painter.drawImage(corner, fitted);
    painter.setPen(QPen(Theme::of(this).tokens().line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(corner, QSizeF(pixels) / ratio).adjusted(0, 0, -1 / ratio, -1 / ratio));
}

void StripsWidget::paintText(
    QPainter& painter, const ThemeTokens& look, const Strip& strip, const QRectF& last, double right) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double line = lineHeight();
    QRectF room(last.right() + kTextGap, last.center().y() - line, right - last.right() - kTextGap, line);
    painter.setPen(look.dim);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(strip.name, Qt::ElideRight, static_cast<int>(room.width())));
    room.translate(0, line);
    painter.setPen(look.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
        std::isfinite(strip.psnr) ? tr("%1 dB").arg(strip.psnr, 0, 'f', 1) : tr("exact"));
}

int StripsWidget::rowAt(const QPointF& position) const
{
    for (int row = 0; row < shownRows(); ++row) {
        const QRectF first = cell(row, 0);
        if (position.y() >= first.top() && position.y() < first.bottom())
            return row;
    }
    return -1;
}

void StripsWidget::hover(const QPointF& position)
{
    const int row = rowAt(position);
    const bool isPicture = row >= 0 && position.x() <= cell(row, columns() - 1).right();
    const std::optional<Index> sample =
        isPicture ? std::optional<Index>((*m_strips)[static_cast<std::size_t>(row)].sample) : std::nullopt;
    if (sample == m_hovered)
        return;
    m_hovered = sample;
    emit hovered(sample);
}

void StripsWidget::mouseMoveEvent(QMouseEvent* event)
{
    hover(event->position());
}

void StripsWidget::leaveEvent(QEvent*)
{
    hover({-1, -1});
}

void StripsWidget::resizeEvent(QResizeEvent*)
{
    if (rowsThatFit() == m_rows)
        return;
    m_rows = rowsThatFit();
    emit rowsChanged();
}

bool StripsWidget::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    if (row >= 0 && cell(row, columns() - 1).contains(help->pos()))
        QToolTip::showText(help->globalPos(),
            tr("Output minus original: blue is too dark, orange too bright, full colour at ±%1")
                .arg(static_cast<double>(kErrorScale)),
            this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace isthmus
