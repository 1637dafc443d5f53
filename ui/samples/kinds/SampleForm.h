// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/RowDrawing.h"

#include <memory>
#include <span>
#include <vector>

namespace isthmus {

struct SampleKind;

/// Difference, as samples are drawn, that has the full colour of an error map and the full length of an error bar.
inline constexpr float kErrorScale = 0.5F;

/// What the numbers of a data set's samples mean to whoever looks at them. Made for a data set and shared as
/// `shared_ptr<const SampleForm>`; any thread.
struct SampleForm
{
    Shape shape;
    Scaling scaling;
    ColumnNames columns; ///< empty: without names
    double lowest = 0; ///< smallest and largest number of the data, in its units
    double highest = 1;
    const SampleKind* kind = nullptr; ///< how they are shown; never null
    RowDrawing drawing = {}; ///< how rows are drawn where there is no room for words; of pictures nothing

    /// From the engine's value of a place in a sample to the units of the data.
    [[nodiscard]] double inUnits(Index place, float value) const { return scaling.unitsAt(place)(double(value)); }

    /// How far a value is off, in parts of what has the full colour, with its sign.
    [[nodiscard]] double offBy(Index place, float is, float was) const;
};

std::shared_ptr<const SampleForm> sampleForm(const Dataset& data);

/// The numbers of one sample on the scale of the engine: a sample alone, or one and what the model makes of it.
struct SampleNumbers
{
    std::vector<float> original;
    std::vector<float> corrupted = {}; ///< empty: the model saw the original
    std::vector<float> output = {}; ///< empty: the sample is shown alone

    [[nodiscard]] bool isPair() const { return !output.empty(); }
};

} // namespace isthmus
