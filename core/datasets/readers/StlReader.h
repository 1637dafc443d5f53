// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this `train_X.bin`, `test_X.bin` or `unlabeled_X.bin` of STL-10, or a folder with the first, also one level
/// deeper? The files have no beginning of their own: name and size decide. Never throws.
bool sniffStl(const std::string& path);

/// Reads STL-10's binary version: pictures of 96 x 96 pixels without a header, all red values first, then green, then
/// blue, each column after column. Labels from 1 are taken from `train_y.bin` and `test_y.bin`, names of classes from
/// `class_names.txt`. A folder is train and test; the unlabelled pictures are left out with a notice, and are a set of
/// their own when their file is opened.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
/// Source: Coates, Lee & Ng 2011, "An Analysis of Single-Layer Networks in Unsupervised Feature Learning";
/// cs.stanford.edu/~acoates/stl10
Dataset readStl(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
