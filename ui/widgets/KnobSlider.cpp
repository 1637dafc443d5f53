// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/KnobSlider.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {
constexpr int kPositions = 1000;
}

KnobSlider::KnobSlider(const QString& label, KnobScale scale, QWidget* parent)
    : QWidget(parent)
    , m_scale(std::move(scale))
    , m_label(new QLabel(label, this))
    , m_edit(new QLineEdit(this))
    , m_slider(new QSlider(Qt::Horizontal, this))
{
    m_edit->setProperty("flat", true);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFixedWidth(fontMetrics().horizontalAdvance("-0.0000e-00") + 8);
    m_edit->setFocusPolicy(Qt::ClickFocus);
    m_slider->setRange(0, kPositions);
    m_slider->setPageStep(kPositions / 20);
    m_slider->setSingleStep(kPositions / 100);
    m_label->setBuddy(m_slider);
    m_slider->setAccessibleName(label);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(m_edit, 0, 1, Qt::AlignRight);
    grid->addWidget(m_slider, 1, 0, 1, 2);

    display(m_scale.minimum);
    connect(m_slider, &QSlider::valueChanged, this, &KnobSlider::takeSlider);
    connect(m_edit, &QLineEdit::editingFinished, this, &KnobSlider::takeText);
    connect(m_edit, &QLineEdit::returnPressed, m_slider, [this] { m_slider->setFocus(); });
}

void KnobSlider::setValue(double value)
{
    if (!m_slider->isSliderDown() && !m_edit->hasFocus())
        display(value);
}

void KnobSlider::setScale(KnobScale scale)
{
    if (m_slider->isSliderDown() || m_edit->hasFocus())
        return;
    m_scale = std::move(scale);
    display(m_value);
}

void KnobSlider::setLabel(const QString& label)
{
    m_label->setText(label);
    m_slider->setAccessibleName(label);
}

double KnobSlider::valueAt(int position) const
{
    const double share = double(position) / kPositions;
    if (m_scale.logarithmic)
        return m_scale.minimum * std::pow(m_scale.maximum / m_scale.minimum, share);
    return m_scale.minimum + (m_scale.maximum - m_scale.minimum) * share;
}

int KnobSlider::positionOf(double value) const
{
    if (!(m_scale.maximum > m_scale.minimum))
        return 0;
    const double share = m_scale.logarithmic
        ? std::log(value / m_scale.minimum) / std::log(m_scale.maximum / m_scale.minimum)
        : (value - m_scale.minimum) / (m_scale.maximum - m_scale.minimum);
    return static_cast<int>(std::lround(share * kPositions));
}

QString KnobSlider::textOf(double value) const
{
    if (m_scale.text)
        return m_scale.text(value);
    return m_scale.logarithmic ? QString("%1").arg(value, 0, 'e', 1).replace("e-0", "e-").replace("e+0", "e")
                               : QString::number(value, 'f', 2);
}

void KnobSlider::display(double value)
{
    m_value = std::clamp(value, m_scale.minimum, m_scale.maximum);
    const QSignalBlocker silent(m_slider);
    m_slider->setValue(positionOf(m_value));
    m_edit->setText(textOf(m_value));
}

void KnobSlider::takeSlider(int position)
{
    m_value = valueAt(position);
    m_edit->setText(textOf(m_value));
    emit valueChanged(m_value);
}

void KnobSlider::takeText()
{
    bool isNumber = false;
    const double typed = QLocale::c().toDouble(m_edit->text().trimmed(), &isNumber);
    const bool isNew = m_edit->isModified() && isNumber && std::isfinite(typed);
    const double before = m_value;
    display(isNew ? typed : m_value);
    if (m_value != before)
        emit valueChanged(m_value);
}

} // namespace isthmus
