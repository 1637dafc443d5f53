// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/files/NpyHeader.h"

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

/// What is read of an archive: the training part, then the test part and the validation part, if they are there.
struct NpzChoice
{
    std::vector<NamedArray> images; ///< one to three
    std::vector<NamedArray> labels; ///< none, or one for each array of images
    bool hasValidation = false; ///< is the last of the images the validation part?
    std::vector<std::string> notices; ///< sentences about arrays whose names belong to these and that are left out
};

/// A test or validation part that is not like the training part is left out, and labels that are not one whole number
/// for each image or text for each image of both parts, unless they are named; a validation part without labels beside
/// others that have some likewise. Names go by dataNames.h. All other arrays are left out with a notice, unless the
/// images are named.
/// @throws Error if the options name an array that is not there, or none can hold images
NpzChoice chooseArrays(const std::vector<NamedArray>& arrays, const ReadOptions& options, const std::string& where);

} // namespace isthmus
