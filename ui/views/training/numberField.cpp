// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/numberField.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

DecimalField* makeNumberField(double minimum, double maximum, int decimals, const QString& least, QWidget* parent)
{
    auto* field = new DecimalField(parent);
    field->setDecimals(decimals);
    field->setRange(minimum, maximum);
    field->setSpecialValueText(least);
    field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    if (decimals == 0) {
        field->setStepType(QAbstractSpinBox::DefaultStepType);
        field->setSingleStep(1);
    }
    field->setFixedWidth(kNarrowField);
    return field;
}

double numberOf(const DecimalField& field, double given)
{
    const double half = 0.5 * std::pow(10.0, -field.decimals());
    const double shown = std::clamp(given, field.minimum(), field.maximum());
    return std::abs(field.value() - shown) <= half ? given : field.value();
}

} // namespace isthmus
