// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/ByteSource.h"
#include "core/data/Dataset.h"
#include "core/data/NumberType.h"

#include <optional>

namespace isthmus {

/// How the numbers of one sample lie in a file: contiguous, in C order.
struct NumberLayout
{
    NumberType type = NumberType::U8;
    bool swapped = false; ///< big-endian
    Shape shape;
    bool channelsFirst = false; ///< (channel, y, x) in place of (y, x, channel)
    bool mayMiss = false; ///< NaN stands for a number that is missing, and is no fault
    bool couldMiss = false; ///< it is a fault, and would be none with another choice
    [[nodiscard]] Index sampleBytes() const { return shape.size() * sizeOf(type); }
};

/// What an archive says about the bytes of a part.
struct PartChecksum
{
    std::uint32_t before = 0; ///< crc32() of what lies in front of the first sample
    std::uint32_t expected = 0; ///< crc32() of what lies in front and of all samples
};

/// Samples that follow each other in one source.
struct NumberPart
{
    std::shared_ptr<const ByteSource> source;
    std::uint64_t offset = 0; ///< byte where the first sample begins
    Index count = 0; ///< number of samples, at least 1
    std::string where; ///< file for messages
    std::optional<PartChecksum> checksum = std::nullopt;
};

/// @throws Error that says it, unless the checksums are the same
void requireChecksum(std::uint32_t found, std::uint32_t expected, const std::string& where);

/// Samples as numbers of any type, in memory or left in their files, which makes sets possible that are larger than
/// memory. Values become floats when they are asked for.
class NumberImages final : public ImageStore
{
public:
    /// Looks at every number once, on all threads.
    /// @param parts  training part first; each lies within its source
    /// @throws Error if a number is not finite (but for those that may be missing) or cannot be read, or a checksum
    /// differs; Cancelled
    NumberImages(const NumberLayout& layout, std::vector<NumberPart> parts, const Progress& progress = {});

    [[nodiscard]] Index count() const override;
    [[nodiscard]] std::string type() const override;
    [[nodiscard]] double minimum() const override;
    [[nodiscard]] double maximum() const override;
    [[nodiscard]] std::uint64_t bytes() const override;
    [[nodiscard]] bool isInMemory() const override;

    /// @throws Error if the file has become shorter or cannot be read
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override;

    /// @throws Error as gather() does
    void copy(Index sample, Index begin, std::span<float> out) const override;

    /// The same samples in memory, each with its numbers in another order.
    /// @param shape   of a new sample, which has as many numbers
    /// @param places  for each number of a new sample, which one of the old sample it is, both in (y, x, channel)
    /// @throws Error if there is not that much memory
    [[nodiscard]] std::shared_ptr<const NumberImages> rearranged(
        const Shape& shape, std::span<const Index> places) const;

    /// The range of the numbers of one part; of one where all are missing the minimum lies above the maximum.
    [[nodiscard]] const NumberRange& range(std::size_t part) const { return m_ranges[part]; }

private:
    /// Numbers of one sample from `begin` on, as they are stored: as many as the buffer has bytes for.
    [[nodiscard]] const std::uint8_t* sample(Index number, std::span<std::uint8_t> buffer, Index begin = 0) const;
    void copyStored(Index sample, Index begin, std::span<float> out) const;
    void gatherBytes(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const;
    void gatherNumbers(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const;

    NumberLayout m_layout;
    std::vector<NumberPart> m_parts;
    std::vector<NumberRange> m_ranges;
};

} // namespace isthmus
