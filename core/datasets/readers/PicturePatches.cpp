// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PicturePatches.h"

#include "core/base/Error.h"
#include "core/data/PatchImages.h"
#include "core/data/scalings.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/Picture.h"
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

} // namespace

bool sniffPicture(const std::string& path)
{
    return pictureFormat(fileHead(path, 16)) != nullptr;
}

Dataset readPicturePatches(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    Dataset data = datasetAt(path, "picture", options);
    std::string reason;
    QImage whole = readPicture(data.name, reason);
    if (whole.isNull())
        throw Error(data.title + ": expected a picture that can be read, found: " + reason);
    const PatchGrid grid = gridOf(whole.size(), options, data.title);
    const int width = whole.width();
    report(progress, 0.5);
    PictureBytes picture = bytesOf(std::exchange(whole, {}), options.channels);
    data.shape = {picture.channels, grid.side, grid.side};
    data.trainCount = grid.count();
    if (grid.stride < grid.side)
        data.notices.emplace_back(
            "Patches overlap: those of a test part share pixels with those of the training part.");
    if (data.shape.size() > kMostImageValues)
        throw Error(data.title + ": expected patches of at most 268,435,456 values, found " + data.shape.text());
    data.images = std::make_shared<PatchImages>(grid, picture.channels, width, std::move(picture.bytes));
    data.scaling = scalingOfPixels(options.scale, NumberRange{data.images->minimum(), data.images->maximum(), -1});
    report(progress, 1);
    return data;
}

} // namespace isthmus
