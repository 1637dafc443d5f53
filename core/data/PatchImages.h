// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

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

/// Patches of one picture of one byte a value. The picture is kept once, however often patches overlap.
class PatchImages final : public ImageStore
{
public:
    /// @param picture  (y, x, channel)
    /// @param width    width of the picture, in pixels
    /// @throws Error if a patch reaches beyond the picture
    PatchImages(const PatchGrid& grid, int channels, int width, std::vector<std::uint8_t> picture);

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

    /// One row of a patch, all its channels.
    [[nodiscard]] std::span<const std::uint8_t> line(Index sample, int y) const;

    PatchGrid m_grid;
    int m_channels;
    int m_width;
    std::vector<std::uint8_t> m_picture;
    std::uint8_t m_minimum = 255;
    std::uint8_t m_maximum = 0;
};

} // namespace isthmus
