// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/LossLegend.h"

#include "ui/theme/Theme.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/widgets/NumberLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

namespace {

constexpr QSize kSwatch(14, 12);
constexpr double kSpacing = 6;
constexpr double kGap = 12; // between entries

/// @param dot  not valid: none
void drawSwatch(QPainter& painter, const QColor& colour, const QColor& dot)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, dot.isValid() ? 1.5 : 2.5));
    painter.drawLine(QPointF(0, 6), QPointF(14, 6));
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    if (dot.isValid())
        painter.drawEllipse(QPointF(7, 6), 3, 3);
}

QPixmap swatch(const QColor& colour, const QColor& dot, double ratio)
{
    QPixmap pixmap(kSwatch * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawSwatch(painter, colour, dot);
    return pixmap;
}

QString nameOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Total:
        return LossLegend::tr("total");
    case Quantity::Reconstruction:
        return LossLegend::tr("reconstruction");
    case Quantity::Kl:
        break;
    }
    return LossLegend::tr("KL");
}

} // namespace

CurveEntry::CurveEntry(QWidget* parent)
    : QWidget(parent)
    , m_swatch(new QLabel(this))
    , m_name(new QLabel(this))
    , m_value(new NumberLabel("888888", this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 12, 0);
    row->setSpacing(6);
    row->addWidget(m_swatch);
    row->addWidget(m_name);
    row->addWidget(m_value);
}

void CurveEntry::setName(const QString& name)
{
    m_name->setText(name);
    m_value->setObjectName(name);
}

void CurveEntry::setLook(const QColor& line, const QColor& dot)
{
    m_swatch->setPixmap(swatch(line, dot, devicePixelRatioF()));
}

double CurveEntry::draw(QPainter& painter, const ThemeTokens& look, double left, const QRectF& line,
    const QColor& colour, const QColor& dot) const
{
    painter.save();
    painter.translate(left, line.center().y() - kSwatch.height() / 2.0);
    drawSwatch(painter, colour, dot);
    painter.restore();
    painter.setFont(m_name->font());
    painter.setPen(look.text);
    left += kSwatch.width() + kSpacing;
    for (const QString& part : {name(), text()}) {
        const double width = painter.fontMetrics().horizontalAdvance(part);
        painter.drawText(QRectF(left, line.top(), width + 1, line.height()), Qt::AlignLeft | Qt::AlignVCenter, part);
        left += width + kSpacing;
    }
    return left - kSpacing + kGap;
}

void CurveEntry::setValue(double value)
{
    const double size = std::abs(value);
    const int decimals = size < 10 ? 3 : size < 100 ? 2 : size < 10'000 ? 1 : 0;
    const QString text = size < 1e6 ? QString::number(value, 'f', decimals)
                                    : QString::number(value, 'e', 1).replace("e+0", "e").replace("e+", "e");
    m_value->setText(std::isfinite(value) ? text : QString::fromUtf8("–"));
}

QString CurveEntry::name() const
{
    return m_name->text();
}

QString CurveEntry::text() const
{
    return m_value->text();
}

LossLegend::LossLegend(QWidget* parent)
    : QWidget(parent)
    , m_row(new QWidget(this))
{
    auto* row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->setSizeConstraint(QLayout::SetFixedSize);
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        row->addWidget(m_training[index] = new CurveEntry(m_row));
        row->addWidget(m_heldOut[index] = new CurveEntry(m_row));
    }
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&Theme::of(this), &Theme::changed, this, &LossLegend::applyTheme);
    applyTheme();
}

QSize LossLegend::sizeHint() const
{
    return m_row->sizeHint();
}

void LossLegend::draw(QPainter& painter, const ThemeTokens& look, const QRectF& line) const
{
    double left = line.left();
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        if (m_training[index]->isHidden())
            continue;
        left = m_training[index]->draw(painter, look, left, line, curveColor(quantity, look), {});
        left = m_heldOut[index]->draw(painter, look, left, line, heldOutColor(quantity, look), look.warning);
    }
}

void LossLegend::applyTheme()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index]->setLook(curveColor(quantity, look), {});
        m_heldOut[index]->setLook(heldOutColor(quantity, look), look.warning);
    }
}

void LossLegend::setShown(const std::array<bool, kQuantities>& shown, const QString& heldOut)
{
    const bool alone = std::count(shown.begin(), shown.end(), true) == 1;
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index]->setVisible(shown[index]);
        m_heldOut[index]->setVisible(shown[index]);
        m_training[index]->setName(alone ? tr("train") : nameOf(quantity));
        m_heldOut[index]->setName(heldOut);
    }
}

void LossLegend::setValues(const CurveHistory& curves, const EvaluationRecord* evaluation)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index]->setValue(curves.isEmpty() ? kNone : curves.current(quantity));
        m_heldOut[index]->setValue(evaluation ? valueOf(quantity, *evaluation) : kNone);
    }
}

const CurveEntry& LossLegend::training(Quantity quantity) const
{
    return *m_training[static_cast<std::size_t>(quantity)];
}

const CurveEntry& LossLegend::heldOut(Quantity quantity) const
{
    return *m_heldOut[static_cast<std::size_t>(quantity)];
}

} // namespace isthmus
