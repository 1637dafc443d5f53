// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PriorGrid.h"

#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/PictureImage.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <optional>

namespace isthmus {

namespace {

constexpr int kCellGap = 2;
constexpr int kSharpCell = 64; // px that a picture has at most, if one pixel of the screen for each of its own allows
constexpr double kCorner = 4;
constexpr double kHintEdge = 6; // px around the words of an empty grid
constexpr int kHintFlags = Qt::AlignCenter | Qt::TextWordWrap;

bool fits(QPainter& painter, const QRectF& room, const QString& text)
{
    return room.contains(painter.boundingRect(room, kHintFlags, text));
}

/// The words of a sentence that fit, with dots if it is not all: no line is cut.
QString wholeWords(QPainter& painter, const QRectF& room, const QString& text)
{
    static const QRegularExpression blank("\\s");
    QString shown = text;
    for (QString words = text; !fits(painter, room, shown) && words.contains(blank);) {
        words.truncate(words.lastIndexOf(blank));
        shown = words + QChar(0x2026);
    }
    return shown;
}

QSize sharpCell(const DrawnSamples& drawn)
{
    return drawn.pictures.empty() ? QSize(kSharpCell, kSharpCell)
                                  : sharpSizeOf(drawn.pictures.front().size(), kSharpCell);
}

/// The place that a key leads to in the grid; nothing: it is no key of the grid.
std::optional<int> placeAfter(int place, int key)
{
    constexpr int kSide = PriorGrid::kSide;
    const int column = place % kSide;
    switch (key) {
    case Qt::Key_Left:
        return column > 0 ? place - 1 : place;
    case Qt::Key_Right:
        return column < kSide - 1 ? place + 1 : place;
    case Qt::Key_Up:
        return place >= kSide ? place - kSide : place;
    case Qt::Key_Down:
        return place + kSide < PriorGrid::kCount ? place + kSide : place;
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return PriorGrid::kCount - 1;
    default:
        return std::nullopt;
    }
}

} // namespace

PriorGrid::PriorGrid(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    tellReached();
    connect(&Theme::of(this), &Theme::changed, this, &PriorGrid::retheme);
}

void PriorGrid::setDrawn(std::shared_ptr<const DrawnSamples> drawn)
{
    if (drawn == m_drawn)
        return;
    m_drawn = std::move(drawn);
    m_composed = {};
    setFocusPolicy(m_drawn ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(m_drawn ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(m_drawn ? tr("Click a %1 to put its code under the hand (arrows and Enter)").arg(kindWord(m_form.get()))
                       : m_hint);
    tellReached();
    update();
    emit lookedChanged();
}

void PriorGrid::setForm(std::shared_ptr<const SampleForm> form)
{
    if (form == m_form)
        return;
    m_form = std::move(form);
    tellReached();
}

void PriorGrid::retheme()
{
    m_composed = {}; // curves and bars have its colours
    update();
}

void PriorGrid::setHint(const QString& hint)
{
    if (hint == m_hint)
        return;
    m_hint = hint;
    if (isEmpty())
        setToolTip(hint);
    update();
}

void PriorGrid::setChosen(int number)
{
    if (number == m_chosen)
        return;
    m_chosen = number;
    tellReached();
    update();
}

QRectF PriorGrid::cell(int number) const
{
    const double ratio = devicePixelRatioF();
    const double room = (std::min(width(), height()) - (kSide - 1.0) * kCellGap) / kSide;
    const double side = std::max(std::floor(room * ratio), 1.0) / ratio;
    const int column = number % kSide;
    const int row = number / kSide;
    return {column * (side + kCellGap), row * (side + kCellGap), side, side};
}

void PriorGrid::compose()
{
    const double ratio = devicePixelRatioF();
    const QRectF last = cell(kCount - 1);
    const QSize pixels = (QSizeF(last.right(), last.bottom()) * ratio).toSize();
    if (m_composed.size() == pixels)
        return;
    m_composed = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
    m_composed.fill(Qt::transparent);
    m_composed.setDevicePixelRatio(ratio);
    QPainter painter(&m_composed);
    for (int number = 0; number < kCount; ++number)
        paintCell(painter, number);
}

void PriorGrid::paintCell(QPainter& painter, int number) const
{
    const QRectF room = cell(number);
    if (m_drawn->pictures.empty()) {
        const ThemeTokens& look = Theme::of(this).tokens();
        return m_drawn->form->kind->paintSmall(painter, room, m_drawn->drawing, m_drawn->valuesOf(number), look);
    }
    const double ratio = devicePixelRatioF();
    const QImage& picture = m_drawn->pictures[static_cast<std::size_t>(number)];
    const QSize pixels = (room.size() * ratio).toSize();
    QImage fitted = fittedImage(picture, pixels, pixels.width() % picture.width() == 0);
    fitted.setDevicePixelRatio(ratio);
    const QSizeF rest = (room.size() - QSizeF(fitted.size()) / ratio) / 2;
    painter.drawImage(room.topLeft() + QPointF(rest.width(), rest.height()), fitted);
}

void PriorGrid::paintEmpty(QPainter& painter) const
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    const double side = std::min(width(), height());
    const QRectF frame = QRectF(0, 0, side, side).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.plot);
    painter.drawRoundedRect(frame, kCorner, kCorner);
    painter.setPen(tokens.dim);
    const QRectF room = frame.adjusted(kHintEdge, kHintEdge, -kHintEdge, -kHintEdge);
    for (const QFont& font : {this->font(), Theme::of(this).small()}) {
        painter.setFont(font);
        if (fits(painter, room, m_hint))
            break;
    }
    painter.drawText(room, kHintFlags, wholeWords(painter, room, m_hint));
}

void PriorGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (!m_drawn)
        return paintEmpty(painter);
    compose();
    painter.drawImage(QPointF(0, 0), m_composed);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    if (m_chosen >= 0) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(cell(m_chosen).adjusted(1, 1, -1, -1));
    }
    if (hasFocus()) { // two lines, one of which shows on any picture
        painter.setPen(QPen(tokens.accent, 2));
        painter.drawRect(cell(m_reached).adjusted(1, 1, -1, -1));
        painter.setPen(QPen(Qt::white, 1));
        painter.drawRect(cell(m_reached).adjusted(2.5, 2.5, -2.5, -2.5));
    }
}

QSize PriorGrid::sharpSize() const
{
    const QSize cell = sharpCell(*m_drawn);
    return {kSide * (cell.width() + kCellGap) - kCellGap, kSide * (cell.height() + kCellGap) - kCellGap};
}

void PriorGrid::drawSharp(QPainter& painter, const ThemeTokens& look) const
{
    const QSize cell = sharpCell(*m_drawn);
    for (int number = 0; number < kCount; ++number) {
        const QPoint corner(number % kSide * (cell.width() + kCellGap), number / kSide * (cell.height() + kCellGap));
        const QRect room(corner, cell);
        if (m_drawn->pictures.empty())
            m_drawn->form->kind->paintSmall(painter, room, m_drawn->drawing, m_drawn->valuesOf(number), look);
        else
            painter.drawImage(room, m_drawn->pictures[static_cast<std::size_t>(number)]);
    }
}

void PriorGrid::reach(int number)
{
    m_reached = number;
    tellReached();
    update();
    emit lookedChanged();
}

void PriorGrid::point(int number)
{
    if (number == m_pointed)
        return;
    m_pointed = number;
    emit lookedChanged();
}

int PriorGrid::numberAt(QPointF place) const
{
    for (int number = 0; number < kCount; ++number)
        if (cell(number).contains(place))
            return number;
    return -1;
}

/// The numbers of a sample that has some, and what a click does.
QString PriorGrid::tipAt(QPointF place) const
{
    const int number = m_drawn ? numberAt(place) : -1;
    if (number < 0 || !m_drawn->pictures.empty())
        return toolTip();
    const std::span<const float> values = m_drawn->valuesOf(number);
    const SampleForm& form = *m_drawn->form;
    const SampleNumbers sample{.original = {values.begin(), values.end()}};
    return form.kind->tell(cell(number), form, sample, QFontMetrics(Theme::of(this).small()), place) + "<p>"
        + toolTip().toHtmlEscaped() + "</p>";
}

bool PriorGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || toolTip().isEmpty())
        return QWidget::event(event);
    const QString tip = tipAt(static_cast<QHelpEvent*>(event)->pos());
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), tip, this); // below the pictures that it is about
    return true;
}

void PriorGrid::mouseMoveEvent(QMouseEvent* event)
{
    point(numberAt(event->position()));
}

void PriorGrid::leaveEvent(QEvent*)
{
    point(-1);
}

void PriorGrid::tellReached()
{
    if (!m_drawn)
        return setAccessibleName(tr("64 drawn %1, none yet").arg(kindWords(m_form.get())));
    const QString name = tr("Drawn %1 %2 of %3").arg(kindWord(m_form.get())).arg(m_reached + 1).arg(kCount);
    setAccessibleName(m_reached == m_chosen ? tr("%1, under the hand").arg(name) : name);
}

void PriorGrid::mousePressEvent(QMouseEvent* event)
{
    const int number = m_drawn ? numberAt(event->position()) : -1;
    if (event->button() != Qt::LeftButton || number < 0)
        return;
    reach(number);
    emit clicked(number);
}

void PriorGrid::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const std::optional<int> place = placeAfter(m_reached, event->key());
    if (m_drawn && isEnter)
        emit clicked(m_reached);
    else if (m_drawn && place)
        reach(*place);
    else
        QWidget::keyPressEvent(event);
}

} // namespace isthmus
