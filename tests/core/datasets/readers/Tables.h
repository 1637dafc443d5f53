// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvReader.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/files/Folder.h"

namespace isthmus::testing {

/// The data set of a table with this text.
inline Dataset readText(const QByteArray& text, const ReadOptions& options = {})
{
    const Folder folder;
    return readCsv(folder.write("t.csv", text), options);
}

inline ReadOptions labelledBy(const std::string& column)
{
    ReadOptions options;
    options.labelColumn = column;
    return options;
}

inline QString tableMessage(const QByteArray& text, const ReadOptions& options = {})
{
    return messageOf([&] { static_cast<void>(readText(text, options)); });
}

} // namespace isthmus::testing
