// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ScrollPanel.h"

#include <QApplication>
#include <QResizeEvent>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kLeastHeight = 72;
constexpr int kAroundField = 8; // px
constexpr int kBelowField = 40; // px that are shown below a field: the note of its fault, in two lines
} // namespace

ScrollPanel::ScrollPanel(QWidget* content, QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    content->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &ScrollPanel::followKeys);
}

void ScrollPanel::followKeys(const QWidget* before, QWidget* now)
{
    const bool isByKeys = before && QGuiApplication::mouseButtons() == Qt::NoButton;
    if (isByKeys && now && now != widget() && widget()->isAncestorOf(now) && !widget()->isAncestorOf(before))
        ensureWidgetVisible(now, 0, kAroundField);
}

QSize ScrollPanel::sizeHint() const
{
    return widget()->sizeHint() + QSize(0, footerHeight());
}

QSize ScrollPanel::minimumSizeHint() const
{
    const QSize least = widget()->minimumSizeHint();
    return {least.width(), std::min(least.height(), kLeastHeight) + footerHeight()};
}

void ScrollPanel::setFooter(QWidget* footer)
{
    const bool isHidden = footer->isHidden();
    footer->setParent(this);
    footer->setVisible(!isHidden);
    footer->installEventFilter(this);
    m_footer = footer;
    placeFooter();
}

int ScrollPanel::footerHeight() const
{
    if (!m_footer || m_footer->isHidden())
        return 0;
    const int width = std::max(viewport()->width(), widget()->minimumSizeHint().width());
    return m_footer->hasHeightForWidth() ? m_footer->heightForWidth(width) : m_footer->sizeHint().height();
}

void ScrollPanel::placeFooter()
{
    const int height = footerHeight();
    setViewportMargins(0, 0, 0, height);
    if (m_footer)
        m_footer->setGeometry(0, this->height() - height, viewport()->width(), height);
    updateGeometry();
}

void ScrollPanel::resizeEvent(QResizeEvent* event)
{
    const QRect before = placeInHand();
    const bool wasSeen = !before.isEmpty() && QRect({}, event->oldSize()).contains(before);
    QScrollArea::resizeEvent(event);
    if (footerHeight() > 0)
        placeFooter();
    const QRect now = placeInHand();
    if (wasSeen && !viewport()->rect().contains(now))
        ensureVisible(now.center().x() - widget()->x(), now.bottom() - widget()->y(), 0, kBelowField);
}

QRect ScrollPanel::placeInHand() const
{
    const QWidget* field = QApplication::focusWidget();
    if (!field || !widget()->isAncestorOf(field))
        return {};
    return {field->mapTo(viewport(), QPoint()), field->size()};
}

bool ScrollPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    const QEvent::Type type = event->type();
    if (watched == m_footer
        && (type == QEvent::LayoutRequest || type == QEvent::ShowToParent || type == QEvent::HideToParent))
        placeFooter();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace isthmus
