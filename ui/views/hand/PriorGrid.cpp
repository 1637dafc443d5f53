// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/PriorGrid.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/PictureImage.h"

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

QSize sharpCell(const std::vector<QImage>& pictures)
{
    return sharpSizeOf(pictures.front().size(), kSharpCell);
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
    tellReached();
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PriorGrid::setPictures(std::shared_ptr<const std::vector<QImage>> pictures)
{
    if (pictures == m_pictures)
        return;
    m_pictures = std::move(pictures);
    m_composed = {};
    setFocusPolicy(m_pictures ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(m_pictures ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(m_pictures ? tr("Click a picture to put its code under the hand (arrows and Enter)") : m_hint);
    tellReached();
    update();
}

bool PriorGrid::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || toolTip().isEmpty())
        return QWidget::event(event);
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), toolTip(), this); // below the pictures that it is about
    return true;
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
    const double ratio = devicePixelRatioF();
    const QImage& picture = (*m_pictures)[static_cast<std::size_t>(number)];
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
    if (!m_pictures)
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
    const QSize cell = sharpCell(*m_pictures);
    return {kSide * (cell.width() + kCellGap) - kCellGap, kSide * (cell.height() + kCellGap) - kCellGap};
}

void PriorGrid::drawSharp(QPainter& painter) const
{
    const QSize cell = sharpCell(*m_pictures);
    for (int number = 0; number < kCount; ++number) {
        const QPoint corner(number % kSide * (cell.width() + kCellGap), number / kSide * (cell.height() + kCellGap));
        painter.drawImage(QRect(corner, cell), (*m_pictures)[static_cast<std::size_t>(number)]);
    }
}

void PriorGrid::reach(int number)
{
    m_reached = number;
    tellReached();
    update();
}

void PriorGrid::tellReached()
{
    if (!m_pictures)
        return setAccessibleName(tr("64 drawn pictures, none yet"));
    const QString name = tr("Drawn picture %1 of %2").arg(m_reached + 1).arg(kCount);
    setAccessibleName(m_reached == m_chosen ? tr("%1, under the hand").arg(name) : name);
}

void PriorGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_pictures)
        return;
    for (int number = 0; number < kCount; ++number)
        if (cell(number).contains(event->position())) {
            reach(number);
            emit clicked(number);
        }
}

void PriorGrid::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const std::optional<int> place = placeAfter(m_reached, event->key());
    if (m_pictures && isEnter)
        emit clicked(m_reached);
    else if (m_pictures && place)
        reach(*place);
    else
        QWidget::keyPressEvent(event);
}

} // namespace isthmus
