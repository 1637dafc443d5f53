// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/LogTicker.h"

#include <cmath>

namespace isthmus {

namespace {

const QVector<QVector<int>> kDigits{{1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}}; ///< the most at first

/// The multiples of powers of ten by these digits, in a range above 0.
QVector<double> multiplesIn(const QCPRange& range, const QVector<int>& digits)
{
    QVector<double> multiples;
    for (double power = std::pow(10, std::floor(std::log10(range.lower))); power <= range.upper; power *= 10)
        for (const int digit : digits)
            if (range.contains(digit * power))
                multiples << digit * power;
    return multiples;
}

} // namespace

void LogTicker::setRoom(int pixels, int gap)
{
    m_pixels = pixels;
    m_gap = gap;
}

QVector<double> LogTicker::createTickVector(double, const QCPRange& range)
{
    QVector<double> ticks;
    for (const QVector<int>& digits : kDigits) {
        ticks = multiplesIn(range, digits);
        if (haveRoom(ticks, range))
            break;
    }
    return ticks;
}

bool LogTicker::haveRoom(const QVector<double>& ticks, const QCPRange& range) const
{
    const double pixelsAnE = m_pixels / std::log(range.upper / range.lower);
    for (qsizetype i = 1; i < ticks.size(); ++i)
        if (std::log(ticks[i] / ticks[i - 1]) * pixelsAnE < m_gap)
            return false;
    return true;
}

} // namespace isthmus
