// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <string>
#include <vector>

namespace isthmus {

/// One format of data sets. Its own file in readers/, one line in the table of datasetReaders().
struct DatasetReader
{
    const char* name; ///< "IDX"

    /// Ends of usual file names, such as "-ubyte" or ".npy": the file dialog's pattern is "*" + end. Content decides.
    std::vector<std::string> extensions;

    /// Does the content of this file or folder look like the format? Never throws.
    bool (*sniff)(const std::string& path);

    /// @throws Error with one sentence about what is wrong with the file
    Dataset (*read)(const std::string& path);
};

/// All formats, in the order in which they are asked. Paths are UTF-8.
const std::vector<DatasetReader>& datasetReaders();

} // namespace isthmus
