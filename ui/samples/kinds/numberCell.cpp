// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/numberCell.h"

#include "core/base/Error.h"

#include <cmath>

namespace isthmus {

QString numberCell(double value)
{
    constexpr double kNothing = 1e-12;
    constexpr double kWhole = 1000;
    constexpr double kMany = 1e7;
    const double size = std::abs(value);
    const bool isWhole = size >= kWhole && size < kMany;
    QString text =
        isWhole ? QString::number(value, 'f', 0) : QString::fromStdString(shortNumber(size < kNothing ? 0 : value, 4));
    return text.replace('-', QChar(0x2212));
}

QString missingCell()
{
    return QChar(0x2013);
}

QString differenceCell(double value)
{
    const QString text = numberCell(value);
    return value > 0 && text != "0" ? '+' + text : text;
}

} // namespace isthmus
