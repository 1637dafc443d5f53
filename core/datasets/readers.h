// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <string>
#include <vector>

namespace isthmus {

/// One format of data sets. Each has its own file in readers/ and one line in the table of datasetReaders().
struct DatasetReader
{
    const char* name; ///< "IDX"
    const char* summary; ///< what such a file or folder holds, for the help

    /// Ends of usual file names, such as "-ubyte" or ".npy": the file dialog's pattern is "*" + end. Content decides.
    /// Empty: folders only.
    std::vector<std::string> extensions;

    /// The fields of ReadOptions that matter to this format, by their names in readFields().
    std::vector<std::string> fields;

    /// Does the content of this file or folder look like the format? Never throws.
    bool (*sniff)(const std::string& path);

    /// @throws Error with one sentence about what is wrong with the file; Cancelled
    Dataset (*read)(const std::string& path, const ReadOptions& options, const Progress& progress);

    /// What the content of a file gives to choose from: arrays or columns. Null: nothing.
    /// @throws Error if the file is damaged
    DatasetChoices (*choices)(const std::string& path) = nullptr;
};

/// All formats, in the order in which they are asked. Paths are UTF-8.
const std::vector<DatasetReader>& datasetReaders();

/// The first that takes what is at the path; null: none does.
const DatasetReader* readerOfContent(const std::string& path);

} // namespace isthmus
