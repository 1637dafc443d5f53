// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/all.h"

#include "core/base/Error.h"
#include "core/base/lanes.h"
#include "core/nn/layers/Resampling.h"
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

    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override
    {
        return ReceptiveField{{1, m_factors.height, 0, 0}, {1, m_factors.width, 0, 0}};
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

constexpr double kRepeated = 0; // of an extent that is not given

LayerField resizedField(const char* name, const char* label)
{
    return {
        name, label, kRepeated, 1, 1 << 14, true, "pixels; \"factor\": by the factor", {{"factor", kRepeated}}, true};
}

/// The pixel that each one is.
AxisShares nearestShares(Index small, Index large)
{
    AxisShares shares(static_cast<std::size_t>(large));
    for (std::size_t i = 0; i < shares.size(); ++i)
        shares[i].push_back({static_cast<Index>(i) * small / large, 1});
    return shares;
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
        .fields = {factorField(), widthField(factorField(), "factor-width", "Factor across"),
            resizedField("height", "Height"), resizedField("width", "Width")},
        .make = [](const LayerSpec& spec, const LayerContext& context) -> std::unique_ptr<Layer> {
            const SideValues factors = sideValues(layerType("upsample"), spec, "factor");
            const Shape input = context.input;
            if (input.flattened)
                throw Error("upsample: expected a picture, found a list of " + grouped(input.size())
                    + " values; put a reshape before it");
            const auto extent = [&](const char* name, double byFactor) {
                const double given = fieldValue(layerType("upsample"), spec, name);
                return given == kRepeated ? byFactor : given;
            };
            const double height = extent("height", input.height * factors.height);
            const double width = extent("width", input.width * factors.width);
            const bool isRepeated = height == input.height * factors.height && width == input.width * factors.width;
            constexpr double kMostValues = 1 << 26;
            if (height * width * input.channels > kMostValues)
                throw Error("upsample: a picture of " + input.text() + ", "
                    + (isRepeated ? factorText(factors)
                                  : "brought to " + shortNumber(height) + " x " + shortNumber(width))
                    + ", has more than " + grouped(static_cast<Index>(kMostValues)) + " values");
            if (!isRepeated)
                return std::make_unique<Resampling>(input, nearestShares(input.height, static_cast<Index>(height)),
                    nearestShares(input.width, static_cast<Index>(width)), std::nullopt);
            return std::make_unique<Upsample>(
                input, Upsample::Factors{static_cast<Index>(factors.height), static_cast<Index>(factors.width)});
        },
    };
}

} // namespace isthmus
