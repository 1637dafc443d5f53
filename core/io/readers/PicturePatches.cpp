// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers/PicturePatches.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/data/scalings.h"
#include "core/io/readers/FileHead.h"
#include "core/io/readers/Picture.h"
#include "core/io/readers/origin.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr int kUsualPatch = 32;

/// Squares of one picture.
struct Cut
{
    int side;
    int stride;
    int across;
    int down;
    [[nodiscard]] Index count() const { return Index(across) * down; }
};

Cut cutOf(QSize picture, const ReadOptions& options, const std::string& where)
{
    const int shorter = std::min(picture.width(), picture.height());
    const int side = options.patch > 0 ? options.patch : std::min(kUsualPatch, shorter);
    if (side > shorter)
        throw Error(where + ": expected a picture of at least " + grouped(side) + " x " + grouped(side)
            + " pixels for one patch, found " + grouped(picture.width()) + " x " + grouped(picture.height()));
    const int stride = options.stride > 0 ? options.stride : side;
    return {side, stride, (picture.width() - side) / stride + 1, (picture.height() - side) / stride + 1};
}

std::vector<std::uint8_t> patchBytes(const PictureBytes& picture, int width, const Cut& cut, const Progress& progress)
{
    const auto channels = static_cast<std::size_t>(picture.channels);
    const std::size_t line = static_cast<std::size_t>(width) * channels;
    const std::size_t part = static_cast<std::size_t>(cut.side) * channels;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(static_cast<std::size_t>(cut.count()) * part * static_cast<std::size_t>(cut.side));
    for (int down = 0; down < cut.down; ++down) {
        for (int across = 0; across < cut.across; ++across) {
            const std::size_t left = static_cast<std::size_t>(across) * static_cast<std::size_t>(cut.stride) * channels;
            for (int y = 0; y < cut.side; ++y) {
                const std::size_t top =
                    static_cast<std::size_t>(down) * static_cast<std::size_t>(cut.stride) + static_cast<std::size_t>(y);
                const auto from = picture.bytes.begin() + static_cast<std::ptrdiff_t>(top * line + left);
                bytes.insert(bytes.end(), from, from + static_cast<std::ptrdiff_t>(part));
            }
        }
        report(progress, static_cast<double>(down + 1) / cut.down);
    }
    return bytes;
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
    const Cut cut = cutOf(whole.size(), options, data.title);
    const int width = whole.width();
    const PictureBytes picture = bytesOf(std::exchange(whole, {}), options.channels);
    data.shape = {picture.channels, cut.side, cut.side};
    data.trainCount = cut.count();
    requireMemory(static_cast<std::uint64_t>(cut.count()) * static_cast<std::uint64_t>(data.shape.size()),
        grouped(cut.count()) + " patches", data.title);
    std::vector<std::uint8_t> bytes = patchBytes(picture, width, cut, progress);
    const auto [low, high] = std::minmax_element(bytes.begin(), bytes.end());
    data.scaling = scalingFor(options.scale, NumberType::U8, {double(*low), double(*high), -1});
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return data;
}

} // namespace isthmus
