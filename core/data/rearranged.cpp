// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rearranged.h"

#include <cstddef>
#include <cstring>

namespace isthmus {

namespace {

template <std::size_t Size>
std::vector<std::uint8_t> rearrangedNumbers(std::span<const std::uint8_t> samples, std::span<const Index> places)
{
    std::vector<std::uint8_t> all(samples.size());
    const std::size_t sampleBytes = places.size() * Size;
    std::uint8_t* to = all.data();
    for (std::size_t begin = 0; begin < samples.size(); begin += sampleBytes) {
        for (const Index place : places) {
            std::memcpy(to, samples.data() + begin + static_cast<std::size_t>(place) * Size, Size);
            to += Size;
        }
    }
    return all;
}

} // namespace

std::vector<std::uint8_t> rearranged(
    std::span<const std::uint8_t> samples, int numberSize, std::span<const Index> places)
{
    switch (numberSize) {
    case 1:
        return rearrangedNumbers<1>(samples, places);
    case 2:
        return rearrangedNumbers<2>(samples, places);
    case 4:
        return rearrangedNumbers<4>(samples, places);
    default:
        return rearrangedNumbers<8>(samples, places);
    }
}

} // namespace isthmus
