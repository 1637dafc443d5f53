// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Pictures of another store, turned or mirrored when they are asked for: of one that leaves them in its file.
class TurnedImages final : public ImageStore
{
public:
    /// @param places  for each value of a turned picture the place where it is stored
    TurnedImages(std::shared_ptr<const ImageStore> images, std::vector<Index> places);

    [[nodiscard]] Index count() const override { return m_images->count(); }
    [[nodiscard]] std::string type() const override { return m_images->type(); }
    [[nodiscard]] double minimum() const override { return m_images->minimum(); }
    [[nodiscard]] double maximum() const override { return m_images->maximum(); }
    [[nodiscard]] std::uint64_t bytes() const override { return m_images->bytes(); }
    [[nodiscard]] bool isInMemory() const override { return m_images->isInMemory(); }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override;
    void copy(Index sample, Index begin, std::span<float> out) const override;

private:
    [[nodiscard]] Index placeOf(Index value) const { return m_places[static_cast<std::size_t>(value)]; }

    std::shared_ptr<const ImageStore> m_images;
    std::vector<Index> m_places;
    std::vector<Index> m_circles; ///< a value of each circle of places, each of which is where the next one goes
};

/// The shape of a picture when it is turned.
Shape turnedShape(Shape shape, ReadOptions::Turn turn);

/// For each value of a turned picture the place where it is stored, both in (y, x, channel).
/// @param shape  of a picture as it is stored
std::vector<Index> turnedPlaces(const Shape& shape, ReadOptions::Turn turn);

/// Turns all pictures of a data set: those in memory at once, those in a file when they are asked for.
/// @throws Error if they are rows of numbers, or there is no memory for them twice
void turnImages(Dataset& data, ReadOptions::Turn turn);

} // namespace isthmus
