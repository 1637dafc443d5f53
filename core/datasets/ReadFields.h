// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"

#include <QJsonObject>

#include <string>
#include <vector>

namespace isthmus {

/// One field of ReadOptions as the command line and run files write it.
struct ReadField
{
    const char* name; ///< "label-column"
    const char* value; ///< what its value is called in the help: "NAME"
    const char* help;

    /// The text of the field's value; empty if the field has its default.
    std::string (*text)(const ReadOptions& options);

    /// @throws Error if the text is no value of the field: name, expected, found
    void (*set)(ReadOptions& options, const std::string& text);
};

const std::vector<ReadField>& readFields();

/// The fields of these names from `options`, the others as by default.
ReadOptions onlyFields(const ReadOptions& options, const std::vector<std::string>& names);

/// Writes one text for each field that differs from its default.
QJsonObject toJson(const ReadOptions& options);

/// @throws Error for unknown keys and values
ReadOptions readingFromJson(const QJsonObject& object, const std::string& where);

} // namespace isthmus
