// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/NumberType.h"

#include <limits>

namespace isthmus {

/// The places of the square patches of one picture: row after row, each `stride` pixels from the one before.
struct PatchGrid
{
    int side = 1;
    int stride = 1; ///< below the side: patches overlap; above it: what lies between them is not used
    int across = 1;
    int down = 1;

    [[nodiscard]] Index count() const { return Index(across) * down; }
};

/// Patches of one picture. The picture is kept once, however often patches overlap.
class PatchImages final : public ImageStore
{
public:
    /// @param picture  numbers of the type, (y, x, channel)
    /// @param width    width of the picture, in pixels
    /// @throws Error if a patch reaches beyond the picture, or a number in one is not finite
    PatchImages(const PatchGrid& grid, int channels, int width, std::vector<std::uint8_t> picture,
        NumberType type = NumberType::U8);

    [[nodiscard]] Index count() const override { return m_grid.count(); }
    [[nodiscard]] std::string type() const override;
    /// Least value in the pixels that a patch covers.
    [[nodiscard]] double minimum() const override { return m_minimum; }
    [[nodiscard]] double maximum() const override { return m_maximum; }
    [[nodiscard]] std::uint64_t bytes() const override { return m_picture.size(); }
    [[nodiscard]] bool isInMemory() const override { return true; }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override;
    void copy(Index sample, Index begin, std::span<float> out) const override;

private:
    void findRange();
    void gatherBytes(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const;
    void gatherNumbers(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const;

    /// The bytes of one row of a patch, all its channels.
    [[nodiscard]] std::span<const std::uint8_t> line(Index sample, int y) const;

    PatchGrid m_grid;
    int m_channels;
    int m_width;
    std::vector<std::uint8_t> m_picture;
    NumberType m_type;
    double m_minimum = std::numeric_limits<double>::infinity();
    double m_maximum = -std::numeric_limits<double>::infinity();
};

} // namespace isthmus
