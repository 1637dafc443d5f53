// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/datasets/DatasetChoices.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/NpzChoice.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace isthmus {

inline constexpr std::size_t kMostArrays = 1'000; ///< in one file

/// A file with several arrays, of whatever format, whose numbers are read when one of them is opened. A plain value of
/// the thread that reads.
struct ArrayContainer
{
    std::string where; ///< file name for messages
    std::vector<NamedArray> arrays; ///< those that hold numbers
    std::vector<std::pair<std::string, std::string>> others; ///< name, and a sentence why it is no array of numbers
    std::vector<std::string> notices; ///< sentences about what was left out in listing them
    std::map<std::string, std::string> guesses; ///< by the name of an array: how it is taken, said if it is read
    std::function<SourceArray(const NamedArray&)> open; ///< throws Error where the numbers are damaged or too many
};

/// @throws Error if so many arrays are more than a file may have
void requireFewArrays(std::size_t count, const std::string& where);

/// The names and forms of its arrays, such as "x_train", "60,000 x 28 x 28 of uint8".
DatasetChoices choicesOf(const ArrayContainer& file);

/// Reads the arrays that the options name, or else those that chooseArrays() finds, with their labels.
/// @param path    file, for the data set's name
/// @param format  name of the reader
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readArrays(const ArrayContainer& file, const std::string& path, const char* format, const ReadOptions& options,
    const Progress& progress);

} // namespace isthmus
