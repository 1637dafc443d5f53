// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/ArrayContainer.h"

#include "core/base/Error.h"
#include "core/datasets/readers/LabelArray.h"
#include "core/datasets/readers/origin.h"

namespace isthmus {

namespace {

void addLabels(const ArrayContainer& file, const NpzChoice& choice, Dataset& data)
{
    LabelValues labels;
    for (std::size_t part = 0; part < choice.labels.size(); ++part)
        labels.add(file.open(choice.labels[part]), choice.images[part].header.shape[0]);
    labels.giveTo(data);
}

/// "x_train and x_test"
std::string joined(const std::vector<NamedArray>& arrays)
{
    std::string text;
    for (const NamedArray& array : arrays)
        text += (text.empty() ? "" : &array == &arrays.back() ? " and " : ", ") + array.name;
    return text;
}

void requireNumbers(const ArrayContainer& file, const ReadOptions& options)
{
    for (const auto& [name, reason] : file.others)
        if (file.arrays.empty() || name == options.array || name == options.labelArray)
            throw Error(reason);
}

} // namespace

void requireFewArrays(std::size_t count, const std::string& where)
{
    if (count > kMostArrays)
        throw Error(where + ": expected at most 1,000 arrays, found " + grouped(static_cast<std::int64_t>(count)));
}

DatasetChoices choicesOf(const ArrayContainer& file)
{
    DatasetChoices choices;
    for (const NamedArray& array : file.arrays)
        choices.arrays.emplace_back(array.name, array.header.text());
    try {
        const NpzChoice taken = chooseArrays(file.arrays, {}, file.where);
        choices.array = joined(taken.images);
        choices.labelArray = joined(taken.labels);
    } catch (const Error&) { // said when it is read
    }
    return choices;
}

Dataset readArrays(const ArrayContainer& file, const std::string& path, const char* format, const ReadOptions& options,
    const Progress& progress)
{
    Dataset data = datasetAt(path, format, options);
    requireNumbers(file, options);
    const NpzChoice choice = chooseArrays(file.arrays, options, file.where);
    std::vector<SourceArray> parts;
    for (const NamedArray& images : choice.images) {
        parts.push_back(file.open(images));
        const bool isLast = parts.size() == choice.images.size();
        parts.back().part = isLast && choice.hasValidation ? DataPart::Validation : DataPart::None;
        if (const auto guess = file.guesses.find(images.name); guess != file.guesses.end())
            data.notices.push_back(guess->second);
    }
    setImages(parts, options, progress, data);
    addLabels(file, choice, data);
    data.notices.insert(data.notices.end(), choice.notices.begin(), choice.notices.end());
    data.notices.insert(data.notices.end(), file.notices.begin(), file.notices.end());
    for (const auto& [name, reason] : file.others)
        data.notices.emplace_back("Left out: " + reason + '.');
    return data;
}

} // namespace isthmus
