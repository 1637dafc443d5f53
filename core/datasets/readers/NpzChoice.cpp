// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpzChoice.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ImageArray.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isthmus {

namespace {

/// Names that belong together, in lower case.
struct Names
{
    const char* images;
    const char* labels;
    const char* testImages;
    const char* testLabels;
};
constexpr std::array<Names, 12> kNames{{{"x_train", "y_train", "x_test", "y_test"},
    {"train_x", "train_y", "test_x", "test_y"}, {"train_images", "train_labels", "test_images", "test_labels"},
    {"images_train", "labels_train", "images_test", "labels_test"}, {"x", "y", "", ""}, {"images", "labels", "", ""},
    {"imgs", "labels", "", ""}, {"data", "labels", "", ""}, {"data", "target", "", ""}, {"data", "y", "", ""},
    {"image", "label", "", ""}, {"arr_0", "arr_1", "", ""}}};

using Arrays = std::vector<NamedArray>;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
    return text;
}

const NamedArray* named(const Arrays& arrays, const std::string& name)
{
    const auto found =
        std::find_if(arrays.begin(), arrays.end(), [&](const NamedArray& each) { return each.name == name; });
    return found == arrays.end() ? nullptr : &*found;
}

const NamedArray* namedAnyCase(const Arrays& arrays, const char* name)
{
    const auto found =
        std::find_if(arrays.begin(), arrays.end(), [&](const NamedArray& each) { return lower(each.name) == name; });
    return found == arrays.end() || *name == '\0' ? nullptr : &*found;
}

const NamedArray& required(const Arrays& arrays, const std::string& name, const std::string& where)
{
    if (const NamedArray* found = named(arrays, name))
        return *found;
    std::string list;
    for (const NamedArray& array : arrays)
        list += (list.empty() ? "" : ", ") + array.name;
    throw Error(where + ": expected an array of numbers called " + name + ", found " + list);
}

bool canBeImages(const NamedArray& array)
{
    return array.header.shape.size() >= 2 && array.header.shape.size() <= 4;
}

bool canBeLabels(const NamedArray& array, const NamedArray& images)
{
    const std::vector<std::uint64_t>& shape = array.header.shape;
    const bool isColumn = shape.size() == 1 || (shape.size() == 2 && shape[1] == 1);
    return isColumn && !images.header.shape.empty() && shape[0] == images.header.shape[0]
        && !isFloat(array.header.type);
}

/// The only array that can be the labels of these images.
const NamedArray* onlyLabels(const Arrays& arrays, const NamedArray& images)
{
    const NamedArray* only = nullptr;
    for (const NamedArray& array : arrays) {
        if (array.name == images.name || !canBeLabels(array, images))
            continue;
        if (only != nullptr)
            return nullptr;
        only = &array;
    }
    return only;
}

const NamedArray& largest(const Arrays& arrays, const std::string& where)
{
    const NamedArray* best = nullptr;
    for (const NamedArray& array : arrays)
        if (canBeImages(array) && (best == nullptr || array.header.dataSize() > best->header.dataSize()))
            best = &array;
    if (best == nullptr)
        throw Error(where + ": expected an array of 2 to 4 axes with images, found none");
    return *best;
}

/// The test part that belongs to images of this name.
const NamedArray* testOf(const Arrays& arrays, const NamedArray& images)
{
    for (const Names& names : kNames)
        if (lower(images.name) == names.images)
            if (const NamedArray* test = namedAnyCase(arrays, names.testImages); test && canBeImages(*test))
                return test;
    return nullptr;
}

const char* labelName(const Names& names, const NamedArray& images)
{
    return lower(images.name) == names.images    ? names.labels
        : lower(images.name) == names.testImages ? names.testLabels
                                                 : "";
}

/// The array whose name belongs to labels of images of this name, of whatever type and count.
const NamedArray* namedLabels(const Arrays& arrays, const NamedArray& images)
{
    for (const Names& names : kNames)
        if (const NamedArray* labels = namedAnyCase(arrays, labelName(names, images));
            labels && labels->header.shape.size() <= 2)
            return labels;
    return nullptr;
}

const NamedArray* labelsOf(const Arrays& arrays, const NamedArray& images)
{
    for (const Names& names : kNames)
        if (const NamedArray* labels = namedAnyCase(arrays, labelName(names, images));
            labels && canBeLabels(*labels, images))
            return labels;
    return onlyLabels(arrays, images);
}

const NamedArray& chooseImages(const Arrays& arrays, const ReadOptions& options, const std::string& where)
{
    if (!options.array.empty())
        return required(arrays, options.array, where);
    for (const Names& names : kNames)
        if (const NamedArray* images = namedAnyCase(arrays, names.images); images && canBeImages(*images))
            return *images;
    return largest(arrays, where);
}

/// The test part that is read with these images; if theirs does not fit, that is said.
const NamedArray* fittingTest(const Arrays& arrays, const NamedArray& images, const ReadOptions& options,
    const std::string& where, NpzChoice& choice)
{
    const NamedArray* test = testOf(arrays, images);
    if (test == nullptr)
        return nullptr;
    try {
        requireLike({where + ": " + images.name, images.header, nullptr, 0},
            {where + ": " + test->name, test->header, nullptr, 0}, options);
    } catch (const Error& error) {
        choice.notices.emplace_back("The test part was left out: " + std::string(error.what()) + '.');
        return nullptr;
    }
    return test;
}

/// Labels that the options name, and those that belong to the test part, which is left out if it has none.
void addNamedLabels(const Arrays& arrays, const ReadOptions& options, const std::string& where, const NamedArray* test,
    NpzChoice& choice)
{
    choice.labels.push_back(required(arrays, options.labelArray, where));
    if (test == nullptr)
        return;
    const NamedArray* testLabels = namedLabels(arrays, *test);
    if (testLabels == nullptr || testLabels->name == options.labelArray)
        testLabels = labelsOf(arrays, *test);
    if (testLabels == nullptr) {
        choice.notices.emplace_back("The test part was left out: " + test->name + " has no labels.");
        return;
    }
    choice.images.push_back(*test);
    choice.labels.push_back(*testLabels);
}

/// Labels that go by their names or are the only ones, if all parts have them.
void addFoundLabels(const Arrays& arrays, NpzChoice& choice)
{
    const NamedArray* unfit = nullptr;
    const NamedArray* bare = nullptr;
    for (const NamedArray& images : choice.images) {
        if (const NamedArray* labels = labelsOf(arrays, images)) {
            choice.labels.push_back(*labels);
            continue;
        }
        bare = &images;
        unfit = unfit == nullptr ? namedLabels(arrays, images) : unfit;
    }
    if (bare == nullptr)
        return;
    if (unfit != nullptr)
        choice.notices.emplace_back("The labels were left out: " + unfit->name + " holds " + unfit->header.text()
            + " and no whole number for each image; name it as the labels to have it read all the same.");
    else if (!choice.labels.empty())
        choice.notices.emplace_back("The labels were left out: " + bare->name + " has none.");
    choice.labels.clear();
}

} // namespace

NpzChoice chooseArrays(const std::vector<NamedArray>& arrays, const ReadOptions& options, const std::string& where)
{
    NpzChoice choice{{chooseImages(arrays, options, where)}, {}, {}};
    const NamedArray* test = fittingTest(arrays, choice.images.front(), options, where, choice);
    if (!options.labelArray.empty() && options.labelArray != "none") {
        addNamedLabels(arrays, options, where, test, choice);
        return choice;
    }
    if (test != nullptr)
        choice.images.push_back(*test);
    if (options.labelArray.empty())
        addFoundLabels(arrays, choice);
    return choice;
}

} // namespace isthmus
