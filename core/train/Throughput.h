// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace isthmus {

/// How many samples a second a run trains, over about the last half second of training. A plain value of one thread;
/// times are seconds of training since the run's beginning.
class Throughput
{
public:
    /// Begins anew at this time, with another run or state: its rate is not known yet.
    void begin(double seconds);
    /// The run goes back to this time; the rate stays until there is a newer one.
    void goBack(double seconds);
    void add(std::int64_t samples) { m_samples += samples; }
    /// The rate at this time, samples a second; 0 before anything was trained.
    [[nodiscard]] double at(double seconds);

private:
    double m_start = 0; ///< start of the time that is looked at
    std::int64_t m_samples = 0; ///< trained since then
    double m_rate = 0;
};

} // namespace isthmus
