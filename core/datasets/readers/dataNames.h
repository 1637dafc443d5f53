// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

enum class DataPart { None, Train, Test, Validation };
enum class DataContent { None, Images, Labels };

/// What the name of an array, a file or a folder says of what it holds. Case does not matter, nor how words are
/// joined: x_train, trainX, "Train X", xtrain.
struct DataName
{
    DataPart part = DataPart::None; ///< train, training, trainset; test, testing, t10k; val, valid, validation, dev
    DataContent content = DataContent::None; ///< x, images, data, ...; y, labels, target, ...
    std::string subject; ///< the other words, in lower case with a blank between them: "kmnist"
    std::string word; ///< the word that says the content, "x"; empty: there is none

    /// Does it name images, be it by its part alone: `train`?
    [[nodiscard]] bool isImages() const
    {
        return content == DataContent::Images || (content == DataContent::None && part != DataPart::None);
    }
};

/// Splits a name into words, at marks, capitals and numbers, and looks at each.
/// @param name  without the end of a file's name; folders in it, "a/b", are words too
DataName dataName(std::string_view name);

/// The part that a folder of this name is: `train`, `Testing`, `training_set`, `test1`, `train_images`. None where the
/// name holds anything else.
DataPart partOfFolder(std::string_view name);

/// Places of the names of images, the most likely ones first: the training part before sets without parts, short names
/// before longer ones, x before images before data. The test and the validation part come last.
std::vector<std::size_t> imageNames(const std::vector<std::string>& names);

/// Places of the names that are `part` of the set whose images these are, the most likely one first: names of the same
/// subject, those with the same word for the content in front, or alone where the images name no part. None if the
/// images are a test or validation part.
/// @param images  a name, which need not be in the list
std::vector<std::size_t> otherPartNames(const std::vector<std::string>& names, std::string_view images, DataPart part);

/// Places of the names of labels that go with images of this name, the most likely one first: the same part and
/// subject, y in front for x, labels for images.
std::vector<std::size_t> labelNames(const std::vector<std::string>& names, std::string_view images);

} // namespace isthmus
