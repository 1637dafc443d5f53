// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/data/Split.h"

#include <QString>

namespace isthmus {

/// A data set, how it is read, and what of it is used.
struct DataChoice
{
    QString nameOrPath; ///< as openDataset() takes it
    ReadOptions reading;
    SplitSpec split;
    bool isSplitChosen = false; ///< by the user; else the share for validation is that of the present run
};

} // namespace isthmus
