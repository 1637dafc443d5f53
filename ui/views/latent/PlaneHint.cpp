// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PlaneHint.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QSettings>

namespace isthmus {

namespace {
constexpr const char* kDragged = "plane/dragged";
}

PlaneHint::PlaneHint(QWidget* parent)
    : QLabel(tr("Press and drag on the plane: it decodes the point under the hand"), parent)
    , m_done(QSettings().value(kDragged, false).toBool())
{
    setObjectName("plane-hint");
    setAlignment(Qt::AlignCenter);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setContentsMargins(12, 6, 12, 6);
    setWordWrap(true);
    hide();
}

void PlaneHint::setUseful(bool useful)
{
    setVisible(useful && !m_done);
}

void PlaneHint::setDone()
{
    if (m_done)
        return;
    m_done = true;
    QSettings().setValue(kDragged, true);
    hide();
}

void PlaneHint::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    painter.setPen(QPen(tokens.accent, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.end();
    QLabel::paintEvent(event);
}

} // namespace isthmus
