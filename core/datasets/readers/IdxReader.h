// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this an IDX file, plain or gzipped, or a folder with `train-images-idx3-ubyte`? Content decides. Never throws.
bool sniffIdx(const std::string& path);

/// See idxLabelsOf(), with paths in UTF-8.
std::string idxLabelsBeside(const std::string& images);

/// Reads images of unsigned bytes (count x height x width, or with a fourth dimension of 1 or 3 channels) in IDX.
/// A file of images is a set of its own, a folder train and test: see idxParts(). Labels and the test part may be
/// missing. Of rows of integers as labels, QMNIST's, the first column is the class. Labels that do not fit are left
/// out, with a notice. Classes are named by their numbers. A large plain file stays where it is.
/// @param path  UTF-8
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readIdx(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
