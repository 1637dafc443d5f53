// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace isthmus {

/// One file below a folder, and the folders directly below that one which lead to it.
struct PictureFile
{
    std::string path;
    std::vector<std::string> folders;
};

/// All files in a folder and below it, sorted by path, without hidden ones. Links are followed, but no folder is
/// entered twice: a loop of links ends.
/// @param enough  asked after each file; true ends the search
/// @param closed  may be null; gets each folder below that cannot be read, with the system's reason
/// @throws Error if the folder cannot be read or holds more than 10 million files
std::vector<PictureFile> filesBelow(const std::string& folder, const std::function<bool(std::size_t files)>& enough,
    std::vector<std::string>* closed = nullptr);

} // namespace isthmus
