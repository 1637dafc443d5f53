// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/Latent.h"
#include "core/train/Snapshot.h"
#include "ui/views/latent/PlanePoints.h"

#include <memory>
#include <optional>

namespace isthmus {

/// Codes of every n-th sample, of one moment: what the background lane computes in one go.
struct CodeSlice
{
    int number = 0; ///< samples number, number + slices, number + 2 * slices, ...
    std::shared_ptr<const Snapshot> snapshot;
    Matrix codes; ///< samples of the slice x latentDim
    LatentSummary summary;
};

/// Codes of all samples on the plane, renewed slice by slice: each slice is of one moment, and while training runs the
/// slices are of moments close to each other. With the run paused all come to be of the moment that is shown.
class LatentCodes
{
public:
    LatentCodes() = default;
    /// @param samples    number of samples
    /// @param latentDim  size of the model's codes
    /// @param slices     number of slices: at least 1; no more than samples
    LatentCodes(Index samples, int latentDim, int slices);

    [[nodiscard]] int slices() const { return static_cast<int>(m_slices.size()); }
    [[nodiscard]] Index samples() const { return m_samples; }
    [[nodiscard]] int latentDim() const { return m_latentDim; }

    /// The slice that is to be renewed for this moment: the next one around that belongs to another. Empty: all belong
    /// to it.
    [[nodiscard]] std::optional<int> nextFor(const Snapshot* snapshot) const;
    void store(const CodeSlice& slice);

    /// Whether any slice has come.
    [[nodiscard]] bool hasAny() const { return m_last >= 0; }
    /// Whether each slice has come at least once.
    [[nodiscard]] bool isComplete() const;
    /// Mean and variance over all slices that have come.
    [[nodiscard]] LatentSummary summary() const;
    /// Code of the sample of this number on the plane; empty while it has not come.
    [[nodiscard]] std::vector<float> code(std::size_t point) const;

    /// The points on two dimensions, in the order of the samples; NaN where no code has come yet. With one dimension
    /// (dimX == dimY) y spreads the samples by their number from -1 to 1.
    [[nodiscard]] PlanePoints points(int dimX, int dimY) const;

private:
    struct Slice
    {
        std::shared_ptr<const Snapshot> snapshot; ///< moment of the codes; null: they have not come
        Matrix codes;
        LatentSummary summary;
    };

    Index m_samples = 0;
    int m_latentDim = 0;
    std::vector<Slice> m_slices;
    int m_last = -1; ///< the slice that came last
};

} // namespace isthmus
