// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/LossLegend.h"

#include "ui/theme/Theme.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/widgets/NumberLabel.h"
#include "ui/widgets/lossText.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <limits>

namespace isthmus {

namespace {

constexpr QSize kSwatch(14, 12);
constexpr int kSpacing = 6;
constexpr int kGap = 12; // behind an entry
constexpr int kTop = 2; // so that the first line is level with the heading

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

QString trainingName(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Total:
        return LossLegend::tr("train");
    case Quantity::Reconstruction:
        return LossLegend::tr("reconstruction");
    case Quantity::Kl:
        break;
    }
    return LossLegend::tr("KL");
}

/// "test", "test KL".
QString heldOutName(Quantity quantity, const QString& heldOut)
{
    return quantity == Quantity::Total ? heldOut : LossLegend::tr("%1 %2").arg(heldOut, trainingName(quantity));
}

} // namespace

CurveEntry::CurveEntry(QWidget* parent)
    : QWidget(parent)
    , m_swatch(new QLabel(this))
    , m_name(new QLabel(this))
    , m_value(new NumberLabel("888888", this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, kGap, 0);
    row->setSpacing(kSpacing);
    row->addWidget(m_swatch);
    row->addWidget(m_name, 1); // so that values stand beneath each other
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

void CurveEntry::draw(
    QPainter& painter, const ThemeTokens& look, const QRectF& place, const QColor& colour, const QColor& dot) const
{
    painter.save();
    painter.translate(place.left(), place.center().y() - kSwatch.height() / 2.0);
    drawSwatch(painter, colour, dot);
    painter.restore();
    painter.setFont(m_name->font());
    painter.setPen(look.text);
    double left = place.left() + kSwatch.width() + kSpacing;
    for (const QString& part : {name(), text()}) {
        const double width = painter.fontMetrics().horizontalAdvance(part);
        painter.drawText(QRectF(left, place.top(), width + 1, place.height()), Qt::AlignLeft | Qt::AlignVCenter, part);
        left += width + kSpacing;
    }
}

void CurveEntry::setValue(double value)
{
    m_value->setText(lossText(value));
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
{
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index] = new CurveEntry(this);
        m_heldOut[index] = new CurveEntry(this);
        m_training[index]->setToolTip(tr("Mean over the newest training steps, at most 50 of them"));
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Theme::of(this), &Theme::changed, this, &LossLegend::applyTheme);
    applyTheme();
}

std::vector<LossLegend::Placed> LossLegend::places(int width) const
{
    std::vector<Placed> line = flow(width);
    const bool isOneLine = line.empty() || line.back().place.top() == line.front().place.top();
    if (isOneLine)
        return line;
    std::vector<Placed> pairs = inPairs();
    const bool fits =
        std::all_of(pairs.begin(), pairs.end(), [width](const Placed& each) { return each.place.right() < width; });
    return fits ? pairs : line;
}

std::vector<LossLegend::Placed> LossLegend::inPairs() const
{
    std::vector<Placed> placed;
    int left = 0;
    for (std::size_t i = 0; i < kQuantities; ++i) {
        if (m_training[i]->isHidden())
            continue;
        const QSize above = m_training[i]->sizeHint();
        const QSize below = m_heldOut[i]->sizeHint();
        const int width = std::max(above.width(), below.width());
        placed.push_back({m_training[i], kAllQuantities[i], false, QRect(left, kTop, width, above.height())});
        placed.push_back(
            {m_heldOut[i], kAllQuantities[i], true, QRect(left, kTop + above.height(), width, below.height())});
        left += width;
    }
    return placed;
}

std::vector<LossLegend::Placed> LossLegend::flow(int width) const
{
    std::vector<Placed> placed;
    QPoint next(0, kTop);
    for (std::size_t i = 0; i < 2 * kQuantities; ++i) {
        const bool isHeldOut = i % 2 == 1;
        CurveEntry* entry = isHeldOut ? m_heldOut[i / 2] : m_training[i / 2];
        if (entry->isHidden())
            continue;
        const QSize size = entry->sizeHint();
        if (next.x() > 0 && next.x() + size.width() > width)
            next = {0, next.y() + size.height()};
        placed.push_back({entry, kAllQuantities[i / 2], isHeldOut, QRect(next, size)});
        next.rx() += size.width();
    }
    return placed;
}

void LossLegend::arrange()
{
    for (const Placed& each : places(width()))
        each.entry->setGeometry(each.place);
}

bool LossLegend::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) {
        arrange();
        updateGeometry();
    }
    return QWidget::event(event);
}

void LossLegend::resizeEvent(QResizeEvent*)
{
    arrange();
}

QSize LossLegend::sizeHint() const
{
    const std::vector<Placed> placed = places(QWIDGETSIZE_MAX);
    return placed.empty() ? QSize(0, 0) : QSize(placed.back().place.right() + 1, placed.back().place.bottom() + 1);
}

QSize LossLegend::minimumSizeHint() const
{
    int width = 0;
    for (const Placed& each : places(QWIDGETSIZE_MAX))
        width = std::max(width, each.place.width());
    return {width, sizeHint().height()};
}

int LossLegend::heightForWidth(int width) const
{
    const std::vector<Placed> placed = places(width);
    return placed.empty() ? 0 : placed.back().place.bottom() + 1;
}

void LossLegend::draw(QPainter& painter, const ThemeTokens& look, QPoint origin, int width) const
{
    for (const Placed& each : places(width)) {
        const QColor colour = each.isHeldOut ? heldOutColor(each.quantity, look) : curveColor(each.quantity, look);
        each.entry->draw(painter, look, each.place.translated(origin), colour, each.isHeldOut ? colour : QColor());
    }
}

void LossLegend::applyTheme()
{
    const ThemeTokens& look = Theme::of(this).tokens();
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index]->setLook(curveColor(quantity, look), {});
        m_heldOut[index]->setLook(heldOutColor(quantity, look), heldOutColor(quantity, look));
    }
}

void LossLegend::setShown(const std::array<bool, kQuantities>& shown, const QString& heldOut, const QString& samples)
{
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_training[index]->setVisible(shown[index]);
        m_heldOut[index]->setVisible(shown[index]);
        m_training[index]->setName(trainingName(quantity));
        m_heldOut[index]->setName(heldOutName(quantity, heldOut));
        m_heldOut[index]->setToolTip(tr("On the %1 %2, after each epoch").arg(heldOut, samples));
    }
    arrange();
    updateGeometry();
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
