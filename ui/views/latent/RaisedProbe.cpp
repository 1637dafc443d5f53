// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/RaisedProbe.h"

#include "ui/theme/Theme.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/ProbeLayer.h"

#include <QPainter>

#include <algorithm>
#include <optional>
#include <utility>

namespace isthmus {

namespace {
constexpr int kSide = 23; // px, of the ring with its edge; odd, so that it has a middle
} // namespace

RaisedProbe::RaisedProbe(LatentPlane& plane, QWidgetList floats, QWidget* view)
    : QWidget(view)
    , m_plane(plane)
    , m_floats(std::move(floats))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFixedSize(kSide, kSide);
    hide();
    connect(&plane, &LatentPlane::probeMoved, this, &RaisedProbe::follow);
    connect(&plane, &LatentPlane::viewChanged, this, &RaisedProbe::follow);
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool RaisedProbe::isBeneath(QPoint place) const
{
    QRect ring(0, 0, kSide, kSide);
    ring.moveCenter(place);
    return m_plane.rect().contains(place) && std::any_of(m_floats.begin(), m_floats.end(), [&](const QWidget* each) {
        return !each->isHidden() && each->geometry().intersects(ring);
    });
}

void RaisedProbe::follow()
{
    const std::optional<QPointF> probe = m_plane.probe();
    const QPoint place = probe ? m_plane.viewport().toPixel(*probe).toPoint() : QPoint(-1, -1);
    setVisible(isBeneath(place));
    move(place - rect().center());
    raise();
}

void RaisedProbe::paintEvent(QPaintEvent*)
{
    const std::optional<QPointF> probe = m_plane.probe();
    if (!probe)
        return;
    const ThemeTokens& look = Theme::of(this).tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    ProbeLayer::drawMark(painter, m_plane.viewport().toPixel(*probe) - pos(), {look.accent, look.text, look.plot});
}

} // namespace isthmus
