// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/outputHint.h"

#include "core/base/Error.h"
#include "core/data/scaleNames.h"

#include <algorithm>
#include <array>
#include <limits>

namespace isthmus {

namespace {

/// What the activation at a decoder's end can give.
struct OutputRange
{
    const char* activation;
    double least;
    double most;
    const char* words;
    ReadOptions::Scale scale; ///< that brings values into it
};

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr double kScalingRounding = 1e-6; ///< that a scaling may put the largest value outside by
constexpr std::array<OutputRange, 5> kRanges{{
    {.activation = "sigmoid", .least = 0, .most = 1, .words = "0 to 1", .scale = ReadOptions::Scale::Range},
    {.activation = "tanh", .least = -1, .most = 1, .words = "-1 to 1", .scale = ReadOptions::Scale::Symmetric},
    {.activation = "softsign", .least = -1, .most = 1, .words = "-1 to 1", .scale = ReadOptions::Scale::Symmetric},
    {.activation = "relu",
        .least = 0,
        .most = kEndless,
        .words = "nothing below 0",
        .scale = ReadOptions::Scale::Range},
    {.activation = "softplus",
        .least = 0,
        .most = kEndless,
        .words = "nothing below 0",
        .scale = ReadOptions::Scale::Range},
}};

/// Type of the last layer that changes values; empty where there is none.
std::string lastActivation(const ModelSpec& model)
{
    const auto last = std::find_if(model.decoder.rbegin(), model.decoder.rend(),
        [](const LayerSpec& layer) { return layer.type != "reshape" && layer.type != "flatten"; });
    return last == model.decoder.rend() ? std::string() : last->type;
}

/// The range of standard scores is in no table: that they leave 0..1 and -1..1 is certain.
std::string exceeding(const OutputRange& range, const Dataset& data)
{
    const Scaling& scaling = data.scaling;
    if (scaling.form == ScalingForm::Columns)
        return {};
    if (!scaling.each.empty())
        return "the values are scores with their mean at 0";
    const auto [low, high] =
        std::minmax({scaling.at(0)(data.images->minimum()), scaling.at(0)(data.images->maximum())});
    if (low >= range.least - kScalingRounding && high <= range.most + kScalingRounding)
        return {};
    return "the values are " + shortNumber(low, 3) + " to " + shortNumber(high, 3);
}

} // namespace

std::string outputHint(const ModelSpec& model, const Scaling& scaling, ReadOptions::Scale chosen)
{
    const bool areInHalf = scaling.form == ScalingForm::Plain || scaling.form == ScalingForm::Columns;
    if (!areInHalf || chosen == ReadOptions::Scale::None || lastActivation(model) != "tanh")
        return {};
    return "The decoder ends in tanh, which gives -1 to 1, and the values are scaled to 0 to 1; the scaling "
        + scaleText(ReadOptions::Scale::Symmetric) + " brings them to -1 to 1.";
}

std::string exceededOutput(const ModelSpec& model, const Dataset& data)
{
    const std::string last = lastActivation(model);
    const auto range = std::find_if(
        kRanges.begin(), kRanges.end(), [&last](const OutputRange& each) { return last == each.activation; });
    if (range == kRanges.end() || !data.images)
        return {};
    const std::string values = exceeding(*range, data);
    if (values.empty())
        return {};
    const ReadOptions::Scale scale = data.scaling.isOfColumns() ? ReadOptions::Scale::Columns : range->scale;
    return "The decoder ends in " + last + ", which gives " + range->words + ", and " + values
        + ": what lies beyond cannot be reconstructed. Choose the scaling " + scaleText(scale)
        + ", or a model whose decoder ends without an activation"
        + (data.shape.isRow() ? ", such as the preset table-ae." : ".");
}

} // namespace isthmus
