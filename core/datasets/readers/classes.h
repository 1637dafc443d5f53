// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// Labels and class names of a data set from one number a sample. The classes are those that occur, in the order of
/// their numbers, which name them: 2, 7 and 100 are three. More than 1,000 different ones are no classes: they are left
/// out, with a notice.
void setClasses(std::span<const std::int64_t> numbers, Dataset& data);

/// Sets the classes from one text a sample. Texts that are all whole numbers are read as such, and name their classes
/// as they are written, `01`; where two of them are the same number, `7` and `007`, each text is a class of its own, in
/// the order of the numbers. Others become classes in alphabetical order.
void setClasses(const std::vector<std::string>& texts, Dataset& data);

} // namespace isthmus
