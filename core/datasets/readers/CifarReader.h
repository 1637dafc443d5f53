// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this a file of CIFAR-10 records, or a folder with `data_batch_1.bin`? Content decides. Never throws.
bool sniffCifar(const std::string& path);

/// Reads CIFAR-10's binary version: records of one label byte and 32 x 32 pixels, all red ones first, then green, then
/// blue. A folder is data_batch_1.bin, data_batch_2.bin, ... as the training part and test_batch.bin, if it is there,
/// as the test part. Classes are named by batches.meta.txt beside the file, else as published.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
/// Source: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images"; cs.toronto.edu/~kriz/cifar.html
Dataset readCifar(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
