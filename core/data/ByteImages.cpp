// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Dataset.h"
#include "core/data/columns.h"

#include <algorithm>
#include <array>
#include <utility>

namespace isthmus {

ByteImages::ByteImages(Shape shape, std::vector<std::uint8_t> bytes)
    : m_shape(shape)
    , m_bytes(std::move(bytes))
{
    if (shape.size() < 1 || m_bytes.empty() || m_bytes.size() % static_cast<std::size_t>(shape.size()) != 0)
        throw Error("images of " + shape.text() + ": expected a multiple of " + grouped(shape.size()) + " bytes, found "
            + grouped(static_cast<std::int64_t>(m_bytes.size())));
    std::uint8_t low = 255;
    std::uint8_t high = 0;
    for (const std::uint8_t byte : m_bytes) {
        low = std::min(low, byte);
        high = std::max(high, byte);
    }
    m_minimum = low;
    m_maximum = high;
}

Index ByteImages::count() const
{
    return static_cast<Index>(m_bytes.size()) / m_shape.size();
}

std::string ByteImages::type() const
{
    return "uint8";
}

double ByteImages::minimum() const
{
    return m_minimum;
}

double ByteImages::maximum() const
{
    return m_maximum;
}

std::span<const std::uint8_t> ByteImages::sample(Index number) const
{
    const auto length = static_cast<std::size_t>(m_shape.size());
    return std::span(m_bytes).subspan(static_cast<std::size_t>(number) * length, length);
}

void ByteImages::gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const
{
    const auto wanted = static_cast<Index>(which.size());
    for (Index begin = 0; begin < wanted; begin += kLane) {
        const Index samples = std::min(kLane, wanted - begin);
        std::array<const std::uint8_t*, kLane> from{};
        for (Index lane = 0; lane < samples; ++lane)
            from[static_cast<std::size_t>(lane)] = sample(which[static_cast<std::size_t>(begin + lane)]).data();
        storeColumns(std::span(from).first(static_cast<std::size_t>(samples)), m_shape.size(), scale, offset, out,
            first + begin);
    }
}

void ByteImages::copy(Index sample, Index begin, std::span<float> out) const
{
    const auto bytes = this->sample(sample).subspan(static_cast<std::size_t>(begin), out.size());
    std::copy(bytes.begin(), bytes.end(), out.begin());
}

} // namespace isthmus
