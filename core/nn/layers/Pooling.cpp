// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Pooling.h"

#include "core/base/Error.h"
#include "core/nn/tiles.h"

#include <algorithm>

namespace isthmus {

namespace {

Shape pooledShape(Shape input, const PoolingWindow& window)
{
    return {input.channels, static_cast<int>(window.vertical.places(input.height)),
        static_cast<int>(window.horizontal.places(input.width))};
}

std::string extentText(Index height, Index width)
{
    return std::to_string(height) + " x " + std::to_string(width);
}

std::string paddingText(const PoolingWindow& window)
{
    const Index height = window.vertical.padding;
    const Index width = window.horizontal.padding;
    return height == width ? std::to_string(height) : extentText(height, width);
}

bool isOverHalf(const Window& side)
{
    return 2 * side.padding > side.kernel;
}

/// Calls work(y, x) for each pixel of a block of whole pixels of a picture.
template <typename Work>
void forEachPixel(const Block& block, Shape shape, const Work& work)
{
    const Index end = (block.firstRow + block.rows) / shape.channels;
    for (Index pixel = block.firstRow / shape.channels; pixel < end; ++pixel)
        work(pixel / shape.width, pixel % shape.width);
}

} // namespace

Range Window::covered(Index place, Index extent) const
{
    const Index first = place * stride - padding;
    return {std::max<Index>(first, 0), std::min(first + kernel, extent)};
}

Range Window::placesOver(Index pixel, Index count) const
{
    const Index beforeFirst =
        pixel + padding - kernel; // the last place that ends before the pixel starts here or below
    return {beforeFirst < 0 ? 0 : beforeFirst / stride + 1, std::min((pixel + padding) / stride + 1, count)};
}

const std::vector<LayerField>& poolingFields()
{
    static const LayerField kernel{"kernel", "Kernel", 2, 1, 64, true, "side of the window in pixels"};
    static const LayerField stride{"stride", "Stride", 2, 1, 64, true, "pixels from one window to the next"};
    static const LayerField padding{
        "padding", "Padding", 0, 0, 32, true, "pixels around the picture, at most half of the kernel"};
    static const std::vector<LayerField> fields{kernel, stride, padding,
        widthField(kernel, "kernel-width", "Kernel across"), widthField(stride, "stride-width", "Stride across"),
        widthField(padding, "padding-width", "Padding across")};
    return fields;
}

PoolingWindow poolingWindow(const LayerType& type, const LayerSpec& spec, Shape input)
{
    const auto sides = [&](const char* field) { return sideValues(type, spec, field); };
    const SideValues kernel = sides("kernel");
    const SideValues stride = sides("stride");
    const SideValues padding = sides("padding");
    const auto window = [&](double SideValues::*side) {
        return Window{
            static_cast<Index>(kernel.*side), static_cast<Index>(stride.*side), static_cast<Index>(padding.*side)};
    };
    const PoolingWindow both{window(&SideValues::height), window(&SideValues::width)};
    const std::string name = type.name;
    if (input.flattened)
        throw Error(name + ": expected a picture, found a list of " + grouped(input.size())
            + " values; put a reshape before it");
    const std::string extents = extentText(both.vertical.kernel, both.horizontal.kernel);
    if (isOverHalf(both.vertical) || isOverHalf(both.horizontal))
        throw Error(name + ": padding of " + paddingText(both) + " is more than half the kernel of " + extents);
    const Index height = input.height + 2 * both.vertical.padding;
    const Index width = input.width + 2 * both.horizontal.padding;
    if (both.vertical.kernel > height || both.horizontal.kernel > width)
        throw Error(
            name + ": kernel of " + extents + " is larger than the padded picture of " + extentText(height, width));
    return both;
}

Pooling::Pooling(Shape input, const PoolingWindow& window)
    : Layer(input, pooledShape(input, window))
    , m_window(window)
{
}

std::optional<ReceptiveField> Pooling::receptiveField() const
{
    const auto along = [](const Window& side) { return slidingField(side.stride, side.padding, side.kernel); };
    return ReceptiveField{along(m_window.vertical), along(m_window.horizontal)};
}

void Pooling::forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const
{
    forEachRowTileOf(pass.pool, out.rows(), outputShape().channels, in.cols(), [&](const Block& block) {
        forEachPixel(block, outputShape(), [&](Index y, Index x) { poolPixel(in, {y, x}, out); });
        if (done)
            done(block);
    });
}

void Pooling::backwardInput(
    const Pass& pass, const Batch& in, const Batch&, const Batch& gradOut, Batch& gradIn, BlockDone done) const
{
    forEachRowTileOf(pass.pool, gradIn.rows(), inputShape().channels, gradOut.cols(), [&](const Block& block) {
        forEachPixel(block, inputShape(), [&](Index y, Index x) { gradientOfPixel(in, gradOut, {y, x}, gradIn); });
        if (done)
            done(block);
    });
}

} // namespace isthmus
