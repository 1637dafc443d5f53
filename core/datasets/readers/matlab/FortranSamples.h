// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ByteSource.h"

#include <array>
#include <memory>

namespace isthmus {

/// Samples that lie one after the other, each with its first axis changing fastest, as if they were in C order. They
/// stay where they are, and are turned whenever they are read.
class FortranSamples final : public ByteSource
{
public:
    using Extents = std::array<std::uint64_t, 3>; ///< of a sample, as MATLAB writes them; 1 where it has fewer axes

    /// @param offset      byte of the source where the first sample begins
    /// @param count       samples, all within the source
    /// @param numberSize  bytes of one number: 1, 2, 4 or 8
    FortranSamples(std::shared_ptr<const ByteSource> source, std::uint64_t offset, std::uint64_t count,
        const Extents& extents, std::uint64_t numberSize);

    [[nodiscard]] std::uint64_t size() const override;
    [[nodiscard]] bool isInMemory() const override { return m_source->isInMemory(); }
    [[nodiscard]] const std::uint8_t* view(std::uint64_t offset, std::span<std::uint8_t> buffer) const override;

private:
    [[nodiscard]] std::uint64_t sampleSize() const;
    void turn(const std::uint8_t* from, std::uint8_t* to) const;

    std::shared_ptr<const ByteSource> m_source;
    std::uint64_t m_offset;
    std::uint64_t m_count;
    Extents m_extents;
    std::uint64_t m_numberSize;
};

} // namespace isthmus
