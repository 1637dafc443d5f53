// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/typedNumber.h"

#include "core/base/Error.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace isthmus {
namespace {

constexpr double kLongNumber = 10000; // from here on thousands are separated

QString tr(const char* text)
{
    return QCoreApplication::translate("FieldRange", text);
}

/// With the point that C knows; what has commas for anything else keeps them, and so is no number.
QString withPoint(QString text, bool isWhole)
{
    static const QRegularExpression thousands("^[+-]?\\d{1,3}(,\\d{3})+$");
    if (isWhole && thousands.match(text).hasMatch())
        return text.remove(',');
    return text.count(',') == 1 && !text.contains('.') ? text.replace(',', '.') : text;
}

bool hasDecimals(double number, int decimals)
{
    const double scaled = number * std::pow(10.0, decimals);
    return std::abs(scaled - std::round(scaled)) <= 1e-6;
}

bool takes(const FieldRange& range, double number)
{
    if (range.hasZero && number == 0)
        return true;
    if (number < range.minimum || number > range.maximum || (range.isWhole && number != std::round(number)))
        return false;
    return range.isWhole || range.decimals < 0 || hasDecimals(number, range.decimals);
}

QString written(double number, bool isWhole)
{
    if (isWhole && std::abs(number) >= kLongNumber)
        return QString::fromStdString(grouped(std::llround(number)));
    return QString::fromStdString(shortNumber(number, 9)).replace("e-0", "e-").replace("e+0", "e");
}

} // namespace

std::optional<double> typedNumber(const QString& text, const FieldRange& range)
{
    const QString plain = withPoint(text.trimmed().replace(QChar(0x2212), '-'), range.isWhole);
    bool isNumber = false;
    const double number = QLocale::c().toDouble(plain, &isNumber);
    if (!isNumber || plain.contains(',') || !std::isfinite(number) || !takes(range, number))
        return std::nullopt;
    return number;
}

bool mayBeginNumber(const QKeyEvent& key)
{
    const QString text = key.text();
    const bool isTyped = text.size() == 1 && text[0].isPrint()
        && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    return !isTyped || text[0].isLetterOrNumber() || text[0] == '-' || text[0] == '+' || text[0] == QChar(0x2212);
}

QString rangeText(const FieldRange& range)
{
    const QString least = written(range.minimum, range.isWhole);
    const QString most = written(range.maximum, range.isWhole);
    if (range.isWhole)
        return tr("a whole number between %1 and %2").arg(least, most);
    if (range.hasZero)
        return tr("0, or a number between %1 and %2").arg(least, most);
    if (range.decimals == 1)
        return tr("a number between %1 and %2, with up to 1 decimal").arg(least, most);
    if (range.decimals > 0)
        return tr("a number between %1 and %2, with up to %3 decimals").arg(least, most).arg(range.decimals);
    return tr("a number between %1 and %2").arg(least, most);
}

} // namespace isthmus
