// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/layers/Pooling.h"

#include "core/base/Error.h"
#include "core/nn/tiles.h"

namespace isthmus {

namespace {

Shape pooledShape(Shape input, const Window& window)
{
    return {
        input.channels, static_cast<int>(window.places(input.height)), static_cast<int>(window.places(input.width))};
}

std::string extentText(Index height, Index width)
{
    return std::to_string(height) + " x " + std::to_string(width);
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
    static const std::vector<LayerField> fields{
        {"kernel", "Kernel", 2, 1, 64, true, "side of the window in pixels"},
        {"stride", "Stride", 2, 1, 64, true, "pixels from one window to the next"},
        {"padding", "Padding", 0, 0, 32, true, "pixels around the picture, at most half of the kernel"},
    };
    return fields;
}

Window poolingWindow(const LayerType& type, const LayerSpec& spec, Shape input)
{
    const auto count = [&](const char* field) { return static_cast<Index>(fieldValue(type, spec, field)); };
    const Window window{count("kernel"), count("stride"), count("padding")};
    const std::string name = type.name;
    if (input.flattened)
        throw Error(name + ": expected a picture, found a list of " + grouped(input.size())
            + " values; put a reshape before it");
    if (2 * window.padding > window.kernel)
        throw Error(name + ": padding of " + std::to_string(window.padding) + " is more than half the kernel of "
            + extentText(window.kernel, window.kernel));
    const Index height = input.height + 2 * window.padding;
    const Index width = input.width + 2 * window.padding;
    if (window.kernel > height || window.kernel > width)
        throw Error(name + ": kernel of " + extentText(window.kernel, window.kernel)
            + " is larger than the padded picture of " + extentText(height, width));
    return window;
}

Pooling::Pooling(Shape input, const Window& window)
    : Layer(input, pooledShape(input, window))
    , m_window(window)
{
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
