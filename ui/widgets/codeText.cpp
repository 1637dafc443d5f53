// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/codeText.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

QString withMinus(QString number)
{
    return number.replace('-', QString::fromUtf8("−"));
}

} // namespace

QString dimensionName(int dimension)
{
    static const QString digits = QString::fromUtf8("₀₁₂₃₄₅₆₇₈₉");
    QString name = "z";
    for (const QChar digit : QString::number(dimension + 1))
        name += digits[digit.digitValue()];
    return name;
}

int codeDecimals(double span)
{
    constexpr int kLeast = 2;
    constexpr int kMost = 9;
    if (!(span > 0))
        return kLeast;
    return static_cast<int>(std::clamp(std::ceil(kLeast - std::log10(span)), double(kLeast), double(kMost)));
}

QString signedNumber(double value, int decimals)
{
    const QString text = QString::number(value, 'f', decimals);
    const bool isZero = text.toDouble() == 0; // which has no sign
    return isZero ? QString(text).remove('-') : withMinus(text);
}

QString valueText(double value)
{
    constexpr double kNothing = 1e-9;
    const double size = std::abs(value);
    return withMinus(QString::fromStdString(shortNumber(size < kNothing ? 0 : value, size < 1 ? 3 : 6)));
}

} // namespace isthmus
