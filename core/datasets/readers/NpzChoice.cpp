// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/NpzChoice.h"

#include "core/base/Error.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/LabelArray.h"
#include "core/datasets/readers/dataNames.h"
#include "core/files/pythonText.h"

#include <algorithm>

namespace isthmus {

namespace {

using Arrays = std::vector<NamedArray>;

constexpr std::size_t kMostArrayNames = 4; // of arrays that were left out

std::vector<std::string> namesOfAll(const Arrays& arrays)
{
    std::vector<std::string> names;
    for (const NamedArray& array : arrays)
        names.push_back(array.name);
    return names;
}

const NamedArray* named(const Arrays& arrays, const std::string& name)
{
    const auto found =
        std::find_if(arrays.begin(), arrays.end(), [&](const NamedArray& each) { return each.name == name; });
    return found == arrays.end() ? nullptr : &*found;
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
    return array.header.shape.size() >= 2 && array.header.shape.size() <= 4 && !array.header.holdsTexts();
}

bool canBeLabels(const NamedArray& array, const NamedArray& images)
{
    if (images.header.shape.empty() || !isLabelColumn(array.header, images.header.shape[0]))
        return false;
    const std::uint64_t count = std::max(array.header.shape.front(), array.header.shape.back());
    return count == images.header.shape[0] && (array.header.holdsTexts() || !isFloat(array.header.type));
}

/// The only array that can be the labels of these images.
const NamedArray* onlyLabels(const Arrays& arrays, const NamedArray& images)
{
    const NamedArray* only = nullptr;
    for (const NamedArray& array : arrays) {
        const bool isText = array.header.holdsTexts(); // names of files rather than of classes, unless called labels
        if (array.name == images.name || isText || !canBeLabels(array, images))
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

/// Another part of the set that images of this name belong to.
const NamedArray* partOf(const Arrays& arrays, const NamedArray& images, DataPart part)
{
    for (const std::size_t place : otherPartNames(namesOfAll(arrays), images.name, part))
        if (canBeImages(arrays[place]))
            return &arrays[place];
    return nullptr;
}

/// The array whose name belongs to labels of images of this name, of whatever type and count.
const NamedArray* namedLabels(const Arrays& arrays, const NamedArray& images)
{
    for (const std::size_t place : labelNames(namesOfAll(arrays), images.name))
        if (arrays[place].header.shape.size() <= 2)
            return &arrays[place];
    return nullptr;
}

const NamedArray* labelsOf(const Arrays& arrays, const NamedArray& images)
{
    for (const std::size_t place : labelNames(namesOfAll(arrays), images.name))
        if (canBeLabels(arrays[place], images))
            return &arrays[place];
    return onlyLabels(arrays, images);
}

const NamedArray& chooseImages(const Arrays& arrays, const ReadOptions& options, const std::string& where)
{
    if (!options.array.empty())
        return required(arrays, options.array, where);
    for (const std::size_t place : imageNames(namesOfAll(arrays)))
        if (canBeImages(arrays[place]))
            return arrays[place];
    return largest(arrays, where);
}

/// The part that is read with these images; if theirs does not fit, that is said.
/// @param what  "test part"
const NamedArray* fittingPart(const std::string& what, const NamedArray& images, const NamedArray* part,
    const ReadOptions& options, const std::string& where, NpzChoice& choice)
{
    if (part == nullptr)
        return nullptr;
    try {
        requireLike({where + ": " + images.name, images.header, nullptr, 0},
            {where + ": " + part->name, part->header, nullptr, 0}, options);
    } catch (const Error& error) {
        choice.notices.emplace_back("The " + what + " was left out: " + error.what() + '.');
        return nullptr;
    }
    return part;
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
    const bool isTable = unfit != nullptr && unfit->header.shape.size() == 2 && unfit->header.shape[1] > 1;
    if (unfit != nullptr)
        choice.notices.emplace_back("The labels were left out: " + unfit->name + " holds " + unfit->header.text()
            + " and no whole number for each image; "
            + (isTable ? "where each row has a single 1, name it as the labels."
                       : "name it as the labels to have it read all the same."));
    else if (!choice.labels.empty())
        choice.notices.emplace_back("The labels were left out: " + bare->name + " has none.");
    choice.labels.clear();
}

bool isIn(const Arrays& arrays, const NamedArray& array)
{
    return named(arrays, array.name) != nullptr;
}

/// "a, b and 3 others"
std::string listed(const std::vector<std::string>& names)
{
    const std::size_t shown = names.size() <= kMostArrayNames ? names.size() : kMostArrayNames - 1;
    std::string text = names.front();
    for (std::size_t i = 1; i < shown; ++i)
        text += (i + 1 == names.size() ? " and " : ", ") + names[i];
    if (shown < names.size())
        text += " and " + grouped(static_cast<std::int64_t>(names.size() - shown)) + " others";
    return text;
}

/// Takes the images of a validation part, and its labels where the others have some, or says why not.
void takeValidation(const Arrays& arrays, const NamedArray& images, const ReadOptions& options,
    const std::string& where, NpzChoice& choice)
{
    if (options.validationPart == ReadOptions::ValidationPart::LeaveOut) {
        choice.notices.emplace_back(
            "The validation part was left out: " + images.name + " holds " + images.header.text() + '.');
        return;
    }
    const NamedArray* fitting = fittingPart("validation part", choice.images.front(), &images, options, where, choice);
    if (fitting == nullptr)
        return;
    const NamedArray* labels = choice.labels.empty() ? nullptr : labelsOf(arrays, images);
    if (!choice.labels.empty() && (labels == nullptr || isIn(choice.labels, *labels))) {
        choice.notices.emplace_back("The validation part was left out: " + images.name + " has no labels.");
        return;
    }
    if (labels != nullptr)
        choice.labels.push_back(*labels);
    choice.images.push_back(images);
    choice.hasValidation = true;
}

/// @return names that need no other notice: images and labels of the validation part
std::vector<std::string> addValidation(
    const Arrays& arrays, const ReadOptions& options, const std::string& where, NpzChoice& choice)
{
    const NamedArray* images = partOf(arrays, choice.images.front(), DataPart::Validation);
    if (images == nullptr)
        return {};
    takeValidation(arrays, *images, options, where, choice);
    std::vector<std::string> said{images->name};
    for (const std::size_t place : labelNames(namesOfAll(arrays), images->name))
        said.push_back(arrays[place].name);
    return said;
}

/// Labels of which another notice speaks, or which the user has chosen not to read.
bool areSaidLabels(const NamedArray& array, const NpzChoice& choice)
{
    const DataName name = dataName(array.name);
    const bool isOfLeftPart = name.part == DataPart::Test && choice.images.size() == (choice.hasValidation ? 2 : 1);
    return name.content == DataContent::Labels && name.subject == dataName(choice.images.front().name).subject
        && (choice.labels.empty() || isOfLeftPart);
}

/// Says which arrays are not read and in no other notice.
void leaveOthers(const Arrays& arrays, const std::vector<std::string>& said, NpzChoice& choice)
{
    std::vector<std::string> names;
    for (const NamedArray& array : arrays) {
        const bool isSaid =
            std::find(said.begin(), said.end(), array.name) != said.end() || areSaidLabels(array, choice);
        if (!isSaid && !isIn(choice.images, array) && !isIn(choice.labels, array))
            names.push_back(array.name);
    }
    if (!names.empty())
        choice.notices.emplace_back((names.size() == 1 ? "The array " : "The arrays ") + listed(names)
            + (names.size() == 1 ? " was" : " were") + " left out; " + listed(namesOfAll(choice.images))
            + " holds what is read.");
}

/// Refuses what scipy.sparse.save_npz() writes: a matrix in pieces.
void requireNotSparse(const Arrays& arrays, const ReadOptions& options, const std::string& where)
{
    const auto has = [&](const char* name) { return named(arrays, name) != nullptr; };
    if (options.array.empty() && has("data") && has("format") && has("shape"))
        throw Error(where
            + ": expected an array of 2 to 4 axes with images, found a sparse matrix of SciPy; in Python: "
            + "numpy.save('rows.npy', scipy.sparse.load_npz(" + quotedForPython(where) + ").toarray())");
}

} // namespace

NpzChoice chooseArrays(const std::vector<NamedArray>& arrays, const ReadOptions& options, const std::string& where)
{
    requireNotSparse(arrays, options, where);
    NpzChoice choice{{chooseImages(arrays, options, where)}, {}, false, {}};
    const NamedArray* unchecked = partOf(arrays, choice.images.front(), DataPart::Test);
    const NamedArray* test = fittingPart("test part", choice.images.front(), unchecked, options, where, choice);
    if (!options.labelArray.empty() && options.labelArray != "none") {
        addNamedLabels(arrays, options, where, test, choice);
    } else {
        if (test != nullptr)
            choice.images.push_back(*test);
        if (options.labelArray.empty())
            addFoundLabels(arrays, choice);
    }
    std::vector<std::string> said = addValidation(arrays, options, where, choice);
    if (unchecked != nullptr)
        said.push_back(unchecked->name);
    if (options.array.empty())
        leaveOthers(arrays, said, choice);
    return choice;
}

} // namespace isthmus
