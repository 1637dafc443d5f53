// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/knobScales.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TrainingView", text);
}

/// A positive number at three significant digits, so that a marker or a command line can name what a slider chose.
double shortened(double value)
{
    return QString::number(value, 'g', 3).toDouble();
}

/// "1e-5", not "1e-05".
QString withShortExponent(QString number)
{
    return number.replace("e-0", "e-").replace("e+0", "e");
}

/// A number that shortened() has made, whole: with two decimals, or as many as it has.
QString withDecimals(double value)
{
    constexpr int kMost = 8;
    int decimals = 2;
    while (decimals < kMost && QString::number(value, 'f', decimals).toDouble() != value)
        ++decimals;
    return QString::number(value, 'f', decimals);
}

/// The same with an exponent: "1.0e-3", "1.25e-3".
QString withExponent(double value)
{
    const bool isShort = QString::number(value, 'e', 1).toDouble() == value;
    return withShortExponent(QString::number(value, 'e', isShort ? 1 : 2));
}

QString valueText(KnobReach::Digits digits, double value)
{
    switch (digits) {
    case KnobReach::Digits::TwoDecimals:
        return withDecimals(value);
    case KnobReach::Digits::Exponent:
        return withExponent(value);
    case KnobReach::Digits::Three:
        break;
    }
    return QString::number(value, 'g', 3);
}

QString actsAtOnce(QString meaning, const QString& range)
{
    meaning[0] = meaning[0].toUpper();
    return range.isEmpty() ? tr("%1. Acts at the next step").arg(meaning)
                           : tr("%1: %2. Acts at the next step").arg(meaning, range);
}

QString rangeOf(double least, double most, const char* unit)
{
    const auto text = [](double limit) { return withShortExponent(QString::number(limit)); };
    return QString(tr("%1 to %2 %3")).arg(text(least), text(most), QString::fromUtf8(unit)).trimmed();
}

} // namespace

KnobScale knobScale(const KnobType& type)
{
    const KnobType* knob = &type; // tables live as long as the program
    const KnobReach& reach = type.reach;
    return {.minimum = reach.least,
        .maximum = reach.most,
        .logarithmic = reach.isLogarithmic,
        .text = [knob](double position) { return valueText(knob->reach.digits, knobValueAt(*knob, position)); },
        .leastIsZero = reach.hasZero};
}

double knobValueAt(const KnobType& type, double position)
{
    return type.reach.hasZero && position <= type.reach.least * 1.0001 ? 0 : shortened(position);
}

double knobPositionOf(const KnobType& type, double value)
{
    return std::max(value, type.reach.least);
}

QString knobToolTip(const KnobType& type)
{
    const double least = type.reach.hasZero ? 0 : type.reach.least;
    return actsAtOnce(
        QString::fromUtf8(type.help), type.number != nullptr ? rangeOf(least, type.reach.most, type.unit) : QString());
}

KnobScale amountScale(const CorruptionType& type)
{
    const CorruptionType* kind = &type; // tables live as long as the program
    return {.minimum = type.minimum,
        .maximum = type.maximum,
        .text =
            [kind](double position) {
                const double amount = amountOf(*kind, position);
                return kind->integer ? QString::number(amount, 'f', 0) : withDecimals(amount);
            },
        .isWhole = type.integer};
}

double amountOf(const CorruptionType& type, double position)
{
    return type.integer ? std::round(position) : shortened(position);
}

QString amountLabel(const CorruptionType& type)
{
    return QString::fromUtf8(type.symbol).replace("sigma", QString::fromUtf8("σ"));
}

QString amountToolTip(const CorruptionType& type)
{
    return actsAtOnce(QString::fromUtf8(type.help), rangeOf(type.minimum, type.maximum, ""));
}

} // namespace isthmus
