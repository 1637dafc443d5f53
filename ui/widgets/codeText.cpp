// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/codeText.h"

namespace isthmus {

QString dimensionName(int dimension)
{
    static const QString digits = QString::fromUtf8("₀₁₂₃₄₅₆₇₈₉");
    QString name = "z";
    for (const QChar digit : QString::number(dimension + 1))
        name += digits[digit.digitValue()];
    return name;
}

QString signedNumber(double value, int decimals)
{
    const QString text = QString::number(value, 'f', decimals);
    const bool isZero = text.toDouble() == 0; // which has no sign
    return isZero ? QString(text).remove('-') : QString(text).replace('-', QString::fromUtf8("−"));
}

} // namespace isthmus
