// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/CsvForm.h"

#include <string>
#include <string_view>
#include <vector>

namespace isthmus {

/// Takes the column that the options name.
/// @throws Error if there is none
void chooseCsvLabel(const std::string& wanted, const std::string& where, CsvForm& form);

/// Finds the column of the labels, by evidence: one that is called so; a column of texts that neither differ in every
/// row nor are all alike; classes beside texts of pixels; classes before or behind the numbers of square images. What
/// was guessed is a notice.
/// @param head   beginning of the table
/// @param texts  columns of texts
void guessCsvLabel(std::string_view head, const std::vector<std::size_t>& texts, CsvForm& form);

} // namespace isthmus
