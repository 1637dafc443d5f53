// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/NumberType.h"
#include "core/data/Split.h"

#include <QImage>

#include <string>
#include <vector>

namespace isthmus {

/// Images of one class: what a choice leaves of them, and what there is.
struct ClassCount
{
    std::string name;
    Index train = 0; ///< training samples in use, those held out for validation among them
    Index test = 0; ///< test samples in use
    Index allTrain = 0;
    Index allTest = 0;
    [[nodiscard]] bool operator==(const ClassCount&) const = default;
};

/// One image, small enough to be drawn at once.
struct PreviewPicture
{
    Index sample = 0;
    std::string className; ///< empty without labels
    QImage image; ///< of a row of numbers its curve or bars, without words
    std::vector<float> values = {}; ///< the engine's, of a row that is not very long; empty: of pictures
};

/// What a person sees of a data set before training on it. A plain value.
struct DatasetPreview
{
    Index fitted = 0; ///< images that gradients would be computed on
    Index validation = 0;
    Index test = 0;
    Index total = 0; ///< images of the whole set
    bool drawsTest = false; ///< the set has no test part: some of its images become it
    std::vector<ClassCount> classes; ///< every class of the set; empty without labels
    std::vector<PreviewPicture> pictures; ///< evenly spaced over the training part
    bool isTooLargeToDraw = false; ///< one image has so many values that none was drawn
    NumberRange scaled{}; ///< range of all numbers as the engine has them
};

inline constexpr Index kPreviewPictures = 64;
inline constexpr int kPreviewSide = 160; ///< most pixels of a picture's side
inline constexpr Index kLongestKept = 65'536; ///< numbers of a row whose values are kept

/// Looks at a data set as a run with this choice would use it. Slow; any thread.
/// @throws Error if nothing would be left to train on, or the file cannot be read
DatasetPreview previewOf(const Dataset& data, const SplitSpec& split);

/// A picture of one image with at most kPreviewSide pixels a side: where there are more, each is the mean of those that
/// it covers. Lines of pixels become a square of stripes; channels that are no colours, their mean.
/// @param values  shape.size() floats, (y, x, channel), 0..1
QImage previewPicture(Shape shape, std::span<const float> values);

/// The side of the square pictures that rows of numbers may be: 28 for a row of 784. 0 if the images are no rows, or
/// their length is no square from 8 x 8 on.
int likelySide(const Dataset& data);

} // namespace isthmus
