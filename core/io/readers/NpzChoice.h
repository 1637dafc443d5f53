// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/io/readers/NpyHeader.h"

#include <string>
#include <vector>

namespace isthmus {

/// One array of an archive.
struct NamedArray
{
    std::string name; ///< without ".npy"
    std::size_t entry = 0; ///< its number in the archive
    NpyHeader header;
};

/// What is read of an archive: the training part and, if there are two, the test part.
struct NpzChoice
{
    std::vector<NamedArray> images; ///< one or two
    std::vector<NamedArray> labels; ///< none, or as many
};

/// @throws Error if the options name an array that is not there, or none can hold images
NpzChoice chooseArrays(const std::vector<NamedArray>& arrays, const ReadOptions& options, const std::string& where);

} // namespace isthmus
