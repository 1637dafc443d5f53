// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/nn/layers/Pooling.h"

namespace isthmus {

namespace {

class AveragePool final : public Pooling
{
public:
    using Pooling::Pooling;

private:
    /// Share of one pixel in the mean.
    [[nodiscard]] float share() const
    {
        return 1.0F / static_cast<float>(window().vertical.kernel * window().horizontal.kernel);
    }
    void poolPixel(const Batch& in, Position place, Batch& out) const override;
    void gradientOfPixel(const Batch& in, const Batch& gradOut, Position pixel, Batch& gradIn) const override;
};

void AveragePool::poolPixel(const Batch& in, Position place, Batch& out) const
{
    const Range rows = window().vertical.covered(place.y, inputShape().height);
    const Range columns = window().horizontal.covered(place.x, inputShape().width);
    for (Index channel = 0; channel < outputShape().channels; ++channel) {
        float* pooled = out.row(outputRow(place.y, place.x) + channel);
        for (Index i = 0; i < in.cols(); i += kLane) {
            Lanes sum = Lanes::Zero();
            for (Index y = rows.first; y < rows.end; ++y) {
                for (Index x = columns.first; x < columns.end; ++x)
                    sum += lanes(in.row(inputRow(y, x) + channel) + i);
            }
            lanes(pooled + i) = share() * sum;
        }
    }
}

void AveragePool::gradientOfPixel(const Batch&, const Batch& gradOut, Position pixel, Batch& gradIn) const
{
    const Range placesY = window().vertical.placesOver(pixel.y, outputShape().height);
    const Range placesX = window().horizontal.placesOver(pixel.x, outputShape().width);
    for (Index channel = 0; channel < inputShape().channels; ++channel) {
        float* gradient = gradIn.row(inputRow(pixel.y, pixel.x) + channel);
        for (Index i = 0; i < gradIn.cols(); i += kLane) {
            Lanes sum = Lanes::Zero();
            for (Index y = placesY.first; y < placesY.end; ++y) {
                for (Index x = placesX.first; x < placesX.end; ++x)
                    sum += lanes(gradOut.row(outputRow(y, x) + channel) + i);
            }
            lanes(gradient + i) = share() * sum;
        }
    }
}

} // namespace

LayerType averagePoolLayer()
{
    return {
        .name = "avg-pool",
        .label = "average pooling",
        .fields = poolingFields(),
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            return std::make_unique<AveragePool>(
                context.input, poolingWindow(layerType("avg-pool"), spec, context.input));
        },
    };
}

} // namespace isthmus
