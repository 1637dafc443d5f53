// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/layers/Pooling.h"

namespace isthmus {

namespace {

class MaxPool final : public Pooling
{
public:
    using Pooling::Pooling;

private:
    void poolPixel(const Batch& in, Position place, Batch& out) const override;
    void gradientOfPixel(const Batch& in, const Batch& gradOut, Position pixel, Batch& gradIn) const override;
    [[nodiscard]] Lanes firstLargest(
        const float* values, Index stride, Position pixel, Range rows, Range columns) const;
};

void MaxPool::poolPixel(const Batch& in, Position place, Batch& out) const
{
    const Range rows = window().vertical.covered(place.y, inputShape().height);
    const Range columns = window().horizontal.covered(place.x, inputShape().width);
    for (Index channel = 0; channel < outputShape().channels; ++channel) {
        float* pooled = out.row(outputRow(place.y, place.x) + channel);
        for (Index i = 0; i < in.cols(); i += kLane) {
            Lanes largest = lanes(in.row(inputRow(rows.first, columns.first) + channel) + i);
            for (Index y = rows.first; y < rows.end; ++y) {
                for (Index x = columns.first; x < columns.end; ++x) {
                    const Lanes value = lanes(in.row(inputRow(y, x) + channel) + i);
                    largest = (value > largest || value.isNaN()).select(value, largest); // max() may lose a NaN
                }
            }
            lanes(pooled + i) = largest;
        }
    }
}

/// 1 where the pixel is the first of the largest values of a window, 0 elsewhere: larger than all that come before it,
/// and not smaller than any behind it.
/// @param values  of 16 samples of one channel of pixel (0, 0)
/// @param stride  from a pixel to the next one, in floats
Lanes MaxPool::firstLargest(const float* values, Index stride, Position pixel, Range rows, Range columns) const
{
    const auto at = [&](Index y, Index x) { return lanes(values + (y * inputShape().width + x) * stride); };
    const Lanes own = at(pixel.y, pixel.x);
    Lanes wins = Lanes::Ones();
    for (Index y = rows.first; y < rows.end; ++y) {
        for (Index x = columns.first; x < columns.end; ++x) {
            if (y < pixel.y || (y == pixel.y && x < pixel.x))
                wins = (own > at(y, x)).select(wins, Lanes::Zero());
            else
                wins = (own >= at(y, x)).select(wins, Lanes::Zero());
        }
    }
    return wins;
}

void MaxPool::gradientOfPixel(const Batch& in, const Batch& gradOut, Position pixel, Batch& gradIn) const
{
    const Range placesY = window().vertical.placesOver(pixel.y, outputShape().height);
    const Range placesX = window().horizontal.placesOver(pixel.x, outputShape().width);
    for (Index channel = 0; channel < inputShape().channels; ++channel) {
        float* gradient = gradIn.row(inputRow(pixel.y, pixel.x) + channel);
        for (Index i = 0; i < gradIn.cols(); i += kLane) {
            Lanes sum = Lanes::Zero();
            for (Index y = placesY.first; y < placesY.end; ++y) {
                const Range rows = window().vertical.covered(y, inputShape().height);
                for (Index x = placesX.first; x < placesX.end; ++x) {
                    const Range columns = window().horizontal.covered(x, inputShape().width);
                    sum += firstLargest(in.row(channel) + i, in.stride() * inputShape().channels, pixel, rows, columns)
                        * lanes(gradOut.row(outputRow(y, x) + channel) + i);
                }
            }
            lanes(gradient + i) = sum;
        }
    }
}

} // namespace

LayerType maxPoolLayer()
{
    return {
        .name = "max-pool",
        .label = "max pooling",
        .fields = poolingFields(),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<MaxPool>(context.input, poolingWindow(layerType("max-pool"), spec, context.input));
        },
    };
}

} // namespace isthmus
