// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lanes.h"
#include "core/nn/Layer.h"
#include "core/nn/layers.h"

namespace isthmus {

/// Consecutive numbers [first, end); empty if end is not above first.
struct Range
{
    Index first = 0;
    Index end = 0;
};

/// One side of a window that slides over a picture: one output pixel for each place where it stands, every `stride`
/// pixels. The picture is thought to be surrounded by `padding` pixels. Places that would hang over the edge are left
/// out.
struct Window
{
    Index kernel = 2; ///< pixels
    Index stride = 2; ///< pixels
    Index padding = 0; ///< pixels on each side

    /// Places along an axis of `extent` pixels.
    [[nodiscard]] Index places(Index extent) const { return (extent + 2 * padding - kernel) / stride + 1; }

    /// Pixels of an axis of `extent` pixels that the window covers at a place.
    [[nodiscard]] Range covered(Index place, Index extent) const;

    /// Places, of the `count` there are, at which the window covers a pixel.
    [[nodiscard]] Range placesOver(Index pixel, Index count) const;
};

/// A window by its sides.
struct PoolingWindow
{
    Window vertical;
    Window horizontal;
};

/// The window that the fields kernel, stride and padding of an entry ask for, and those along the width.
/// @throws Error if the input is no picture, the window is larger than the padded picture, or the padding is more
///         than half of the window
PoolingWindow poolingWindow(const LayerType& type, const LayerSpec& spec, Shape input);

/// The fields of poolingWindow().
const std::vector<LayerField>& poolingFields();

/// Joins the pixels under a window to one, each channel by itself. Backward it asks for each pixel of the input which
/// places cover it, so that each number is written by one tile.
class Pooling : public Layer
{
public:
    Pooling(Shape input, const PoolingWindow& window);

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const final;

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const final;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const final;

protected:
    /// A pixel, or a place of the window.
    struct Position
    {
        Index y = 0;
        Index x = 0;
    };

    [[nodiscard]] const PoolingWindow& window() const { return m_window; }
    [[nodiscard]] Index inputRow(Index y, Index x) const
    {
        return (y * inputShape().width + x) * inputShape().channels;
    }
    [[nodiscard]] Index outputRow(Index y, Index x) const
    {
        return (y * outputShape().width + x) * outputShape().channels;
    }

    /// All channels of one output pixel.
    virtual void poolPixel(const Batch& in, Position place, Batch& out) const = 0;

    /// Gradient by all channels of one input pixel.
    virtual void gradientOfPixel(const Batch& in, const Batch& gradOut, Position pixel, Batch& gradIn) const = 0;

private:
    PoolingWindow m_window;
};

} // namespace isthmus
