// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <string>

namespace isthmus {

/// Is this a file or a folder of CIFAR-10 or CIFAR-100, in the binary or the Python version? Content decides. Never
/// throws.
bool sniffCifar(const std::string& path);

/// Is this a file of CIFAR-10's binary version? Never throws.
bool sniffCifarBatch(const std::string& path);

/// Reads CIFAR-10 and CIFAR-100. Binary version: records of one label byte (CIFAR-100: a coarse and a fine one) and 32
/// x 32 pixels, all red ones first, then green, then blue. Python version: pickled dictionaries, which are read and
/// never executed. A folder is data_batch_1, data_batch_2, ... or train as the training part and test_batch or test, if
/// it is there, as the test part. Classes are named by the file beside the data, else as published or by numbers.
/// CIFAR-100 has fine labels unless `labelArray` is "coarse_labels".
/// @throws Error with one sentence: what, where, expected, found; Cancelled
/// Source: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images"; cs.toronto.edu/~kriz/cifar.html
Dataset readCifar(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

/// Fine and coarse labels, of CIFAR-100.
DatasetChoices cifarChoices(const std::string& path);

} // namespace isthmus
