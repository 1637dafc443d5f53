// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/matlab/FortranSamples.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace isthmus {

namespace {

/// Copies the numbers of one sample into C order.
template <std::size_t Size>
void turnNumbers(const std::uint8_t* from, const FortranSamples::Extents& extents, std::uint8_t* to)
{
    const auto [first, second, third] = extents;
    for (std::uint64_t i = 0; i < first; ++i)
        for (std::uint64_t j = 0; j < second; ++j)
            for (std::uint64_t k = 0; k < third; ++k) {
                std::memcpy(to, from + (i + first * (j + second * k)) * Size, Size);
                to += Size;
            }
}

} // namespace

FortranSamples::FortranSamples(std::shared_ptr<const ByteSource> source, std::uint64_t offset, std::uint64_t count,
    const Extents& extents, std::uint64_t numberSize)
    : m_source(std::move(source))
    , m_offset(offset)
    , m_count(count)
    , m_extents(extents)
    , m_numberSize(numberSize)
{
}

std::uint64_t FortranSamples::size() const
{
    return m_count * sampleSize();
}

std::uint64_t FortranSamples::sampleSize() const
{
    return m_extents[0] * m_extents[1] * m_extents[2] * m_numberSize;
}

const std::uint8_t* FortranSamples::view(std::uint64_t offset, std::span<std::uint8_t> buffer) const
{
    thread_local std::vector<std::uint8_t> stored; // keep their size: a training step allocates nothing
    thread_local std::vector<std::uint8_t> turned;
    const std::uint64_t bytes = sampleSize();
    stored.resize(bytes);
    turned.resize(bytes);
    for (std::span<std::uint8_t> left = buffer; !left.empty();) {
        const std::uint64_t within = offset % bytes;
        const auto count = std::min<std::uint64_t>(left.size(), bytes - within);
        const std::uint8_t* sample = m_source->view(m_offset + (offset - within), stored);
        turn(sample, count == bytes ? left.data() : turned.data());
        if (count != bytes)
            std::memcpy(left.data(), turned.data() + within, count);
        left = left.subspan(count);
        offset += count;
    }
    return buffer.data();
}

void FortranSamples::turn(const std::uint8_t* from, std::uint8_t* to) const
{
    switch (m_numberSize) {
    case 1:
        return turnNumbers<1>(from, m_extents, to);
    case 2:
        return turnNumbers<2>(from, m_extents, to);
    case 4:
        return turnNumbers<4>(from, m_extents, to);
    default:
        return turnNumbers<8>(from, m_extents, to);
    }
}

} // namespace isthmus
