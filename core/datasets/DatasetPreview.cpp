// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/DatasetPreview.h"

#include "core/base/Batch.h"
#include "core/data/ColumnStatistics.h"
#include "core/files/PictureGrid.h"
#include "core/files/RowPicture.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr Index kMostDrawn = Index(1) << 22; // values of one image: 16 of them take 256 MB as a batch
constexpr int kLeastSide = 8;

std::vector<Index> evenlySpaced(const std::vector<Index>& from, Index most)
{
    const auto total = static_cast<Index>(from.size());
    const Index count = std::min(total, most);
    std::vector<Index> chosen;
    for (Index i = 0; i < count; ++i)
        chosen.push_back(from[static_cast<std::size_t>(i * total / count)]);
    return chosen;
}

/// First of the pixels [from, to) that become pixel `number` of `count`; that of `number + 1` is the end.
int firstPixel(int number, int count, int pixels)
{
    return static_cast<int>(Index(number) * pixels / count);
}

/// Channels as they are drawn: grey, or the first three.
int drawnChannels(const Shape& shape)
{
    return shape.channels == 3 || shape.channels == 4 ? 3 : 1;
}

struct Box
{
    int left, right, top, bottom;
};

/// Mean of one channel over a box, or of all of them where they are no colours.
float meanOf(const Shape& shape, std::span<const float> values, const Box& box, int channel)
{
    const bool areColours = drawnChannels(shape) == 3;
    const int first = areColours ? channel : 0;
    const int last = areColours ? channel + 1 : shape.channels;
    double sum = 0;
    for (int y = box.top; y < box.bottom; ++y)
        for (int x = box.left; x < box.right; ++x)
            for (int c = first; c < last; ++c)
                sum += static_cast<double>(
                    values[static_cast<std::size_t>((Index(y) * shape.width + x) * shape.channels + c)]);
    const double count = double(box.bottom - box.top) * (box.right - box.left) * (last - first);
    return static_cast<float>(sum / count);
}

/// @param values  the engine's, which may become drawn ones
QImage imageOf(const Dataset& data, const RowDrawing& drawing, std::vector<float>& values)
{
    if (data.shape.isRow())
        return rowPicture(values, drawing, {kPreviewSide, kPreviewSide / 2}, rowsOnDark());
    toShown(data.scaling, values);
    return previewPicture(data.shape, values);
}

/// Several images at once, since a batch has room for a lane of them anyway.
void drawPictures(const Dataset& data, const std::vector<Index>& samples, std::vector<PreviewPicture>& pictures)
{
    Batch batch;
    std::vector<float> values(static_cast<std::size_t>(data.shape.size()));
    const RowDrawing drawing = data.shape.isRow() ? rowDrawing(data.shape, data.scaling, data.columns) : RowDrawing();
    for (std::size_t begin = 0; begin < samples.size(); begin += kLane) {
        const auto some = std::span(samples).subspan(begin, std::min<std::size_t>(kLane, samples.size() - begin));
        data.gatherTargets(some, batch);
        for (std::size_t i = 0; i < some.size(); ++i) {
            for (std::size_t feature = 0; feature < values.size(); ++feature)
                values[feature] = batch.row(static_cast<Index>(feature))[i];
            pictures.push_back({some[i], data.className(some[i]), {}, {}});
            if (data.shape.isRow() && data.shape.size() <= kLongestKept)
                pictures.back().values = values;
            pictures.back().image = imageOf(data, drawing, values);
        }
    }
}

void count(
    const Dataset& data, const std::vector<Index>& part, std::vector<ClassCount>& classes, Index ClassCount::*number)
{
    for (const Index sample : part)
        ++(classes[static_cast<std::size_t>(data.labels[static_cast<std::size_t>(sample)])].*number);
}

std::vector<ClassCount> countClasses(const Dataset& data, const Split& used, std::uint64_t seed)
{
    if (!data.hasLabels())
        return {};
    std::vector<ClassCount> classes;
    for (const std::string& name : data.classNames)
        classes.push_back({name, 0, 0, 0, 0});
    const Split all = makeSplit(data, {{}, 0, 0, seed});
    count(data, used.train, classes, &ClassCount::train);
    count(data, used.test, classes, &ClassCount::test);
    count(data, all.train, classes, &ClassCount::allTrain);
    count(data, all.test, classes, &ClassCount::allTest);
    return classes;
}

} // namespace

DatasetPreview previewOf(const Dataset& data, const SplitSpec& spec)
{
    const Split split = makeSplit(data, spec);
    DatasetPreview preview;
    preview.validation = static_cast<Index>(split.validation.size());
    preview.fitted = static_cast<Index>(split.train.size()) - preview.validation;
    preview.test = static_cast<Index>(split.test.size());
    preview.total = data.count();
    preview.drawsTest = data.testCount == 0;
    preview.classes = countClasses(data, split, spec.seed);
    preview.isTooLargeToDraw = data.shape.size() > kMostDrawn;
    preview.scaled = scaledRange(data);
    if (!preview.isTooLargeToDraw)
        drawPictures(data, evenlySpaced(split.train, kPreviewPictures), preview.pictures);
    return preview;
}

QImage previewPicture(Shape shape, std::span<const float> values)
{
    const bool isLine = shape.height == 1;
    const double shrink = std::min(1.0, double(kPreviewSide) / std::max(shape.width, shape.height));
    const int width = std::max(static_cast<int>(std::lround(shrink * shape.width)), 1);
    const int height = std::max(static_cast<int>(std::lround(shrink * shape.height)), 1);
    const int channels = drawnChannels(shape);
    std::vector<float> means;
    means.reserve(static_cast<std::size_t>(Index(width) * height * channels));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int channel = 0; channel < channels; ++channel)
                means.push_back(meanOf(shape, values,
                    {firstPixel(x, width, shape.width), firstPixel(x + 1, width, shape.width),
                        firstPixel(y, height, shape.height), firstPixel(y + 1, height, shape.height)},
                    channel));
    const QImage image = picture({channels, height, width}, means);
    return isLine ? image.scaled(width, width) : image;
}

int likelySide(const Dataset& data)
{
    if (!data.shape.isRow() || !data.reading.oneHot.empty())
        return 0;
    const auto side = static_cast<int>(std::lround(std::sqrt(data.shape.width)));
    return side >= kLeastSide && side * side == data.shape.width ? side : 0;
}

} // namespace isthmus
