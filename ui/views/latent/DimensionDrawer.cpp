// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/DimensionDrawer.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/KnobSlider.h"
#include "ui/widgets/SectionHeading.h"
#include "ui/widgets/codeText.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr std::size_t kMostSliders = 16;
constexpr double kReach = 3; // standard deviations
constexpr double kLeastReach = 1; // for dimensions that the model does not use

KnobScale scaleOf(double mean, double variance)
{
    const double reach = std::max(kReach * std::sqrt(variance), kLeastReach);
    return {.minimum = mean - reach, .maximum = mean + reach, .logarithmic = false, .text = {}};
}

} // namespace

DimensionDrawer::DimensionDrawer(QWidget* parent)
    : QWidget(parent)
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content))
    , m_waiting(new QLabel(tr("Encoding the first samples"), this))
{
    auto* heading = new QHBoxLayout;
    auto* title = new SectionHeading(tr("Other dimensions"));
    title->setToolTip(tr("Those not on the axes; first the one in which the codes spread most"));
    heading->addWidget(title);
    heading->addStretch(1);
    auto* mean = new QPushButton(tr("Mean"));
    mean->setFocusPolicy(Qt::TabFocus);
    mean->setProperty("flat", true);
    mean->setToolTip(tr("Put all other dimensions back to the data's mean"));
    connect(mean, &QPushButton::clicked, this, &DimensionDrawer::meanAsked);
    heading->addWidget(mean);

    m_waiting->setProperty("dim", true);
    m_waiting->setAlignment(Qt::AlignCenter);
    m_content->setAutoFillBackground(false);
    m_column->setContentsMargins(0, 0, 8, 0);
    m_column->setSpacing(4);
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 4, 12);
    column->setSpacing(4);
    column->addLayout(heading);
    column->addWidget(m_waiting);
    column->addWidget(scroll, 1);
}

void DimensionDrawer::setData(const LatentSummary& summary, const std::vector<float>& base, int dimX, int dimY)
{
    const bool otherAxes = dimX != m_dimX || dimY != m_dimY;
    if (otherAxes)
        m_moved.clear();
    m_dimX = dimX;
    m_dimY = dimY;
    if (!isVisible())
        return;
    if (otherAxes || m_dimensions.empty() || (m_justOpened && m_moved.empty()))
        build(summary);
    m_justOpened = false;
    for (const int dimension : m_dimensions) {
        const auto i = static_cast<std::size_t>(dimension);
        KnobSlider& knob = slider(dimension);
        knob.setScale(scaleOf(summary.mean[i], summary.variance[i]));
        const auto moved = m_moved.find(dimension);
        knob.setValue(moved == m_moved.end() ? double(base[i]) : moved->second);
    }
}

void DimensionDrawer::build(const LatentSummary& summary)
{
    clear();
    for (const int dimension : summary.byVariance()) {
        if (dimension == m_dimX || dimension == m_dimY || m_dimensions.size() == kMostSliders)
            continue;
        auto* knob = new KnobSlider(dimensionName(dimension), {}, m_content);
        connect(knob, &KnobSlider::valueChanged, this, [this, dimension](double value) {
            m_moved[dimension] = value;
            emit changed();
        });
        m_column->addWidget(knob);
        m_sliders[dimension] = knob;
        m_dimensions.push_back(dimension);
    }
    m_waiting->hide();
}

void DimensionDrawer::clear()
{
    for (const auto& [dimension, knob] : m_sliders)
        delete knob;
    m_sliders.clear();
    m_dimensions.clear();
    m_moved.clear();
    m_waiting->show();
}

void DimensionDrawer::showEvent(QShowEvent* event)
{
    m_justOpened = true;
    QWidget::showEvent(event);
}

void DimensionDrawer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace isthmus
