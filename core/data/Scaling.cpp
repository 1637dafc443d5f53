// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Scaling.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kDeviationsShown = 3; ///< to either side of the mean
constexpr double kQuartilesShown = 2.25; ///< the same of a normal distribution, in distances between its quartiles
constexpr std::array<const char*, 6> kForms{"plain", "symmetric", "channels", "standard", "columns", "robust"};

/// What is drawn of [-end, end], as 0..1.
Affine centred(double end)
{
    return {0.5 / end, 0.5};
}

const Affine& ofEach(const Scaling& scaling, Index place)
{
    return scaling.each[static_cast<std::size_t>(place) % scaling.each.size()];
}

void takeStep(const Affine& step, std::span<float> values)
{
    for (float& value : values)
        value = static_cast<float>(step(double(value)));
}

std::span<float> rowOf(Batch& batch, Index row)
{
    return {batch.row(row), static_cast<std::size_t>(batch.cols())};
}

std::string rangeWords(const Scaling& scaling, const std::string& target, double least)
{
    const Affine back = Affine{scaling.scale, scaling.offset}.inverse();
    return "range " + shortNumber(back(least)) + " to " + shortNumber(back(1)) + " brought to " + target;
}

std::string plainWords(const Scaling& scaling)
{
    if (scaling == Scaling{1, 0})
        return "as they are";
    const double divisor = 1 / scaling.scale;
    if (scaling.offset == 0 && divisor > 1 && std::abs(divisor - std::round(divisor)) < 1e-9 * divisor)
        return "divided by " + grouped(std::llround(divisor));
    return scaling.scale == 0 ? "all alike" : rangeWords(scaling, "0 to 1", 0);
}

} // namespace

Affine Scaling::at(Index place) const
{
    if (each.empty())
        return {scale, offset};
    const Affine& then = ofEach(*this, place);
    return {scale * then.scale, offset * then.scale + then.offset};
}

bool Scaling::isShownAsItIs() const
{
    return form == ScalingForm::Plain || form == ScalingForm::Columns;
}

Affine Scaling::shownAt(Index place) const
{
    if (isFlag(place))
        return {};
    switch (form) {
    case ScalingForm::Symmetric:
        return centred(1);
    case ScalingForm::Channels:
        return ofEach(*this, place).inverse();
    case ScalingForm::Standard:
        return centred(kDeviationsShown);
    case ScalingForm::Robust:
        return centred(kQuartilesShown);
    case ScalingForm::Plain:
    case ScalingForm::Columns:
        break;
    }
    return {};
}

Affine Scaling::unitsAt(Index place) const
{
    const Affine there = at(place);
    return there.scale == 0 ? Affine() : there.inverse();
}

const char* nameOf(ScalingForm form)
{
    return kForms[static_cast<std::size_t>(form)];
}

ScalingForm scalingForm(const std::string& name)
{
    const auto found = std::find(kForms.begin(), kForms.end(), name);
    if (found == kForms.end())
        throw Error("expected plain, symmetric, channels, standard, columns or robust, found '" + name + '\'');
    return static_cast<ScalingForm>(found - kForms.begin());
}

std::string scalingWords(const Scaling& scaling)
{
    switch (scaling.form) {
    case ScalingForm::Symmetric:
        return rangeWords(scaling, "-1 to 1", -1);
    case ScalingForm::Channels:
        return plainWords({scaling.scale, scaling.offset})
            + ", then each channel less its mean, in standard deviations";
    case ScalingForm::Standard:
        return "each column less its mean, in standard deviations";
    case ScalingForm::Columns:
        return "the range of each column brought to 0 to 1";
    case ScalingForm::Robust:
        return "each column less its median, in distances between its quartiles";
    case ScalingForm::Plain:
        break;
    }
    return plainWords(scaling);
}

void finishScaling(const Scaling& scaling, Batch& batch, Index first, Index count)
{
    if (scaling.each.empty())
        return;
    for (Index row = 0; row < batch.rows(); ++row)
        takeStep(ofEach(scaling, row), {batch.row(row) + first, static_cast<std::size_t>(count)});
}

void toShown(const Scaling& scaling, Batch& batch)
{
    if (scaling.isShownAsItIs())
        return;
    for (Index row = 0; row < batch.rows(); ++row)
        takeStep(scaling.shownAt(row), rowOf(batch, row));
}

void fromShown(const Scaling& scaling, Batch& batch)
{
    if (scaling.isShownAsItIs())
        return;
    for (Index row = 0; row < batch.rows(); ++row)
        takeStep(scaling.shownAt(row).inverse(), rowOf(batch, row));
}

void toShown(const Scaling& scaling, std::span<float> sample)
{
    if (scaling.isShownAsItIs())
        return;
    for (std::size_t place = 0; place < sample.size(); ++place)
        takeStep(scaling.shownAt(static_cast<Index>(place)), sample.subspan(place, 1));
}

void toShown(const Scaling& scaling, Matrix& rows)
{
    for (Index row = 0; row < rows.rows(); ++row)
        toShown(scaling, {rows.row(row).data(), static_cast<std::size_t>(rows.cols())});
}

std::vector<float> shown(const Scaling& scaling, std::span<const float> sample)
{
    std::vector<float> values(sample.begin(), sample.end());
    toShown(scaling, values);
    return values;
}

std::vector<float> rescaled(const Scaling& from, const Scaling& to, bool areSame, std::span<const float> sample)
{
    std::vector<float> values(sample.begin(), sample.end());
    if (from == to || (!areSame && from.isShownAsItIs() && to.isShownAsItIs()))
        return values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto place = static_cast<Index>(i);
        const Affine back = areSame ? from.at(place).inverse() : from.shownAt(place);
        const Affine there = areSame ? to.at(place) : to.shownAt(place).inverse();
        values[i] = static_cast<float>(there(back(double(values[i]))));
    }
    return values;
}

void toUnits(const Scaling& scaling, Shape shape, Matrix& rows)
{
    if (!shape.isRow())
        return;
    for (Index column = 0; column < rows.cols(); ++column) {
        const Affine back = scaling.unitsAt(column);
        for (Index row = 0; row < rows.rows(); ++row)
            rows(row, column) = static_cast<float>(back(double(rows(row, column))));
    }
}

} // namespace isthmus
