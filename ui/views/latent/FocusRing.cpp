// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/FocusRing.h"

#include "ui/theme/Theme.h"

#include <QEvent>
#include <QPainter>

namespace isthmus {

namespace {
constexpr int kWidth = 2; // px
}

FocusRing::FocusRing(QWidget* watched)
    : QWidget(watched)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setVisible(watched->hasFocus());
    watched->installEventFilter(this);
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
    surround();
}

void FocusRing::surround()
{
    const QRect whole = parentWidget()->rect();
    setGeometry(whole);
    setMask(QRegion(whole) - whole.adjusted(kWidth, kWidth, -kWidth, -kWidth));
    raise();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        setVisible(event->type() == QEvent::FocusIn);
    else if (event->type() == QEvent::Resize)
        surround();
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().accent);
}

} // namespace isthmus
