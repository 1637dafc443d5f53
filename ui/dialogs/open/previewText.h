// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"

#include <QString>

#include <utility>
#include <vector>

namespace isthmus {

/// What a data set is, line by line: what is said, and what it is. Images, shape, stored type and range, classes,
/// memory.
std::vector<std::pair<QString, QString>> previewFacts(const Dataset& data, const DatasetPreview& preview);

/// What becomes of a set that has no test part, in a sentence; empty if it has one.
QString testPartText(const Shape& shape, const DatasetPreview& preview);

/// What images of this shape make of a dense model, in a sentence; empty where that is no trouble.
QString largeImageText(Shape shape);

/// "52 MB", "3.9 GB".
QString memoryText(std::uint64_t bytes);

} // namespace isthmus
