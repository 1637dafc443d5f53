// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/SampleWidget.h"

#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace isthmus {

namespace {
constexpr int kEdge = 5; // px from the frame to names and numbers
} // namespace

SampleWidget::SampleWidget(QWidget* parent)
    : PictureWidget(parent)
{
}

void SampleWidget::setSample(std::shared_ptr<const SampleForm> form, std::span<const float> values)
{
    m_form = std::move(form);
    m_sample.original.assign(values.begin(), values.end());
    setPicture(m_form->shape, shown(m_form->scaling, values));
}

void SampleWidget::clear()
{
    m_form = nullptr;
    PictureWidget::clear();
}

bool SampleWidget::hasNumbers() const
{
    return m_form && m_form->kind->paint;
}

QRectF SampleWidget::inner() const
{
    return QRectF(rect()).adjusted(kEdge, kEdge, -kEdge, -kEdge);
}

void SampleWidget::drawSample(QPainter& painter, const QRectF& room, const ThemeTokens& look) const
{
    painter.save();
    painter.setFont(Theme::of(this).small());
    m_form->kind->paint(painter, room, *m_form, m_sample, look);
    painter.restore();
}

void SampleWidget::paintEvent(QPaintEvent* event)
{
    if (!hasNumbers())
        return PictureWidget::paintEvent(event);
    QPainter painter(this);
    const ThemeTokens& look = Theme::of(this).tokens();
    paintGround(painter, look);
    drawSample(painter, inner(), look);
}

bool SampleWidget::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !hasNumbers())
        return PictureWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QFontMetrics metrics(Theme::of(this).small());
    QToolTip::showText(help->globalPos(), m_form->kind->tell(inner(), *m_form, m_sample, metrics, help->pos()), this);
    return true;
}

} // namespace isthmus
