// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PicturePatches.h"

#include "core/base/Error.h"
#include "core/data/PatchImages.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/PicturePages.h"
#include "core/datasets/readers/origin.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr int kUsualPatch = 32;

PatchGrid gridOf(QSize picture, const ReadOptions& options, const std::string& where)
{
    const int shorter = std::min(picture.width(), picture.height());
    const int side = options.patch > 0 ? options.patch : std::min(kUsualPatch, shorter);
    if (side > shorter)
        throw Error(where + ": expected a picture of at least " + grouped(side) + " x " + grouped(side)
            + " pixels for one patch, found " + grouped(picture.width()) + " x " + grouped(picture.height()));
    const int stride = options.stride > 0 ? options.stride : side;
    return {side, stride, (picture.width() - side) / stride + 1, (picture.height() - side) / stride + 1};
}

/// The picture that the file holds, or the first of several.
/// @throws Error if it cannot be read
DecodedPicture readOne(Dataset& data)
{
    DecodedPicture first;
    const auto use = [&first](DecodedPicture picture) {
        if (first.size().isEmpty())
            first = std::move(picture);
    };
    const bool isColour = data.reading.channels == ReadOptions::Channels::Colour;
    const std::string reason = readPictures(data.name, {.isColour = isColour}, use, data.notices);
    if (!reason.empty())
        throw Error(data.title + ": expected a picture that can be read, found: " + reason);
    return first;
}

} // namespace

bool sniffPicture(const std::string& path)
{
    return pictureFormat(fileHead(path, 16)) != nullptr;
}

Dataset readPicturePatches(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "picture", options);
    DecodedPicture whole = readOne(data);
    const PatchGrid grid = gridOf(whole.size(), options, data.title);
    const QSize size = whole.size();
    report(progress, 0.5);
    PictureBytes picture = numbersOf(std::exchange(whole, {}), size, options);
    data.shape = {picture.channels, grid.side, grid.side};
    data.trainCount = grid.count();
    if (grid.stride < grid.side)
        data.notices.emplace_back(
            "Patches overlap: those of a test part share pixels with those of the training part.");
    if (data.shape.size() > kMostImageValues)
        throw Error(data.title + ": expected patches of at most 268,435,456 values, found " + data.shape.text());
    data.images =
        std::make_shared<PatchImages>(grid, picture.channels, size.width(), std::move(picture.bytes), picture.type);
    const NumberRange range{data.images->minimum(), data.images->maximum(), -1};
    data.scaling = picture.type == NumberType::U8 ? scalingOfPixels(options.scale, range)
                                                  : scalingFor(options.scale, picture.type, range);
    report(progress, 1);
    return data;
}

} // namespace isthmus
