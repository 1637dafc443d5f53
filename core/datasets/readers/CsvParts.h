// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvEvidence.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// Which rows of a table are for training, which for testing and which for validation.
struct CsvParts
{
    std::vector<std::size_t> train;
    std::vector<std::size_t> test;
    std::vector<std::size_t> validation; ///< beside those for testing; else they are for testing
    std::size_t left = 0; ///< rows for validation that are left out
    bool namesTraining = true; ///< else no row is said to be for training, and those for testing are
};

/// Rows for validation are for testing where no others are.
/// @param parts       of each row; rows for testing are for training where no others are
/// @param validation  what becomes of those for validation beside others for testing
CsvParts csvParts(
    const std::vector<CsvPart>& parts, ReadOptions::ValidationPart validation = ReadOptions::ValidationPart::Use);

/// Some rows of a table in their order.
/// @param values  of all rows, each of as many bytes
std::vector<std::uint8_t> csvRowsOf(
    const std::vector<std::uint8_t>& values, std::size_t bytesOfRow, const std::vector<std::size_t>& rows);

/// The labels of the training rows, then those of the test rows and of the validation rows.
std::vector<std::string> csvLabelsOf(const std::vector<std::string>& labels, const CsvParts& parts);

/// One sentence about a column of parts, with its name behind "The ".
std::string csvPartsText(const std::string& column, const CsvParts& parts);

} // namespace isthmus
