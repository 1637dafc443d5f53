// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace isthmus {

/// What may be chosen in reading a data set, found without reading all of it.
struct DatasetChoices
{
    std::string format = {}; ///< name of its reader; empty for a built-in set
    std::vector<std::string> fields =
        {}; ///< fields of ReadOptions that its format takes, by their names in readFields()
    std::vector<std::pair<std::string, std::string>> arrays = {}; ///< arrays of a file with several: name and form
    std::string array = {}; ///< those that are taken if none is chosen: "x_train and x_test"; empty: unknown
    std::string labelArray = {}; ///< the same of the labels; empty: none, or unknown
    std::vector<std::string> columns = {}; ///< columns of a table: names, or numbers from 0 where there is no header
    std::string labelColumn = {}; ///< which one is taken if none is chosen; empty: none
    std::vector<std::string> textColumns = {}; ///< those that may become columns of 0 and 1, as columns has them
};

} // namespace isthmus
