// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/FieldSpin.h"

#include "core/base/Error.h"

#include <QKeyEvent>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace isthmus {
namespace {

constexpr int kDecimals = 4; // of a field that is not whole
constexpr double kSteps = 20; // from one end of such a field to the other, where both are near

QString textOf(const FieldWord& word)
{
    return FieldSpin::tr("as %1").arg(word.word);
}

double stepOf(const LayerField& field)
{
    return field.integer ? 1 : std::min((field.maximum - field.minimum) / kSteps, 0.1);
}

} // namespace

FieldSpin::FieldSpin(LayerField field, QWidget* parent)
    : QDoubleSpinBox(parent)
    , m_field(std::move(field))
{
    double lowest = m_field.minimum;
    for (const FieldWord& word : m_field.words)
        lowest = std::min(lowest, word.value);
    setLocale(QLocale::c());
    setDecimals(m_field.integer ? 0 : kDecimals);
    setRange(lowest, m_field.maximum);
    setSingleStep(stepOf(m_field));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(m_field.label);
    setToolTip(QString::fromUtf8(m_field.help));
    setFixedWidth(m_field.words.empty() ? 72 : 112);
}

void FieldSpin::display(double value)
{
    const QSignalBlocker silent(this);
    if (value != this->value())
        setValue(value);
}

const FieldWord* FieldSpin::wordOf(double value) const
{
    const auto found = std::find_if(
        m_field.words.begin(), m_field.words.end(), [&](const FieldWord& word) { return word.value == value; });
    return found == m_field.words.end() ? nullptr : &*found;
}

QString FieldSpin::textFromValue(double value) const
{
    const FieldWord* word = wordOf(value);
    return word ? textOf(*word) : QString::fromStdString(shortNumber(value, 9));
}

double FieldSpin::valueFromText(const QString& text) const
{
    for (const FieldWord& word : m_field.words)
        if (text.trimmed().compare(textOf(word), Qt::CaseInsensitive) == 0)
            return word.value;
    return QLocale::c().toDouble(text.trimmed());
}

QValidator::State FieldSpin::validate(QString& text, int& position) const
{
    for (const FieldWord& word : m_field.words) {
        if (textOf(word).compare(text.trimmed(), Qt::CaseInsensitive) == 0)
            return QValidator::Acceptable;
        if (textOf(word).startsWith(text.trimmed(), Qt::CaseInsensitive))
            return QValidator::Intermediate;
    }
    const QValidator::State state = QDoubleSpinBox::validate(text, position);
    const bool isBelow = state == QValidator::Acceptable && QLocale::c().toDouble(text) < m_field.minimum;
    return isBelow ? QValidator::Intermediate : state; // the numbers that stand for words are none
}

void FieldSpin::stepBy(int steps)
{
    const double next = value() + steps * singleStep();
    if (next >= m_field.minimum || wordOf(next)) {
        setValue(next);
        return;
    }
    double nearest = m_field.minimum;
    for (const FieldWord& word : m_field.words)
        if (steps < 0 && word.value <= next)
            nearest = nearest == m_field.minimum ? word.value : std::max(nearest, word.value);
    setValue(nearest);
}

bool FieldSpin::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return false;
        }
    }
    return QDoubleSpinBox::event(event);
}

void FieldSpin::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore(); // the list scrolls
}

} // namespace isthmus
