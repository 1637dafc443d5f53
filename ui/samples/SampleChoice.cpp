// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/SampleChoice.h"

#include "core/base/Rng.h"

#include <algorithm>
#include <map>

namespace isthmus {

std::vector<Index> chooseSamples(
    const Dataset& data, std::span<const Index> from, std::size_t count, std::uint64_t shuffle)
{
    const std::size_t total = from.size();
    const std::size_t start =
        shuffle == 0 || total == 0 ? 0 : Rng(shuffle, Purpose::Preview).below(total, static_cast<std::uint64_t>(0));
    std::map<std::int32_t, std::size_t> seen;
    std::vector<std::pair<std::size_t, Index>> ranked; // how many of its class came before, sample
    // Enough of them that each class that is there at all has come by.
    const std::size_t looked = std::min(total, std::max<std::size_t>(2000, count));
    for (std::size_t i = 0; i < looked; ++i) {
        const Index sample = from[(start + i) % total];
        const std::int32_t label = data.hasLabels() ? data.labels[static_cast<std::size_t>(sample)] : 0;
        ranked.emplace_back(seen[label]++, sample);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Index> chosen;
    for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i)
        chosen.push_back(ranked[i].second);
    return chosen;
}

} // namespace isthmus
