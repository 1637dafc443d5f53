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
Growth growthOf(const OperatorAtWork& work, Shape shape)
{
    FloatVector scales;
    const bool isOld = work.node().op == "Upsample" || work.node().inputs.size() == 2; // as in opset 10
    const std::size_t place = isOld ? 1 : 2;
    if (work.has(place) && !work.has(3)) {
        scales = std::get<FloatVector>(work.floats(place).values);
        if (scales.size() == 4 && scales[0] == 1 && scales[1] == 1)
            return {static_cast<double>(scales[2]), static_cast<double>(scales[3])};
    } else {
        const auto sizes = work.extents(3, {kAnyExtent, shape.channels, shape.height, shape.width});
        if (sizes.size() == 4 && (sizes[1] == kAnyExtent || sizes[1] == shape.channels))
            return {double(sizes[2]) / shape.height, double(sizes[3]) / shape.width};
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

/// Is each pixel repeated?
void requireRepeats(const OperatorAtWork& work, const Growth& growth)
{
    const bool isOld = work.node().op == "Upsample";
    const std::string where = work.text("coordinate_transformation_mode", isOld ? "asymmetric" : "half_pixel");
    const std::string rounding = work.text("nearest_mode", isOld ? "floor" : "round_prefer_floor");
    const bool isAtMostTwo = growth.height <= 2 && growth.width <= 2;
    const bool ofCentres = (where == "half_pixel" || where == "pytorch_half_pixel") && rounding.rfind("round", 0) == 0;
    const bool ofCorners =
        where == "asymmetric" && (rounding == "floor" || (isAtMostTwo && rounding == "round_prefer_floor"));
    if (!ofCentres && !ofCorners)
        throw Error("expected each pixel to be repeated (asymmetric and floor, or half_pixel and round_prefer_floor), "
                    "found "
            + where + " and " + rounding);
    if (!isWhole(growth.height) || !isWhole(growth.width))
        throw Error("expected height and width to grow by whole numbers from 1 to 64, found "
            + shortNumber(growth.height) + " and " + shortNumber(growth.width));
}

void appendRepeats(const OperatorAtWork& work, const Growth& growth, LayerChain& chain)
{
    requireRepeats(work, growth);
    const Shape shape = chain.image();
    if (growth.height == 1 && growth.width == 1)
        return;
    std::map<std::string, double> fields;
    setSides(fields, "factor", std::llround(growth.height), std::llround(growth.width));
    addGrown(chain, {"upsample", fields},
        {shape.channels, grownExtent(shape.height, growth.height), grownExtent(shape.width, growth.width)});
}

/// Do corners of both pictures meet, or their edges?
bool meetsCorners(const OperatorAtWork& work, Shape grown)
{
    const std::string where = work.text("coordinate_transformation_mode", "half_pixel");
    const bool hasOnePixel = grown.height == 1 || grown.width == 1;
    if (where == "align_corners")
        return true;
    if (where == "half_pixel" || (where == "pytorch_half_pixel" && !hasOnePixel))
        return false;
    throw Error("attribute coordinate_transformation_mode: expected half_pixel or align_corners of bilinear "
                "upsampling, found "
        + where);
}

void appendBilinear(const OperatorAtWork& work, const Growth& growth, LayerChain& chain)
{
    const Shape shape = chain.image();
    const Shape grown{shape.channels, grownExtent(shape.height, growth.height), grownExtent(shape.width, growth.width)};
    if (work.node().op == "Upsample")
        throw Error("expected a Resize, found bilinear upsampling as opset 9 has it; export the model with opset 11 or "
                    "later");
    work.require("antialias", 0);
    std::map<std::string, double> fields{{"corners", meetsCorners(work, grown) ? 1 : 0}};
    if (growth.height == growth.width && isWhole(growth.height))
        fields["factor"] = growth.height;
    else
        fields.insert({{"height", grown.height}, {"width", grown.width}});
    addGrown(chain, {"bilinear", fields}, grown);
}

} // namespace

void appendResizeLayer(const OperatorAtWork& work, LayerChain& chain)
{
    const Growth growth = growthOf(work, chain.image());
    const std::string mode = work.text("mode", "nearest");
    if (mode == "nearest")
        appendRepeats(work, growth, chain);
    else if (mode == "linear")
        appendBilinear(work, growth, chain);
    else
        throw Error("attribute mode: expected nearest or linear, found " + mode);
}

void appendDepthToSpace(const OperatorAtWork& work, LayerChain& chain)
{
    const Shape shape = chain.image();
    const std::int64_t factor = work.integer("blocksize", 0);
    if (factor < 1 || factor > 64 || shape.channels % (factor * factor) != 0)
        throw Error("attribute blocksize: expected a number whose square divides the " + std::to_string(shape.channels)
            + " channels, found " + std::to_string(factor));
    const std::string order = work.text("mode", "DCR");
    if (order != "DCR" && order != "CRD")
        throw Error("attribute mode: expected DCR or CRD, found " + order);
    std::map<std::string, double> fields{{"factor", static_cast<double>(factor)}};
    if (order == "DCR")
        fields["depth"] = 1;
    const auto side = static_cast<int>(factor);
    addGrown(chain, {"pixel-shuffle", fields}, {shape.channels / side / side, shape.height * side, shape.width * side});
}

} // namespace isthmus
