// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"
#include "core/datasets/DatasetChoices.h"

#include <string>

namespace isthmus {

/// Is this an HDF5 file, also with another program's block before it, as in MATLAB 7.3's? Content decides. Never
/// throws.
bool sniffHdf5(const std::string& path);

/// Reads the data sets of an HDF5 file as readNpz() does the arrays of an archive: of h5py, PyTables, NetCDF-4, and of
/// MATLAB 7.3 and Octave, whose axes are as matlab/matlabAxes.h says. A data set in a group is called `train/images`,
/// and goes by its names like `train_images`. Numbers in one piece, or in plain chunks of whole samples, may stay in
/// the file; what is packed is brought into memory.
/// @throws Error with one sentence: what, where, expected, found; Cancelled
Dataset readHdf5(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

/// The data sets of a file, such as "train/images", "60,000 x 28 x 28 of uint8".
/// @throws Error if the file is damaged
DatasetChoices hdf5Choices(const std::string& path);

} // namespace isthmus
