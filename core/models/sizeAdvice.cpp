// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/sizeAdvice.h"

#include "core/base/Error.h"
#include "core/nn/Network.h"

#include <algorithm>
#include <array>
#include <optional>

namespace isthmus {

namespace {

Network encoderOf(const ModelSpec& spec, Shape data)
{
    return {"encoder", spec.encoder, data, data, 0};
}

/// Images on the way through the encoder, each smaller than the one before, as pixels; the first is the input's.
std::vector<Index> shrinkingSizes(const Network& encoder)
{
    std::vector<Index> sizes{Index(encoder.inputShape().height) * encoder.inputShape().width};
    for (const auto& layer : encoder.layers()) {
        if (layer->isView())
            break;
        const Index pixels = Index(layer->outputShape().height) * layer->outputShape().width;
        if (pixels < sizes.back())
            sizes.push_back(pixels);
    }
    return sizes;
}

/// Does a side of the images shrink to one pixel?
bool reachesOnePixel(const Network& encoder)
{
    Shape last = encoder.inputShape();
    for (const auto& layer : encoder.layers()) {
        if (layer->isView())
            break;
        last = layer->outputShape();
    }
    const Shape first = encoder.inputShape();
    return (last.width == 1 && first.width > 1) || (last.height == 1 && first.height > 1);
}

bool comesBack(const ModelSpec& spec, Shape data)
{
    try {
        const Network encoder = encoderOf(spec, data);
        const Shape code = spec.isVariational() ? Shape::vector(spec.latentDim) : encoder.outputShape();
        const Network decoder("decoder", spec.decoder, code, data, encoder.parameterCount(), encoder.mirror());
        return decoder.outputShape().size() == data.size();
    } catch (const Error&) {
        return false;
    }
}

/// A square, or of signals a line.
Shape withSide(Shape data, int side)
{
    return {data.channels, data.height == 1 ? 1 : side, side};
}

std::optional<int> nextSideThatFits(const ModelSpec& spec, Shape data)
{
    const int longer = std::max(data.width, data.height);
    for (int side = longer + 1; side <= 4 * longer; ++side)
        if (comesBack(spec, withSide(data, side)))
            return side;
    return std::nullopt;
}

std::string sideText(int width, int height)
{
    return std::to_string(width) + " x " + std::to_string(height);
}

std::string halvingsText(std::size_t count)
{
    constexpr std::array kWords{"no halving", "one halving", "two halvings", "three halvings", "four halvings"};
    return count < kWords.size() ? kWords[count] : std::to_string(count) + " halvings";
}

} // namespace

std::string sizeAdvice(const ModelSpec& spec, Shape data)
{
    if (!spec.hasEncoder() || !reachesOnePixel(encoderOf(spec, data)))
        return {};
    const std::optional<int> side = nextSideThatFits(spec, data);
    if (!side)
        return {};
    const Shape larger = withSide(data, *side);
    const std::size_t halvings = shrinkingSizes(encoderOf(spec, larger)).size() - 1;
    return "; " + sideText(data.width, data.height) + " is too small for " + halvingsText(halvings)
        + ": choose a larger size, from " + sideText(larger.width, larger.height) + " on";
}

} // namespace isthmus
