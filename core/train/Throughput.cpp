// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Throughput.h"

namespace isthmus {

namespace {

constexpr double kRateWindowSeconds = 0.5;

} // namespace

void Throughput::begin(double seconds)
{
    goBack(seconds);
    m_rate = 0;
}

void Throughput::goBack(double seconds)
{
    m_start = seconds;
    m_samples = 0;
}

double Throughput::at(double seconds)
{
    const double spent = seconds - m_start;
    if (spent >= kRateWindowSeconds || (m_rate == 0 && spent > 0))
        m_rate = static_cast<double>(m_samples) / spent;
    if (spent >= kRateWindowSeconds)
        goBack(seconds);
    return m_rate;
}

} // namespace isthmus
