// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/PointControls.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kPositions = 100;
constexpr int kMiddle = kPositions / 2;
constexpr double kMostScale = 2.5;
constexpr int kSliderWidth = 72; // px
constexpr const char* kDots = "plane/dots";
constexpr const char* kBalance = "plane/balance";

void makeRow(QWidget* part, int left)
{
    auto* row = new QHBoxLayout(part);
    row->setContentsMargins(left, 0, 6, 0);
    row->setSpacing(6);
}

void addLabel(QWidget* part, const QString& text)
{
    auto* label = new QLabel(text, part);
    label->setProperty("dim", true);
    part->layout()->addWidget(label);
}

} // namespace

PointControls::PointControls(QWidget* parent)
    : QWidget(parent)
    , m_scopes(new QComboBox(this))
    , m_balancePart(new QWidget(parent))
{
    makeRow(this, 0);
    makeRow(m_balancePart, 6);
    m_scopes->addItem(tr("test samples"), int(SampleScope::Test));
    m_scopes->addItem(tr("training samples"), int(SampleScope::Training));
    m_scopes->addItem(tr("both"), int(SampleScope::Both));
    m_scopes->setAccessibleName(tr("Samples on the plane"));
    m_scopes->setToolTip(tr("Samples on the plane: test, training or both; with both, training samples are drawn as "
                            "rings, or fainter where dots are too small for rings"));
    m_scopes->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(m_scopes);
    addLabel(this, tr("dots"));
    m_dots = addSlider(this, tr("Size of dots"),
        tr("Size of dots, 0.4 to 2.5 times what their number makes of it; acts at once"), kDots);
    addLabel(m_balancePart, tr("points"));
    m_balance = addSlider(m_balancePart, tr("Points against grid"),
        tr("Points against grid: the points alone at the left, the grid alone at the right; acts at once"), kBalance);
    addLabel(m_balancePart, tr("grid"));
    connect(m_scopes, &QComboBox::activated, this, [this] { emit scopeChosen(scope()); });
    connect(m_dots, &QSlider::valueChanged, this, [this] { emit dotScaleChanged(dotScale()); });
    connect(m_balance, &QSlider::valueChanged, this, [this] { emit balanceChanged(balance()); });
    setManifoldShown(false);
}

QSlider* PointControls::addSlider(QWidget* part, const QString& name, const QString& tip, const char* key)
{
    auto* slider = new QSlider(Qt::Horizontal, part);
    slider->setRange(0, kPositions);
    slider->setValue(std::clamp(QSettings().value(key, kMiddle).toInt(), 0, kPositions));
    slider->setPageStep(kPositions / 10);
    slider->setSingleStep(kPositions / 20);
    slider->setFixedWidth(kSliderWidth);
    slider->setAccessibleName(name);
    slider->setToolTip(tip);
    slider->setCursor(Qt::ArrowCursor);
    part->layout()->addWidget(slider);
    connect(slider, &QSlider::valueChanged, this, [key](int value) { QSettings().setValue(key, value); });
    return slider;
}

void PointControls::setHasBothParts(bool both)
{
    m_scopes->setVisible(both);
}

void PointControls::setManifoldShown(bool shown)
{
    m_balancePart->setVisible(shown);
}

SampleScope PointControls::scope() const
{
    return static_cast<SampleScope>(m_scopes->currentData().toInt());
}

double PointControls::dotScale() const
{
    return std::pow(kMostScale, double(m_dots->value() - kMiddle) / kMiddle);
}

double PointControls::balance() const
{
    return double(m_balance->value()) / kPositions;
}

} // namespace isthmus
