// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/StripsWidget.h"

#include "ui/samples/framedPicture.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace isthmus {

namespace {
constexpr QSize kLeast(240, 80); // px
constexpr double kBlockEdge = 4; // px between the frame of a sample that is shown whole and what stands in it
} // namespace

StripsWidget::StripsWidget(QWidget* parent)
    : QWidget(parent)
    , m_strips(std::make_shared<const std::vector<Strip>>())
    , m_hint(tr("Pictures come with the first step"))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
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

void StripsWidget::setForm(std::shared_ptr<const SampleForm> form)
{
    m_form = std::move(form);
    updateGeometry();
    update();
}

QSize StripsWidget::minimumSizeHint() const
{
    const int block = areBlocks() ? leastBlockHeight(*m_form, font(), Theme::of(this).small()) : 0;
    return {kLeast.width(), std::max(kLeast.height(), StripsLayout::kHeadings + block)};
}

bool StripsWidget::areBlocks() const
{
    return m_form && m_form->kind->paint;
}

void StripsWidget::setHint(const QString& hint)
{
    m_hint = hint;
    setAccessibleName(hint);
    update();
}

void StripsWidget::setNamed(bool named)
{
    m_isNamed = named;
    update();
}

void StripsWidget::setPinned(std::optional<Index> sample)
{
    m_pinned = sample;
    update();
}

StripsLayout::Content StripsWidget::content() const
{
    const int block = areBlocks() ? blockHeight(*m_form, font(), Theme::of(this).small()) : 0;
    return {.picture = m_picture, .headings = headings(), .line = lineHeight(), .block = double(block)};
}

StripsLayout StripsWidget::shown() const
{
    return StripsLayout::shown(content(), QFontMetrics(Theme::of(this).small()), size(), devicePixelRatioF());
}

StripsLayout StripsWidget::sharp() const
{
    return StripsLayout::sharp(content(), QFontMetrics(Theme::of(this).small()));
}

QSizeF StripsWidget::cellSize() const
{
    return shown().picture;
}

int StripsWidget::rowsThatFit() const
{
    return shown().rowsThatFit(height());
}

int StripsWidget::blocksHeight(int count) const
{
    const double block = content().block;
    return block > 0 ? static_cast<int>(StripsLayout::kHeadings + count * (block + StripsLayout::kGap)) : 0;
}

double StripsWidget::lineHeight() const
{
    return fontMetrics().height() + 2;
}

void StripsWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_strips->empty()) {
        painter.setPen(Theme::of(this).tokens().dim);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    const ThemeTokens& look = Theme::of(this).tokens();
    const StripsLayout places = shown();
    paintHeadings(painter, look, places);
    if (areBlocks())
        paintBlocks(painter, look, places);
    for (int row = 0; row < shownRows() && !areBlocks(); ++row) {
        const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QImage* image : picturesOf(strip, look.dark))
            paintFramedPicture(painter, *image, places.cell(row, column++), devicePixelRatioF(), look.line);
        paintText(painter, look, strip, places.cell(row, column - 1), width());
    }
    paintFrames(painter, look);
}

StripBlock StripsWidget::blockOf(const Strip& strip) const
{
    return {.strip = strip, .name = nameOf(strip), .body = font(), .small = Theme::of(this).small()};
}

void StripsWidget::paintBlocks(QPainter& painter, const ThemeTokens& look, const StripsLayout& places) const
{
    for (int row = 0; row < shownRows(); ++row)
        if (const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)]; strip.form)
            paintBlock(painter, places.cell(row, 0).adjusted(kBlockEdge, 0, -kBlockEdge, 0), blockOf(strip), look);
}

void StripsWidget::paintFrames(QPainter& painter, const ThemeTokens& look) const
{
    painter.setBrush(Qt::NoBrush);
    for (int row = 0; row < shownRows(); ++row) {
        const bool isPinned = m_pinned == (*m_strips)[static_cast<std::size_t>(row)].sample;
        const bool isReached = hasFocus() && row == m_row;
        if (!isPinned && !isReached)
            continue;
        painter.setPen(QPen(look.accent, isReached ? 2 : 1));
        painter.drawRect(shown().row(row, columns()).adjusted(1, 1, -1, -1));
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
    int width = StripsLayout::kTextWidth;
    for (const Strip& strip : *m_strips)
        width = std::max(width, metrics.horizontalAdvance(nameOf(strip)) + 2);
    return width;
}

QString StripsWidget::nameOf(const Strip& strip) const
{
    if (!m_isNamed)
        return {};
    return strip.name.isEmpty() ? strip.number : strip.name;
}

QSize StripsWidget::sharpSize() const
{
    if (m_strips->empty())
        return {};
    const StripsLayout places = sharp();
    const QRectF last = places.cell(shownRows() - 1, columns() - 1);
    if (areBlocks())
        return QSizeF(last.right(), last.bottom()).toSize();
    return {static_cast<int>(last.right()) + StripsLayout::kTextGap + textWidth(fontMetrics()),
        static_cast<int>(last.center().y() + places.rowHeight / 2)};
}

void StripsWidget::drawSharp(QPainter& painter, const ThemeTokens& look) const
{
    const StripsLayout places = sharp();
    painter.setFont(font());
    paintHeadings(painter, look, places);
    if (areBlocks())
        return paintBlocks(painter, look, places);
    for (int row = 0; row < shownRows(); ++row) {
        const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)];
        int column = 0;
        for (const QImage* image : picturesOf(strip, look.dark))
            painter.drawImage(places.cell(row, column++), *image);
        paintText(painter, look, strip, places.cell(row, column - 1), sharpSize().width());
    }
}

QStringList StripsWidget::headings() const
{
    if (areBlocks())
        return {};
    if (m_hasCorrupted)
        return {tr("original"), tr("corrupted"), tr("output"), tr("error")};
    return {tr("original"), tr("output"), tr("error")};
}

void StripsWidget::paintHeadings(QPainter& painter, const ThemeTokens& look, const StripsLayout& places) const
{
    painter.setPen(look.dim);
    painter.setFont(Theme::of(this).small());
    if (areBlocks())
        m_form->kind->legend(painter, {kBlockEdge, 0, places.pitch, StripsLayout::kHeadings}, look);
    int column = 0;
    for (const QString& heading : headings()) {
        const int room = static_cast<int>(places.pitch) - StripsLayout::kGap;
        const QString name = painter.fontMetrics().elidedText(heading, Qt::ElideRight, room);
        painter.drawText(QPointF(places.cell(0, column++).left(), StripsLayout::kHeadings - 7), name);
    }
    painter.setFont(font());
}

void StripsWidget::paintText(
    QPainter& painter, const ThemeTokens& look, const Strip& strip, const QRectF& last, double right) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double line = lineHeight();
    const QString name = nameOf(strip);
    const double top = last.center().y() - (name.isEmpty() ? line / 2 : line);
    QRectF room(last.right() + StripsLayout::kTextGap, top, right - last.right() - StripsLayout::kTextGap, line);
    if (!name.isEmpty()) {
        painter.setPen(look.dim);
        const Qt::TextElideMode cut = strip.name.isEmpty() ? Qt::ElideLeft : Qt::ElideRight; // a number stays whole
        painter.drawText(
            room, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(name, cut, static_cast<int>(room.width())));
        room.translate(0, line);
    }
    painter.setPen(look.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, strip.quality());
}

int StripsWidget::rowAt(const QPointF& position) const
{
    const StripsLayout places = shown();
    for (int row = 0; row < shownRows(); ++row) {
        const QRectF first = places.cell(row, 0);
        if (position.y() >= first.top() && position.y() < first.bottom())
            return row;
    }
    return -1;
}

std::optional<Index> StripsWidget::sampleAt(const QPointF& position) const
{
    const int row = rowAt(position);
    if (row < 0 || position.x() > shown().row(row, columns()).right())
        return std::nullopt;
    return (*m_strips)[static_cast<std::size_t>(row)].sample;
}

void StripsWidget::hover(std::optional<Index> sample)
{
    if (sample == m_hovered)
        return;
    m_hovered = sample;
    emit hovered(sample);
}

void StripsWidget::goToRow(int row)
{
    m_row = std::clamp(row, 0, std::max(shownRows() - 1, 0));
    update();
    if (shownRows() == 0)
        return;
    const Strip& strip = (*m_strips)[static_cast<std::size_t>(m_row)];
    setAccessibleName(
        tr("Row %1 of %2: %3 %4, %5").arg(m_row + 1).arg(shownRows()).arg(strip.name, strip.number, strip.quality()));
    hover(strip.sample);
}

void StripsWidget::mouseMoveEvent(QMouseEvent* event)
{
    hover(sampleAt(event->position()));
}

void StripsWidget::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Index> sample = sampleAt(event->position());
    if (event->button() != Qt::LeftButton || !sample)
        return;
    m_row = rowAt(event->position());
    emit picked(*sample);
}

void StripsWidget::leaveEvent(QEvent*)
{
    hover(std::nullopt);
}

void StripsWidget::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Down)
        goToRow(m_row + 1);
    else if (event->key() == Qt::Key_Up)
        goToRow(m_row - 1);
    else if (isEnter && m_row < shownRows())
        emit picked((*m_strips)[static_cast<std::size_t>(m_row)].sample);
    else
        QWidget::keyPressEvent(event);
}

void StripsWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        goToRow(m_row);
}

void StripsWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    hover(std::nullopt);
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
    const QString tip = tipAt(help->pos());
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), tip, this);
    return true;
}

QString StripsWidget::tipAt(QPoint position) const
{
    const int row = rowAt(position);
    if (row < 0)
        return {};
    if (areBlocks())
        return blockTip(position);
    if (shown().cell(row, columns() - 1).contains(position))
        return tr("Output minus original: blue is too dark, orange too bright, full colour at ±%1")
            .arg(static_cast<double>(kErrorScale));
    return focusPolicy() == Qt::NoFocus ? QString() : pinTip();
}

QString StripsWidget::pinTip() const
{
    return tr("Click to keep this %1 under the hand, click again to let it go (arrows and Enter)")
        .arg(m_sampleName);
}

/// The numbers; in the line above them what a click does.
QString StripsWidget::blockTip(QPoint position) const
{
    const int row = rowAt(position);
    const Strip& strip = (*m_strips)[static_cast<std::size_t>(row)];
    const QRectF room = shown().cell(row, 0).adjusted(kBlockEdge, 0, -kBlockEdge, 0);
    const QString numbers = strip.form ? tellBlock(room, blockOf(strip), position) : QString();
    return numbers.isEmpty() && focusPolicy() != Qt::NoFocus ? pinTip() : numbers;
}

} // namespace isthmus
