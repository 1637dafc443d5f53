// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/base/lanes.h"
#include "core/nn/tiles.h"

#include <algorithm>
#include <string>

namespace isthmus {

namespace {

class Upsample final : public Layer
{
public:
    /// How often each pixel is repeated.
    struct Factors
    {
        Index height;
        Index width;
    };

    Upsample(Shape input, Factors factors)
        : Layer(input, enlarged(input, factors))
        , m_factors(factors)
    {
    }

    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;

private:
    static Shape enlarged(Shape shape, Factors factors)
    {
        return {shape.channels, shape.height * static_cast<int>(factors.height),
            shape.width * static_cast<int>(factors.width)};
    }

    Factors m_factors;
};

void Upsample::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    const Index channels = inputShape().channels;
    const Index width = outputShape().width;
    forEachRowTileOf(pass.pool, out.rows(), channels, in.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Index pixel = row / channels;
            const Index from = pixel / width / m_factors.height * inputShape().width + pixel % width / m_factors.width;
            std::copy_n(in.row(from * channels + row % channels), roundUp(in.cols(), kLane), out.row(row));
        }
        if (done)
            done(block);
    });
}

void Upsample::backwardInput(
    const Pass& pass, const Batch&, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    const Index channels = inputShape().channels;
    forEachRowTileOf(pass.pool, gradIn.rows(), channels, gradOut.cols(), [&](const Block& block) {
        for (Index row = block.firstRow; row < block.firstRow + block.rows; ++row) {
            const Index pixel = row / channels;
            const Index firstY = pixel / inputShape().width * m_factors.height;
            const Index firstX = pixel % inputShape().width * m_factors.width;
            for (Index i = 0; i < gradOut.cols(); i += kLane) {
                Lanes sum = Lanes::Zero();
                for (Index y = firstY; y < firstY + m_factors.height; ++y) {
                    for (Index x = firstX; x < firstX + m_factors.width; ++x)
                        sum += lanes(gradOut.row((y * outputShape().width + x) * channels + row % channels) + i);
                }
                lanes(gradIn.row(row) + i) = sum;
            }
        }
        if (done)
            done(block);
    });
}

LayerField factorField()
{
    return {"factor", "Factor", 2, 1, 64, true, "height and width grow by it"};
}

std::string factorText(const SideValues& factors)
{
    return factors.height == factors.width
        ? shortNumber(factors.height) + " times as high and wide"
        : shortNumber(factors.height) + " times as high and " + shortNumber(factors.width) + " times as wide";
}

} // namespace

LayerType upsampleLayer()
{
    return {
        .name = "upsample",
        .label = "upsampling",
        .fields = {factorField(), widthField(factorField(), "factor-width", "Factor across")},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const SideValues factors = sideValues(layerType("upsample"), spec, "factor");
            const Shape input = context.input;
            if (input.flattened)
                throw Error("upsample: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            constexpr double kMostValues = 1 << 26;
            if (static_cast<double>(input.size()) * factors.height * factors.width > kMostValues)
                throw Error("upsample: a picture of " + input.text() + ", " + factorText(factors) + ", has more than "
                    + grouped(static_cast<Index>(kMostValues)) + " values");
            return std::make_unique<Upsample>(
                input, Upsample::Factors{static_cast<Index>(factors.height), static_cast<Index>(factors.width)});
        },
    };
}

} // namespace isthmus
