// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

namespace isthmus {

/// Pictures of another store, turned or mirrored when they are asked for.
class TurnedImages final : public ImageStore
{
public:
    /// @param shape  of one picture as it is stored
    TurnedImages(std::shared_ptr<const ImageStore> images, Shape shape, ReadOptions::Turn turn);

    [[nodiscard]] Index count() const override { return m_images->count(); }
    [[nodiscard]] std::string type() const override { return m_images->type(); }
    [[nodiscard]] double minimum() const override { return m_images->minimum(); }
    [[nodiscard]] double maximum() const override { return m_images->maximum(); }
    [[nodiscard]] std::uint64_t bytes() const override { return m_images->bytes(); }
    [[nodiscard]] bool isInMemory() const override { return m_images->isInMemory(); }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override;
    void copy(Index sample, Index begin, std::span<float> out) const override;

private:
    /// The place where a value of the turned picture is stored.
    [[nodiscard]] Index storedPlace(Index value) const;

    std::shared_ptr<const ImageStore> m_images;
    Shape m_stored;
    Shape m_shape; ///< as it is turned
    ReadOptions::Turn m_turn;
};

/// The shape of a picture when it is turned.
Shape turnedShape(Shape shape, ReadOptions::Turn turn);

/// Turns all pictures of a data set.
/// @throws Error if they are rows of numbers
void turnImages(Dataset& data, ReadOptions::Turn turn);

} // namespace isthmus
