// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tasks/denoise/Denoiser.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

constexpr Index kMostFloats = 32 << 20; // that the passes of one block leave behind
constexpr Index kMostTiles = 256; // of a block
constexpr Index kLargestSide = 256; // of a tile, pixels
constexpr Index kLeastShare = 4; // the part of a tile that counts is this part of its side at least

/// The same tensors at the same places?
bool haveSameParameters(const Autoencoder& a, const Autoencoder& b)
{
    const auto isSame = [](const Parameter& x, const Parameter& y) {
        return x.name == y.name && x.offset == y.offset && x.shape == y.shape;
    };
    return std::equal(
        a.parameters().begin(), a.parameters().end(), b.parameters().begin(), b.parameters().end(), isSame);
}

/// The side of a tile for so many pixels: the model's own where it fits, else as large as is of use.
int sideFor(Index pixels, Index own, Index largest, const AxisReach& reach)
{
    if (pixels == own)
        return static_cast<int>(own);
    const Index before = roundUp(reach.margin, reach.period);
    const Index whole = roundUp(before + pixels + reach.margin, reach.period);
    return static_cast<int>(std::min(whole, roundUp(largest, reach.period)));
}

bool isEnough(Index side, const AxisReach& reach)
{
    return side - 2 * reach.margin >= std::max(reach.period, side / kLeastShare);
}

/// Tiles of a picture that are computed at a time.
Index blockOf(const Autoencoder& model)
{
    return std::clamp(kMostFloats / model.workspaceSize() / kLane * kLane, kLane, kMostTiles);
}

/// One channel of a picture.
std::vector<float> planeOf(Shape shape, std::span<const float> picture, int channel)
{
    std::vector<float> plane;
    for (auto i = static_cast<std::size_t>(channel); i < picture.size(); i += static_cast<std::size_t>(shape.channels))
        plane.push_back(picture[i]);
    return plane;
}

} // namespace

/// The model for one size of tiles, and where they lie.
struct Denoiser::Layout
{
    std::shared_ptr<const Autoencoder> model;
    AxisTiles down;
    AxisTiles across;

    [[nodiscard]] Index count() const { return down.count() * across.count(); }
    [[nodiscard]] std::size_t rowOf(Index tile) const { return static_cast<std::size_t>(tile / across.count()); }
    [[nodiscard]] std::size_t columnOf(Index tile) const { return static_cast<std::size_t>(tile % across.count()); }

    void gather(Shape shape, std::span<const float> picture, Index first, Batch& tiles, ThreadPool& pool) const;
    void add(Shape shape, Index first, const Batch& tiles, std::span<float> result) const;
};

/// Fills the columns of a batch with tiles from `first` on.
void Denoiser::Layout::gather(
    Shape shape, std::span<const float> picture, Index first, Batch& tiles, ThreadPool& pool) const
{
    const Index channels = shape.channels;
    pool.run(down.extent, [&](Index y) {
        for (Index column = 0; column < tiles.cols(); ++column) {
            const Index fromY = mirroredPlace(down.starts[rowOf(first + column)] + y, shape.height);
            for (Index x = 0; x < across.extent; ++x) {
                const Index fromX = mirroredPlace(across.starts[columnOf(first + column)] + x, shape.width);
                const float* from = picture.data() + (fromY * shape.width + fromX) * channels;
                for (Index channel = 0; channel < channels; ++channel)
                    tiles.row((y * across.extent + x) * channels + channel)[column] = from[channel];
            }
        }
    });
}

void Denoiser::Layout::add(Shape shape, Index first, const Batch& tiles, std::span<float> result) const
{
    const Index channels = shape.channels;
    for (Index column = 0; column < tiles.cols(); ++column) {
        const std::size_t row = rowOf(first + column);
        const std::size_t place = columnOf(first + column);
        for (Index y = 0; y < down.extent; ++y) {
            const float weightY = down.weights[row][static_cast<std::size_t>(y)];
            if (weightY == 0) // there alone a tile may reach beyond the picture
                continue;
            for (Index x = 0; x < across.extent; ++x) {
                const float weight = weightY * across.weights[place][static_cast<std::size_t>(x)];
                if (weight == 0)
                    continue;
                const Index pixel = (down.starts[row] + y) * shape.width + across.starts[place] + x;
                for (Index channel = 0; channel < channels; ++channel)
                    result[static_cast<std::size_t>(pixel * channels + channel)] +=
                        weight * tiles.row((y * across.extent + x) * channels + channel)[column];
            }
        }
    }
}

Denoiser::Denoiser(TrainedModel trained, ThreadPool& pool)
    : m_trained(std::move(trained))
    , m_pool(pool)
{
    const Autoencoder& model = *m_trained.model;
    requireEncoder(model.spec());
    const Shape shape = model.inputShape();
    if (shape.height < 2 || (shape.channels != 1 && shape.channels != 3))
        throw Error(model.spec().name + ": expected a model of grey or colour pictures, found one of "
            + (shape.isRow() ? "rows of " + grouped(shape.size()) + " numbers" : shape.text()));
}

std::shared_ptr<const Autoencoder> Denoiser::withInput(Shape tile) const
{
    if (tile == m_trained.model->inputShape())
        return m_trained.model;
    try {
        auto model = std::make_shared<const Autoencoder>(m_trained.model->spec(), tile);
        return haveSameParameters(*model, *m_trained.model) ? model : nullptr;
    } catch (const Error&) { // a size that its layers do not restore
        return nullptr;
    }
}

/// The model for tiles of more pixels than its own input has; null if it takes no others.
std::shared_ptr<const Autoencoder> Denoiser::enlarged(Shape shape, const PictureReach& reach) const
{
    const Shape own = m_trained.model->inputShape();
    for (Index largest = kLargestSide; largest > 0; largest /= 2) {
        const Shape tile{own.channels, sideFor(shape.height, own.height, largest, reach.vertical),
            sideFor(shape.width, own.width, largest, reach.horizontal)};
        const bool fits = (tile.height == shape.height || isEnough(tile.height, reach.vertical))
            && (tile.width == shape.width || isEnough(tile.width, reach.horizontal));
        if (!fits)
            return nullptr;
        auto model = withInput(tile);
        if (model == nullptr || model->workspaceSize() * kLane <= kMostFloats)
            return model;
    }
    return nullptr;
}

Denoiser::Layout Denoiser::layoutFor(Shape shape) const
{
    const Shape own = m_trained.model->inputShape();
    std::optional<AxisReach> down;
    std::optional<AxisReach> across;
    if (const std::optional<PictureReach> reach = m_trained.model->reach()) {
        if (auto model = enlarged(shape, *reach)) {
            const Shape tile = model->inputShape();
            return {model, tilesAlong(shape.height, tile.height, reach->vertical),
                tilesAlong(shape.width, tile.width, reach->horizontal)};
        }
        if (isEnough(own.height, reach->vertical) && isEnough(own.width, reach->horizontal)) {
            down = reach->vertical;
            across = reach->horizontal;
        }
    }
    return {m_trained.model, tilesAlong(shape.height, own.height, down), tilesAlong(shape.width, own.width, across)};
}

void Denoiser::restore(const Layout& layout, Shape shape, std::span<const float> picture, std::span<float> result,
    const Progress& progress) const
{
    const Autoencoder& model = *layout.model;
    Batch tiles;
    Batch code;
    Batch restored;
    Workspace workspace;
    const Index block = blockOf(model);
    for (Index first = 0; first < layout.count(); first += block) {
        report(progress, double(first) / double(layout.count()));
        tiles.resize(model.inputShape().size(), std::min(block, layout.count() - first));
        layout.gather(shape, picture, first, tiles, m_pool);
        fromShown(m_trained.scaling, tiles);
        model.encode(m_trained.parameters, tiles, code, nullptr, workspace, m_pool);
        model.decode(m_trained.parameters, code, restored, workspace, m_pool);
        toShown(m_trained.scaling, restored);
        layout.add(shape, first, restored, result);
    }
}

std::vector<float> Denoiser::clean(Shape shape, std::span<const float> picture, const Progress& progress) const
{
    assert(std::ssize(picture) == shape.size() && shape.size() > 0);
    std::vector<float> result(picture.size(), 0.0F);
    if (shape.channels != channels() && channels() != 1)
        throw Error("expected a picture of " + grouped(channels()) + " channels, as the model takes them, found "
            + grouped(shape.channels));
    const Layout layout = layoutFor(shape);
    if (shape.channels == channels()) {
        restore(layout, shape, picture, result, progress);
        return result;
    }
    const Shape grey{1, shape.height, shape.width};
    for (int channel = 0; channel < shape.channels; ++channel) {
        const std::vector<float> plane = planeOf(shape, picture, channel);
        std::vector<float> restored(plane.size(), 0.0F);
        restore(layout, grey, plane, restored,
            [&](double done) { return !progress || progress((channel + done) / shape.channels); });
        for (std::size_t i = 0; i < restored.size(); ++i)
            result[i * static_cast<std::size_t>(shape.channels) + static_cast<std::size_t>(channel)] = restored[i];
    }
    return result;
}

} // namespace isthmus
