// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/NpyHeader.h"

#include <string>
#include <utility>
#include <vector>

#include <hdf5.h>

namespace isthmus {

/// A data set of an HDF5 file that holds numbers.
struct Hdf5Array
{
    std::string path; ///< in the file: "train/images"
    std::string name; ///< what it is called: the path, or of Octave's the variable

    /// Type and extents. Of MATLAB's and Octave's the extents are theirs, and the first axis changes fastest (fortran).
    NpyHeader header;
    bool isPacked = false; ///< NetCDF's attributes scale_factor and add_offset say what the numbers mean
};

/// What a file holds.
struct Hdf5Listing
{
    std::vector<Hdf5Array> arrays;
    std::vector<std::pair<std::string, std::string>> others; ///< name, and a sentence why it is not read
    std::vector<std::string> notices; ///< sentences about what was not looked into
};

/// Walks through the groups of a file. Only what lies in the file itself is followed, each object once, so that links
/// in a circle end. Under Hdf5Use.
/// @param where  name of the file for messages
/// @throws Error if it is damaged, holds too much, or is a model of Keras
Hdf5Listing listHdf5(hid_t file, const std::string& where);

} // namespace isthmus
