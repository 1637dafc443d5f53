// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunPicture.h"

#include "core/base/Error.h"
#include "core/datasets/readers/PicturePages.h"
#include "core/files/PictureGrid.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

namespace isthmus {

namespace {

constexpr double kHalf = 0.5; // of a level, within which a scaling is that of so many bits

/// From a stored number to what is drawn, as the data of a run went; empty where all its numbers were alike.
std::optional<Affine> shownOf(const Scaling& scaling, Index channel)
{
    const Affine there = scaling.at(channel);
    const Affine shown = scaling.shownAt(channel);
    const Affine both{there.scale * shown.scale, there.offset * shown.scale + shown.offset};
    return both.scale == 0 ? std::nullopt : std::optional(both);
}

/// Was the data of a scaling as deep as numbers of this type, so that one number means the same in both?
bool isAsDeep(const Affine& shown, NumberType type)
{
    const double white = std::abs(shown.inverse()(1));
    const double mostBytes = largestOf(NumberType::U8) + kHalf;
    if (type == NumberType::U8)
        return white > 1 + kHalf && white <= mostBytes;
    if (type == NumberType::U16)
        return white > mostBytes && white <= largestOf(NumberType::U16) + kHalf;
    return true;
}

Affine affineFor(const Scaling& scaling, Index channel, NumberType type)
{
    const Affine byLevels{isFloat(type) ? 1 : 1 / largestOf(type), 0};
    const Affine asTrained = shownOf(scaling, channel).value_or(byLevels);
    return isAsDeep(asTrained, type) ? asTrained : byLevels;
}

std::vector<float> valuesOf(const PictureBytes& picture, const std::vector<Affine>& shown)
{
    const Index count = std::ssize(picture.bytes) / sizeOf(picture.type);
    std::vector<float> values(static_cast<std::size_t>(count));
    toFloats(picture.type, false, picture.bytes.data(), count, values.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(shown[i % shown.size()](double(values[i])));
    return values;
}

/// An image of 16 bits a channel.
QImage deepImage(const RunPicture& picture)
{
    const bool isGrey = picture.shape.channels == 1;
    QImage image(
        picture.shape.width, picture.shape.height, isGrey ? QImage::Format_Grayscale16 : QImage::Format_RGBX64);
    if (image.isNull())
        throw Error("picture: no memory for " + picture.shape.text());
    return image;
}

/// The level of a value in the file.
template <typename Level>
Level levelOf(const RunPicture& picture, std::size_t place)
{
    const double number = picture.shown[place % picture.shown.size()].inverse()(double(picture.values[place]));
    const double most = largestOf(sizeof(Level) == 1 ? NumberType::U8 : NumberType::U16);
    return static_cast<Level>(number > 0 ? std::min(number, most) + kHalf : 0); // NaN is not above 0
}

template <typename Level>
void fillLine(const RunPicture& picture, int y, int channels, uchar* line)
{
    const int given = picture.shape.channels;
    std::size_t place = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.shape.width * given);
    for (int x = 0; x < picture.shape.width; ++x)
        for (int channel = 0; channel < channels; ++channel) {
            const Level level = channel < given ? levelOf<Level>(picture, place++) : static_cast<Level>(-1); // opaque
            std::memcpy(line
                    + (static_cast<std::size_t>(x) * static_cast<std::size_t>(channels)
                          + static_cast<std::size_t>(channel))
                        * sizeof level,
                &level, sizeof level);
        }
}

} // namespace

RunPicture readRunPicture(const std::string& path, const Scaling& scaling, ReadOptions::Channels channels)
{
    RunPicture picture;
    std::optional<PictureBytes> first;
    int pages = 0;
    ReadOptions options;
    options.channels = channels;
    const auto use = [&](const DecodedPicture& page) {
        ++pages;
        if (first)
            return;
        first = numbersOf(page, page.size(), options);
        picture.shape = {first->channels, page.size().height(), page.size().width()};
    };
    const bool isColour = channels == ReadOptions::Channels::Colour;
    const std::string reason = readPictures(path, {.isColour = isColour}, use, picture.notices);
    if (!reason.empty() || !first)
        throw Error(path + ": expected a picture, found " + (reason.empty() ? "none" : reason));
    if (pages > 1)
        picture.notices.push_back(path + " holds " + grouped(pages) + " pictures, of which the first was taken.");
    picture.type = first->type;
    for (Index channel = 0; channel < picture.shape.channels; ++channel)
        picture.shown.push_back(affineFor(scaling, channel, picture.type));
    picture.values = valuesOf(*first, picture.shown);
    if (const auto bad = std::find_if(
            picture.values.begin(), picture.values.end(), [](float value) { return !std::isfinite(value); });
        bad != picture.values.end())
        throw Error(path + ": expected numbers, found one that is not finite, the first at "
            + grouped(bad - picture.values.begin()));
    return picture;
}

void saveRunPicture(const std::string& path, const RunPicture& picture, const TextFields& fields)
{
    const bool isGrey = picture.shape.channels == 1;
    if (picture.type == NumberType::U8) {
        QImage image(
            picture.shape.width, picture.shape.height, isGrey ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
        if (image.isNull())
            throw Error("picture: no memory for " + picture.shape.text());
        for (int y = 0; y < image.height(); ++y)
            fillLine<std::uint8_t>(picture, y, isGrey ? 1 : 3, image.scanLine(y));
        return savePng(path, image, fields);
    }
    if (picture.type != NumberType::U16)
        throw Error(path + ": a PNG holds numbers of 8 or 16 bits, found a picture of " + nameOf(picture.type)
            + "; a name that ends in .npy takes them");
    QImage image = deepImage(picture);
    for (int y = 0; y < image.height(); ++y)
        fillLine<std::uint16_t>(picture, y, isGrey ? 1 : 4, image.scanLine(y));
    savePng(path, image, fields);
}

} // namespace isthmus
