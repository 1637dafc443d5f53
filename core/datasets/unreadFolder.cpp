// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/unreadFolder.h"

#include "core/base/Error.h"
#include "core/datasets/foreignFormats.h"
#include "core/datasets/readers.h"
#include "core/datasets/readers/PictureFiles.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::size_t kMostListed = 1000; // files below the folder
constexpr std::size_t kMostOpened = 20; // whose content is looked at

std::vector<PictureFile> someFilesIn(const std::string& folder)
{
    try {
        return filesBelow(folder, [](std::size_t files) { return files >= kMostListed; });
    } catch (const Error&) {
        return {};
    }
}

std::string openedByItself(const std::string& name, const DatasetReader& reader)
{
    return "none as a whole, but the file " + name + " (" + reader.name + "), which can be opened by itself";
}

} // namespace

std::string foundInFolder(const std::string& folder)
{
    const std::vector<PictureFile> files = someFilesIn(folder);
    const std::size_t before = folder.ends_with('/') ? folder.size() : folder.size() + 1; // the name of a file
    if (files.empty())
        return "none in it, since it holds no file";
    const std::size_t looked = std::min(files.size(), kMostOpened);
    for (std::size_t i = 0; i < looked; ++i) {
        const std::string name = files[i].path.substr(std::min(before, files[i].path.size()));
        if (const DatasetReader* reader = readerOfContent(files[i].path))
            return openedByItself(name, *reader);
        if (const ForeignFormat foreign = foreignFormatOf(files[i].path); !foreign.name.empty())
            return "none in it, but the file " + name + ", " + foreign.name + "; " + foreign.way;
    }
    return "none in it";
}

} // namespace isthmus
