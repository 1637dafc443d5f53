// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/ReadOptions.h"
#include "core/datasets/readers/PictureFiles.h"

#include <cstddef>
#include <string>
#include <vector>

namespace isthmus {

/// The files of a folder that are read, and as which part. What its files are in fact is looked at only where it
/// matters: beside folders that have a meaning.
struct PictureParts
{
    /// Training part first, then the test part, then the validation part; the folders of the parts are gone from their
    /// folders.
    std::vector<PictureFile> files;
    std::size_t testFiles = 0;
    std::size_t validationFiles = 0; ///< the last ones of them
    [[nodiscard]] std::size_t trainFiles() const { return files.size() - testFiles - validationFiles; }
    bool haveClasses = false; ///< all pictures among them lie in a folder, which names their class
    std::vector<std::string> otherFiles; ///< paths of what is no picture, beside the folders of the parts
    std::vector<std::string> notices; ///< sentences about pictures that were left out, and classes
};

/// Is this file a picture, by its content? Never throws.
bool isPictureFile(const PictureFile& file);

/// Folders called train, test and validation, or as partOfFolder() knows them, are the parts if there is the first one,
/// alone or with others; all other pictures are left out. A folder that holds all others is looked into.
/// Where several folders have parts of their own, those parts are joined and the folders are the classes. Within each
/// part, some pictures beside the folders of classes are left out; if they are no fewer than those in folders, there
/// are no classes. Folders within those of classes are not told apart, which a notice says.
/// @param files       sorted by path
/// @param isSample    tells what is wanted of other files
/// @param validation  what becomes of a validation part
PictureParts arrangeParts(std::vector<PictureFile> files, bool (*isSample)(const PictureFile&) = isPictureFile,
    ReadOptions::ValidationPart validation = ReadOptions::ValidationPart::Use);

} // namespace isthmus
