// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/dataNames.h"

#include <string>
#include <vector>

namespace isthmus {

enum class ArrayKind { Numbers, NumbersOrTexts };

/// Opens an array that has a file of its own: NPY, or an NPZ with a single array.
/// @throws Error if it is neither, of another kind, or its size is not what its header says
SourceArray openArrayFile(const std::string& path, ArrayKind kind = ArrayKind::Numbers);

/// Is this an NPY file, or an NPZ with a single array of numbers or texts? Never throws.
bool isArrayFile(const std::string& path);

/// The files of arrays directly in a folder, sorted by name; empty where it cannot be read. Never throws.
std::vector<std::string> arrayFilesIn(const std::string& folder);

/// The file of the training part among some, by its name: `x_train.npy`. Empty: none is called as images are.
std::string imagesAmong(const std::vector<std::string>& files);

/// The file of another part of the set that `images` belongs to, beside it and called as it is: `x_test.npy`. Empty:
/// there is none.
std::string arrayPartBeside(const std::string& images, DataPart part);

/// The file of labels that goes with a file of images: its name with `labels` for `images`, or `y` for the `x` in front
/// of `_`, `-` or `.`; else what labelNames() finds beside it. Empty: there is none.
std::string arrayLabelsBeside(const std::string& images);

/// Fills a data set from a file of images and what belongs to it beside it: labels, the test part and the validation
/// part. What does not fit is left out with a notice.
/// @return the files of which something is said or read
/// @throws Error if the images cannot be read; Cancelled
std::vector<std::string> readArrayFiles(
    const std::string& images, const ReadOptions& options, const Progress& progress, Dataset& data);

} // namespace isthmus
