// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/DecodeLatency.h"

#include "core/analysis/Latent.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace isthmus {

namespace {

constexpr int kGridSide = 20;
constexpr double kGridReach = 3; ///< standard deviations of the prior
constexpr std::size_t kFewest = 3;

/// The smallest value that so large a share of the ascending values does not exceed.
double quantile(const std::vector<double>& ascending, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(ascending.size())));
    return ascending[std::clamp<std::size_t>(rank, 1, ascending.size()) - 1];
}

template <typename Work>
Latency measure(double seconds, const Work& work)
{
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    std::vector<double> times;
    work(); // sizes the buffers
    const Clock::time_point begin = Clock::now();
    while (times.size() < kFewest || Milliseconds(Clock::now() - begin).count() < 1e3 * seconds) {
        const Clock::time_point start = Clock::now();
        work();
        times.push_back(Milliseconds(Clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return {quantile(times, 0.5), quantile(times, 0.95)};
}

} // namespace

DecodeLatency measureDecodeLatency(const Autoencoder& model, const FloatVector& parameters, double seconds)
{
    ThreadPool alone;
    Workspace workspace;
    const std::vector<float> centre(static_cast<std::size_t>(model.latentDim()), 0.5F);
    const int second = std::min(1, model.latentDim() - 1);
    const Matrix plane =
        planeGrid(centre, 0, second, -kGridReach, kGridReach, -kGridReach, kGridReach, kGridSide, kGridSide);
    DecodeLatency latency;
    latency.one = measure(seconds, [&] { (void)decodeOne(model, parameters, centre, workspace, alone); });
    latency.grid = measure(seconds, [&] { (void)decodeCodes(model, parameters, plane, alone); });
    return latency;
}

} // namespace isthmus
