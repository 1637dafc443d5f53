// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"
#include "core/datasets/readers/CsvForm.h"

#include <string>

namespace isthmus {

/// Is this a table of numbers in text? Content decides. Never throws.
bool sniffCsv(const std::string& path);

/// Reads a table, one sample a row: fields between commas, semicolons (then a decimal comma is understood), tabs or
/// blanks, with or without quotes and a header, plain or gzipped. What each column is, the options or guessCsvLabel()
/// and findCsvColumns() say; a column of parts makes a training part and a test part. Comments above the table are left
/// out. Whole numbers from 0 to 255 stay bytes; numbers of any other kind become 32-bit floats.
/// @throws Error with one sentence: what, line and column, expected, found; Cancelled
Dataset readCsv(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

/// Columns of a table and what they are taken for, for choosing the label.
/// @throws Error if the file is no table
CsvForm csvFormOf(const std::string& path, const ReadOptions& options);

/// The columns of a table, and which of them is the label unless another one is chosen.
/// @throws Error if the file is no table
DatasetChoices csvChoices(const std::string& path);

} // namespace isthmus
