// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// What a run is made of and nothing may be written over, if a path is that: "the file of the images", "the file of
/// their labels", "in the folder of the images" or "the file of the run". Empty: the path is free. A folder of images
/// may take what no reader of folders looks at, such as a run or codes.
/// @param path     file or folder to write, UTF-8
/// @param data     Dataset::name
/// @param runFile  empty: the run has none
std::string protectedFile(const std::string& path, const std::string& data, const std::string& runFile);

} // namespace isthmus
