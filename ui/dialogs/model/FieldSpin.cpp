// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/FieldSpin.h"

#include "core/base/Error.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace isthmus {
namespace {

constexpr int kDecimals = 4; // of a field that is not whole and whose smallest number is not smaller still
constexpr double kSteps = 20; // from one end of such a field to the other, where both are near

QString textOf(const FieldWord& word)
{
    return FieldSpin::tr("as %1").arg(word.word);
}

/// Enough for the smallest number above 0 that the field is about.
int decimalsOf(const LayerField& field)
{
    if (field.integer)
        return 0;
    return field.minimum > 0 ? std::max(kDecimals, static_cast<int>(std::ceil(-std::log10(field.minimum)))) : kDecimals;
}

double stepOf(const LayerField& field)
{
    return field.integer ? 1 : std::min((field.maximum - field.minimum) / kSteps, 0.1);
}

} // namespace

FieldSpin::FieldSpin(LayerField field, QWidget* parent)
    : DecimalField(parent)
    , m_field(std::move(field))
{
    double lowest = m_field.minimum;
    for (const FieldWord& word : m_field.words)
        lowest = std::min(lowest, word.value);
    setDecimals(decimalsOf(m_field));
    setRange(lowest, m_field.maximum);
    setSingleStep(stepOf(m_field));
    setAccessibleName(m_field.label);
    setToolTip(QString::fromUtf8(m_field.help));
    setFixedWidth(m_field.words.empty() ? 72 : 112);
}

void FieldSpin::display(double value)
{
    if (value != this->value())
        DecimalField::display(value);
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

FieldRange FieldSpin::fieldRange() const
{
    return {.minimum = m_field.minimum,
        .maximum = m_field.maximum,
        .isWhole = m_field.integer,
        .decimals = decimalsOf(m_field)};
}

std::optional<double> FieldSpin::numberIn(const QString& text) const
{
    for (const FieldWord& word : m_field.words)
        if (text.trimmed().compare(textOf(word), Qt::CaseInsensitive) == 0)
            return word.value;
    return typedNumber(text, fieldRange());
}

QString FieldSpin::expected() const
{
    QString words = rangeText(fieldRange());
    for (const FieldWord& word : m_field.words)
        words += QString(", \"%1\"").arg(textOf(word));
    return words;
}

void FieldSpin::stepBy(int steps)
{
    DecimalField::stepBy(0); // takes back what cannot be
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
    return DecimalField::event(event);
}

} // namespace isthmus
