// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/KnobSlider.h"

#include "ui/widgets/FieldFault.h"
#include "ui/widgets/codeText.h"
#include "ui/widgets/typedNumber.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
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
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_edit(new QLineEdit(this))
    , m_fault(new FieldFault(*m_edit))
{
    m_edit->setProperty("flat", true);
    m_edit->setAlignment(Qt::AlignRight);
    m_edit->setFixedWidth(fontMetrics().horizontalAdvance("-0.0000e-00") + 8);
    m_edit->installEventFilter(this);
    m_slider->setRange(0, kPositions);
    m_slider->setPageStep(kPositions / 20);
    m_slider->setSingleStep(kPositions / 100);
    m_label->setBuddy(m_slider);
    setLabel(label);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(m_edit, 0, 1, Qt::AlignRight);
    grid->addWidget(m_slider, 1, 0, 1, 2);

    describe();
    display(m_scale.minimum);
    connect(m_slider, &QSlider::valueChanged, this, &KnobSlider::takeSlider);
    connect(m_edit, &QLineEdit::editingFinished, this, &KnobSlider::takeText);
    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (typedNumber(text, range()))
            m_fault->clear();
    });
}

bool KnobSlider::isTyping() const
{
    return m_fault->isShown() || (m_edit->hasFocus() && m_edit->isModified());
}

void KnobSlider::setValue(double value)
{
    if (m_slider->isSliderDown())
        return;
    if (isTyping())
        place(value);
    else
        display(value);
}

void KnobSlider::showNothing()
{
    place(m_scale.minimum);
    m_edit->clear();
}

void KnobSlider::setScale(KnobScale scale)
{
    if (m_slider->isSliderDown() || (m_edit->hasFocus() && m_edit->isModified()))
        return;
    m_scale = std::move(scale);
    describe();
    display(m_value);
}

FieldRange KnobSlider::range() const
{
    return {.minimum = m_scale.minimum,
        .maximum = m_scale.maximum,
        .isWhole = m_scale.isWhole,
        .hasZero = m_scale.leastIsZero};
}

void KnobSlider::describe()
{
    QString range = rangeText(this->range());
    range[0] = range[0].toUpper();
    m_edit->setToolTip(tr("%1. Enter takes it, Esc takes it back, the arrow keys go one step").arg(range));
}

void KnobSlider::setLabel(const QString& label)
{
    m_label->setText(label);
    m_slider->setAccessibleName(label);
    m_edit->setAccessibleName(tr("%1, as a number").arg(label));
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
                               : signedNumber(value);
}

void KnobSlider::place(double value)
{
    m_value = std::clamp(value, m_scale.minimum, m_scale.maximum);
    const QSignalBlocker silent(m_slider);
    m_slider->setValue(positionOf(m_value));
}

void KnobSlider::display(double value)
{
    place(value);
    m_edit->setText(textOf(m_value));
    m_fault->clear();
}

void KnobSlider::takeSlider(int position)
{
    m_value = valueAt(position);
    m_edit->setText(textOf(m_value));
    m_fault->clear();
    emit valueChanged(m_value);
}

void KnobSlider::takeText()
{
    if (!m_edit->isModified())
        return;
    const std::optional<double> typed = typedNumber(m_edit->text(), range());
    if (!typed)
        return m_fault->show(rangeText(range()));
    const double before = m_value;
    display(*typed);
    if (m_value != before)
        emit valueChanged(m_value);
}

void KnobSlider::takeTextBack()
{
    display(m_value);
    m_edit->selectAll();
}

bool KnobSlider::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = watched == m_edit && event->type() == QEvent::KeyPress;
    return (isKey && takeKey(*static_cast<QKeyEvent*>(event))) || QWidget::eventFilter(watched, event);
}

bool KnobSlider::takeKey(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        takeText();
        if (!m_fault->isShown())
            m_slider->setFocus();
        return true;
    case Qt::Key_Escape:
        if (!isTyping())
            return false;
        takeTextBack();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_slider->triggerAction(
            key.key() == Qt::Key_Up ? QAbstractSlider::SliderSingleStepAdd : QAbstractSlider::SliderSingleStepSub);
        m_edit->selectAll();
        return true;
    default:
        return false;
    }
}

} // namespace isthmus
