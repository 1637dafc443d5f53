// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Dataset.h"

#include <string>

namespace isthmus {

/// Is this a file of several pictures: a TIFF of pages or of planes that are slices, or an animated GIF or WebP?
/// Content decides. Never throws.
bool sniffStack(const std::string& path);

/// Reads each page or frame as an image. Pages of a TIFF that are all of one kind keep their numbers, whatever type
/// those have, and stay in the file if they need more memory than the options allow. Pictures of another size are
/// fitted to the size of the options, or to the most common one.
/// @throws Error if a page or a frame cannot be read; Cancelled
Dataset readStack(const std::string& path, const ReadOptions& options = {}, const Progress& progress = {});

} // namespace isthmus
