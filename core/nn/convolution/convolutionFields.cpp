// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/convolution/convolutionFields.h"

#include "core/base/Error.h"

namespace isthmus {

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

ConvolutionFields convolutionFields(const LayerType& type, const LayerSpec& spec, const LayerContext& context)
{
    if (context.input.flattened) {
        throw Error(std::string(type.name) + ": expected an image, found a list of " + grouped(context.input.size())
            + " values; put a reshape before it");
    }
    const auto value = [&](const char* field) { return static_cast<int>(fieldValue(type, spec, field)); };
    const int channels = value("channels");
    return {channels == static_cast<int>(kAsData) ? context.data.channels : channels, value("kernel"), value("stride"),
        value("padding")};
}

} // namespace isthmus
