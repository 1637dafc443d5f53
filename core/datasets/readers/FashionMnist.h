// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// The folder where Debian's package puts the four files.
inline constexpr const char* kFashionMnistFolder = "/usr/share/datasets/fashion-mnist";
inline constexpr const char* kFashionMnistPackage = "dataset-fashion-mnist";

/// Are the images of the training part in this folder?
bool hasFashionMnist(const std::string& folder);

/// Fashion-MNIST: 60,000 + 10,000 grey pictures of clothes, 28 x 28, in ten classes.
/// @throws Error that names Debian's package if the files are missing, or says what is wrong with them
/// Source: Xiao, Rasul & Vollgraf 2017 (arXiv 1708.07747)
Dataset readFashionMnist(const std::string& folder);

} // namespace isthmus
