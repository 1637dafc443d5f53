// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/data/Split.h"

#include <QString>

namespace isthmus {

/// A data set, how it is read, and what of it is used.
struct DataChoice
{
    QString nameOrPath; ///< name or path, as openDataset() takes it
    ReadOptions reading;
    SplitSpec split;
    /// Whether the user chose the split; else the share for validation is that of the present run.
    bool isSplitChosen = false;
};

} // namespace isthmus
