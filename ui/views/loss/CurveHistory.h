// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/Objective.h"
#include "core/train/MetricLog.h"

#include <array>
#include <cstddef>
#include <deque>
#include <vector>

namespace isthmus {

/// The number of a step that a curve shows. Values index arrays.
enum class Quantity { Total, Reconstruction, Kl };
inline constexpr std::size_t kQuantities = 3;
inline constexpr std::array<Quantity, kQuantities> kAllQuantities{
    Quantity::Total, Quantity::Reconstruction, Quantity::Kl};

/// Value of a quantity in a record of a step or of an evaluation.
template <typename Record>
[[nodiscard]] double valueOf(Quantity quantity, const Record& record)
{
    switch (quantity) {
    case Quantity::Total:
        return record.loss;
    case Quantity::Reconstruction:
        return record.terms[AutoencoderTerm::Reconstruction];
    case Quantity::Kl:
        break;
    }
    return record.terms[AutoencoderTerm::Kl];
}

/// One column of a curve: the steps that fall into it.
struct CurvePoint
{
    double epoch = 0; ///< epoch at the last of its steps
    float low = 0;
    float high = 0;
    float smooth = 0; ///< mean of the smoothed curve
};

/// The losses of all steps at several resolutions, each a quarter of the one before, so that a million steps are drawn
/// from a few thousand points. Appending a step costs the same however long the history is. Steps whose loss is not
/// finite are left out. A plain value of one thread.
class CurveHistory
{
public:
    /// Takes over what is new, or a part of it.
    /// @param steps  the whole history so far; what was taken before is not looked at again
    /// @param most   steps that are taken over in this call
    void append(const StepHistory& steps, std::size_t most = kAtOnce);
    /// The number of steps that are still to be taken over.
    [[nodiscard]] std::size_t missing(const StepHistory& steps) const { return steps.size() - m_taken; }
    [[nodiscard]] bool lacks(const StepHistory& steps) const { return missing(steps) > 0; }
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_levels.empty(); }
    [[nodiscard]] double lastEpoch() const;
    /// Smoothed value of the newest step: a running mean whose window grows to kWindow steps.
    [[nodiscard]] float current(Quantity quantity) const;

    /// Points of a range of epochs, at most 2 * columns and one outside on each side, so that lines reach the border.
    [[nodiscard]] std::vector<CurvePoint> points(Quantity quantity, double from, double to, int columns) const;

    static constexpr std::size_t kWindow = 50;
    static constexpr std::size_t kAtOnce = 16'384; ///< steps: some milliseconds of the window's time

private:
    using Values = std::array<float, kQuantities>;

    struct Bucket
    {
        double epoch = 0;
        Values low, high, smooth;
    };

    void add(const StepRecord& record);

    /// Level k has one bucket for 4^k steps; the last one may be incomplete. A vector would stop the window while it
    /// moves a million of them to a larger place.
    std::vector<std::deque<Bucket>> m_levels;
    Values m_smooth{};
    std::size_t m_count = 0; // steps in level 0
    std::size_t m_taken = 0; // steps of the history looked at, the left out ones among them
};

} // namespace isthmus
