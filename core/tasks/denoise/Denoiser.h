// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Scaling.h"
#include "core/models/Autoencoder.h"
#include "core/tasks/denoise/AxisTiles.h"

#include <memory>
#include <span>
#include <vector>

namespace isthmus {

/// A model at one moment, and the scaling of the data that it was trained on.
struct TrainedModel
{
    std::shared_ptr<const Autoencoder> model;
    const FloatVector& parameters;
    Scaling scaling;
};

/// Brings pictures of any size through an autoencoder, tile by tile. Pictures are given and returned on the scale that
/// they are drawn in, 0 to 1 from black to white, never clipped, (y, x, channel).
///
/// A picture of the model's size is reconstructed as it is. Any other one goes on beyond its edges as its mirror image,
/// so that a smaller one fills a tile. Where the model looks at a part of the picture alone (Autoencoder::reach()), the
/// tiles are larger than the model's input as far as memory allows, and the result is that of one tile of any size.
/// Else a tile has the model's size, each pixel lies in sixteen of them, and the result is their weighted mean. See
/// tilesAlong().
///
/// In the hands of one thread; parameters outlive it. Results do not depend on the number of threads.
class Denoiser
{
public:
    /// @throws Error if the model has no encoder, or takes no pictures of one or three channels
    Denoiser(TrainedModel trained, ThreadPool& pool);

    [[nodiscard]] int channels() const { return m_trained.model->inputShape().channels; }

    /// @param shape     of the picture: as many channels as the model has, or any number where that has one; then each
    ///                  is a picture by itself
    /// @param picture   shape.size() values
    /// @return          as many
    /// @throws Error if it has other channels; Cancelled
    [[nodiscard]] std::vector<float> clean(
        Shape shape, std::span<const float> picture, const Progress& progress = {}) const;

private:
    struct Layout;
    [[nodiscard]] Layout layoutFor(Shape shape) const;
    [[nodiscard]] std::shared_ptr<const Autoencoder> enlarged(Shape shape, const PictureReach& reach) const;
    [[nodiscard]] std::shared_ptr<const Autoencoder> withInput(Shape tile) const;
    void restore(const Layout& layout, Shape shape, std::span<const float> picture, std::span<float> result,
        const Progress& progress) const;

    TrainedModel m_trained;
    ThreadPool& m_pool;
};

} // namespace isthmus
