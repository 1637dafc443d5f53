// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/Shape.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// value * scale + offset
struct Affine
{
    double scale = 1;
    double offset = 0;
    [[nodiscard]] double operator()(double value) const { return value * scale + offset; }
    /// The way back; scale is not 0.
    [[nodiscard]] Affine inverse() const { return {1 / scale, -offset / scale}; }
    [[nodiscard]] bool operator==(const Affine&) const = default;
};

/// What the numbers of a scaling mean.
enum class ScalingForm {
    Plain, ///< as they are, or to 0..1
    Symmetric, ///< to -1..1
    Channels, ///< each channel of pictures less its mean, in standard deviations
    Standard, ///< each column of a table less its mean, in standard deviations
    Columns, ///< range of each column to 0..1
    Robust, ///< each column less its median, in distances between its quartiles
};

/// How stored values become the engine's: value * scale + offset, and then what is done to each channel or column. Kept
/// in the run file and never refitted.
struct Scaling
{
    double scale = 1.0 / 255;
    double offset = 0.0;
    ScalingForm form = ScalingForm::Plain;
    /// What follows for each channel of pictures, or for each number of a row; empty: nothing. No scale is 0.
    std::vector<Affine> each = {};
    /// Not 0 for each column of a table that holds 0 and 1, one value of a text: it is drawn as it is. Empty: none is.
    std::vector<std::uint8_t> flags = {};
    [[nodiscard]] bool operator==(const Scaling&) const = default;

    /// From stored values to the engine's, at a place in a sample.
    [[nodiscard]] Affine at(Index place) const;

    /// From the engine's values back to stored ones, in the units of the data; as they are where all were alike.
    [[nodiscard]] Affine unitsAt(Index place) const;

    /// From the engine's values to what is drawn, 0..1, at a place in a sample: black to white of pictures, three
    /// standard deviations to either side of the mean of a column.
    [[nodiscard]] Affine shownAt(Index place) const;

    /// What is drawn of a value that tells nothing: 0, black, or the middle where each column has its mean or median
    /// there.
    [[nodiscard]] float neutralShown() const
    {
        return form == ScalingForm::Standard || form == ScalingForm::Robust ? 0.5F : 0.0F;
    }

    /// Are the engine's values drawn as they are?
    [[nodiscard]] bool isShownAsItIs() const;

    [[nodiscard]] bool isFlag(Index place) const
    {
        return !flags.empty() && flags[static_cast<std::size_t>(place)] != 0;
    }

    /// Has each column of a table a scaling of its own?
    [[nodiscard]] bool isOfColumns() const { return form >= ScalingForm::Standard; }
};

/// "symmetric", as run files have it.
const char* nameOf(ScalingForm form);

/// @throws Error for another name
ScalingForm scalingForm(const std::string& name);

/// A scaling in words: "divided by 255", "range -3 to 4 to 0 to 1", "each column less its mean, in standard
/// deviations".
std::string scalingWords(const Scaling& scaling);

/// Does what follows for each channel or column to columns [first, first + count) of a batch.
void finishScaling(const Scaling& scaling, Batch& batch, Index first, Index count);

/// From the engine's values to what is drawn: batches of features x samples, matrices of samples x features, or one
/// sample. Does nothing to what is drawn as it is.
void toShown(const Scaling& scaling, Batch& batch);
void toShown(const Scaling& scaling, Matrix& rows);
void toShown(const Scaling& scaling, std::span<float> sample);
std::vector<float> shown(const Scaling& scaling, std::span<const float> sample);

/// The way back of toShown().
void fromShown(const Scaling& scaling, Batch& batch);

/// A sample of one run as another run's engine has it.
/// @param areSame  both are of the same data, so that stored values agree; else what is drawn does
std::vector<float> rescaled(const Scaling& from, const Scaling& to, bool areSame, std::span<const float> sample);

/// Rows of a table from the engine's values back to the units of the data. Pictures stay as they are.
/// @param shape  shape of a sample
/// @param rows   samples x features
void toUnits(const Scaling& scaling, Shape shape, Matrix& rows);

} // namespace isthmus
