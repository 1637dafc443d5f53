// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importResize.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/windowAttributes.h"

#include <cmath>

namespace isthmus {

namespace {

/// How height and width grow.
struct Growth
{
    double height;
    double width;
};

/// The scales of a Resize, or its sizes in theirs.
Growth growthOf(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = chain.image();
    const std::size_t axes = chain.axes();
    FloatVector scales;
    const bool isOld = work.node().op == "Upsample" || work.node().inputs.size() == 2; // as in opset 10
    const std::size_t place = isOld ? 1 : 2;
    if (work.has(place) && !work.has(3)) {
        scales = std::get<FloatVector>(work.floats(place).values);
        if (scales.size() == axes && scales[0] == 1 && scales[1] == 1)
            return {axes == 3 ? 1.0 : static_cast<double>(scales[2]), static_cast<double>(scales.back())};
    } else {
        const auto sizes = work.extents(3, chain.extents());
        if (sizes.size() == axes && (sizes[1] == kAnyExtent || sizes[1] == shape.channels))
            return {axes == 3 ? 1.0 : double(sizes[2]) / shape.height, double(sizes.back()) / shape.width};
    }
    throw Error("expected height and width alone to grow, found other scales");
}

bool isWhole(double factor)
{
    return factor == std::floor(factor) && factor >= 1 && factor <= 64;
}

/// Pixels of an axis that has grown.
/// @throws Error if they are no whole number
int grownExtent(int extent, double factor)
{
    constexpr double kMost = 1 << 14;
    const double grown = extent * factor;
    if (!(grown >= 1 && grown <= kMost) || std::abs(grown - std::round(grown)) > 1e-4)
        throw Error("expected 1 to " + grouped(Index(kMost)) + " whole pixels a side, found " + shortNumber(grown));
    return static_cast<int>(std::lround(grown));
}

void addGrown(LayerChain& chain, LayerSpec spec, Shape shape)
{
    if (shape.size() > LayerChain::kMostValues)
        throw Error("expected at most " + grouped(LayerChain::kMostValues) + " values, found " + grouped(shape.size()));
    chain.addOnImage(std::move(spec), shape);
}

/// Operators from before opset 11 do not say where pixels lie.
bool isOldResize(const OperatorAtWork& work)
{
    return work.node().op == "Upsample" || work.node().inputs.size() == 2;
}

/// Is each pixel one of the small picture: repeated, where both sides grow by whole numbers, or the one before its
/// place?
bool areRepeats(const OperatorAtWork& work, const Growth& growth)
{
    if (isOldResize(work))
        return true;
    const std::string where = work.text("coordinate_transformation_mode", "half_pixel");
    const std::string rounding = work.text("nearest_mode", "round_prefer_floor");
    if (where == "asymmetric" && rounding == "floor")
        return true;
    const bool isAtMostTwo = growth.height <= 2 && growth.width <= 2;
    const bool ofCentres = (where == "half_pixel" || where == "pytorch_half_pixel") && rounding.rfind("round", 0) == 0;
    const bool ofCorners = where == "asymmetric" && isAtMostTwo && rounding == "round_prefer_floor";
    if (!ofCentres && !ofCorners)
        throw Error("expected each pixel to be repeated (asymmetric and floor, or half_pixel and round_prefer_floor), "
                    "found "
            + where + " and " + rounding);
    return false;
}

void appendNearest(const OperatorAtWork& work, const Growth& growth, LayerChain& chain)
{
    const bool takesAny = areRepeats(work, growth);
    const bool isByWhole = isWhole(growth.height) && isWhole(growth.width);
    if (!isByWhole && !takesAny)
        throw Error("expected height and width to grow by whole numbers from 1 to 64, found "
            + shortNumber(growth.height) + " and " + shortNumber(growth.width));
    const Shape shape = chain.image();
    if (growth.height == 1 && growth.width == 1)
        return;
    const Shape grown{shape.channels, grownExtent(shape.height, growth.height), grownExtent(shape.width, growth.width)};
    std::map<std::string, double> fields;
    if (isByWhole)
        setSides(fields, "factor", std::llround(growth.height), std::llround(growth.width));
    else
        fields = {{"height", grown.height}, {"width", grown.width}};
    addGrown(chain, {"upsample", fields}, grown);
}

/// The field `corners`: what of both pictures meets. What PyTorch exported with opsets before 11 has its edges meet,
/// though the operators of these opsets mean the first corners.
int cornersOf(const OperatorAtWork& work, Shape shape, Shape grown)
{
    constexpr int kEdges = 0;
    constexpr int kAllCorners = 1;
    constexpr int kFirstCorners = 2;
    if (isOldResize(work))
        return work.isOfPyTorch() ? kEdges : kFirstCorners;
    const std::string where = work.text("coordinate_transformation_mode", "half_pixel");
    const bool becomesOne = (grown.height == 1 && shape.height > 1) || (grown.width == 1 && shape.width > 1);
    if (where == "align_corners")
        return kAllCorners;
    if (where == "asymmetric")
        return kFirstCorners;
    if (where == "half_pixel" || (where == "pytorch_half_pixel" && !becomesOne))
        return kEdges;
    throw Error("attribute coordinate_transformation_mode: expected half_pixel, align_corners or asymmetric of "
                "bilinear upsampling, found "
        + where);
}

void appendBilinear(const OperatorAtWork& work, const Growth& growth, LayerChain& chain)
{
    const Shape shape = chain.image();
    const Shape grown{shape.channels, grownExtent(shape.height, growth.height), grownExtent(shape.width, growth.width)};
    work.require("antialias", 0);
    std::map<std::string, double> fields{{"corners", cornersOf(work, shape, grown)}};
    if (growth.height == growth.width && isWhole(growth.height))
        fields["factor"] = growth.height;
    else
        fields.insert({{"height", grown.height}, {"width", grown.width}});
    addGrown(chain, {"bilinear", fields}, grown);
}

} // namespace

void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Growth growth = growthOf(work, chain);
    const std::string mode = work.text("mode", "nearest");
    if (mode == "nearest")
        appendNearest(work, growth, chain);
    else if (mode == "linear")
        appendBilinear(work, growth, chain);
    else
        throw Error("attribute mode: expected nearest or linear, found " + mode);
}

} // namespace isthmus
