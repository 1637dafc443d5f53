// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/knobScales.h"

#include <QString>

#include <cmath>

namespace isthmus {

namespace {

constexpr double kLeastBeta = 0.01;

}

double shortened(double value)
{
    return QString::number(value, 'g', 3).toDouble();
}

KnobScale learningRateScale()
{
    return {.minimum = 1e-5, .maximum = 1e-1, .logarithmic = true};
}

KnobScale betaScale()
{
    return {.minimum = kLeastBeta,
        .maximum = 10,
        .logarithmic = true,
        .text = [](double position) { return QString::number(betaAt(position), 'f', 2); },
        .leastIsZero = true};
}

double betaAt(double position)
{
    return position <= kLeastBeta * 1.0001 ? 0 : shortened(position);
}

double positionOfBeta(double beta)
{
    return std::max(beta, kLeastBeta);
}

KnobScale ScaleFromZero::scale() const
{
    return {.minimum = least,
        .maximum = most,
        .logarithmic = true,
        .text = [copy = *this](double position) { return QString::number(copy.valueAt(position), 'g', 3); },
        .leastIsZero = true};
}

double ScaleFromZero::valueAt(double position) const
{
    return position <= least * 1.0001 ? 0 : shortened(position);
}

double ScaleFromZero::positionOf(double value) const
{
    return std::max(value, least);
}

ScaleFromZero freeBitsScale()
{
    return {0.01, 10};
}

ScaleFromZero sparsityScale()
{
    return {1e-4, 10};
}

KnobScale amountScale(const CorruptionType& type)
{
    const CorruptionType* kind = &type; // tables live as long as the program
    return {.minimum = type.minimum,
        .maximum = type.maximum,
        .text = [kind](
                    double position) { return QString::number(amountOf(*kind, position), 'f', kind->integer ? 0 : 2); },
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

} // namespace isthmus
