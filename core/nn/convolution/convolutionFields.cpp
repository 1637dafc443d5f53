// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/convolutionFields.h"

#include "core/base/Error.h"

namespace isthmus {

namespace {

LayerField channelsField()
{
    return {
        "channels", "Channels", 32, 1, 1 << 14, true, "of the output; \"data\": as many as an image has", {kDataWord}};
}

LayerField kernelField(int initial)
{
    return {"kernel", "Kernel", static_cast<double>(initial), 1, 64, true, "pixels on each side", {}};
}

LayerField strideField(int initial)
{
    return {"stride", "Stride", static_cast<double>(initial), 1, 64, true,
        "pixels from one place of the kernel to the next", {}};
}

LayerField paddingField(int initial)
{
    return {"padding", "Padding", static_cast<double>(initial), 0, 63, true, "pixels of zeros around the image", {}};
}

LayerField dilationField()
{
    return {"dilation", "Dilation", 1, 1, 64, true, "pixels from one tap of the kernel to the next", {}, true};
}

LayerField groupsField()
{
    return {"groups", "Groups", 1, 1, 1 << 14, true,
        "groups of neighbouring channels, each convolved by itself; divides the channels on both sides", {}, true};
}

void requireDivisor(const LayerType& type, int groups, int input, int output)
{
    if (input % groups != 0 || output % groups != 0)
        throw Error(std::string(type.name) + ": groups: expected a divisor of the " + grouped(input)
            + " channels before and the " + grouped(output) + " behind, found " + grouped(groups));
}

} // namespace

std::vector<LayerField> slidingFields(int kernel, int stride, int padding)
{
    return {channelsField(), kernelField(kernel), strideField(stride), paddingField(padding),
        widthField(kernelField(kernel), "kernel-width", "Kernel across"),
        widthField(strideField(stride), "stride-width", "Stride across"),
        widthField(paddingField(padding), "padding-width", "Padding across"), dilationField(),
        widthField(dilationField(), "dilation-width", "Dilation across"), groupsField()};
}

ConvolutionFields convolutionFields(const LayerType& type, const LayerSpec& spec, const LayerContext& context)
{
    if (context.input.flattened) {
        throw Error(std::string(type.name) + ": expected an image, found a list of " + grouped(context.input.size())
            + " values; put a reshape before it");
    }
    const auto sides = [&](const char* field) { return sideValues(type, spec, field); };
    const SideValues kernel = sides("kernel");
    const SideValues stride = sides("stride");
    const SideValues padding = sides("padding");
    const SideValues dilation = sides("dilation");
    const auto axis = [&](double SideValues::*side) {
        return KernelAxis{static_cast<int>(kernel.*side), static_cast<int>(stride.*side),
            static_cast<int>(padding.*side), static_cast<int>(dilation.*side)};
    };
    const auto channels = static_cast<int>(fieldValue(type, spec, "channels"));
    ConvolutionFields fields{channels == static_cast<int>(kAsData) ? context.data.channels : channels,
        axis(&SideValues::height), axis(&SideValues::width), static_cast<int>(fieldValue(type, spec, "groups"))};
    requireDivisor(type, fields.groups, context.input.channels, fields.channels);
    return fields;
}

std::string sidesText(int height, int width)
{
    return std::to_string(height) + " x " + std::to_string(width);
}

} // namespace isthmus
