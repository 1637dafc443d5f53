// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"

#include <QString>

#include <utility>
#include <vector>

namespace isthmus {

/// The facts of a data set, line by line, each with its name: images, shape, stored type and range, classes, memory.
std::vector<std::pair<QString, QString>> previewFacts(const Dataset& data, const DatasetPreview& preview);

/// A sentence about a set that has no test part; empty if it has one.
QString testPartText(const Shape& shape, const DatasetPreview& preview);

/// A sentence about the size of a dense model for images of this shape; empty where that is no trouble.
QString largeImageText(Shape shape);

/// "52 MB", "3.9 GB".
QString memoryText(std::uint64_t bytes);

} // namespace isthmus
