// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <string>

namespace isthmus {

/// Is this a zip archive with an NPY array in it? Content decides. Never throws.
bool sniffNpz(const std::string& path);

/// Reads arrays that NumPy saved together, stored or deflated. Unless the options name them, the images are `x_train`,
/// `train_images` and the like, with `x_test` and the like as the test part, or `images`, `imgs`, `data`, `x`; else the
/// array of most numbers among those of two axes and more. Labels go by the names that belong to them, or are the only
/// array of whole numbers that has as many.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readNpz(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

/// The arrays of an archive, such as "x_train", "60,000 x 28 x 28 of uint8".
/// @throws Error if the archive is damaged
DatasetChoices npzChoices(const std::string& path);

} // namespace isthmus
