// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ScrollPanel.h"

#include <QEvent>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kLeastHeight = 72;
}

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
}

QSize ScrollPanel::sizeHint() const
{
    return widget()->sizeHint();
}

QSize ScrollPanel::minimumSizeHint() const
{
    const QSize least = widget()->minimumSizeHint();
    return {least.width(), std::min(least.height(), kLeastHeight)};
}

bool ScrollPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace isthmus
