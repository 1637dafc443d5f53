// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"

#include <string>
#include <vector>

namespace isthmus {

/// Makes sure, before long work, that a file can be written.
/// @throws Error if its folder is not there or not writable, or the path is a folder, a device or a pipe
void requireWritable(const std::string& path);

/// An option names a file to write; it must not be the one of another option.
/// @param path   path of the file to write
/// @param other  option that may name a file or not be there: "data"
/// @throws UsageError if both are the same file, by whatever path
void requireOtherFile(
    const Arguments& arguments, const std::string& option, const std::string& path, const std::string& other);

/// An option names a file or a folder to write, which must not be what a run is made of, as protectedFile() has it.
/// @throws UsageError
void requireFree(
    const std::string& option, const std::string& path, const std::string& data, const std::string& runFile);

/// The file that an option names.
/// @param extensions  endings of which the name must have one: ".npy"
/// @throws UsageError if the option is not there, or its file has another extension or is that of --data
/// @throws Error if it cannot be written
std::string requiredFile(
    const Arguments& arguments, const std::string& option, const std::vector<std::string>& extensions);

/// Does the path end with this, whatever the case of its letters: ".npy"?
bool hasExtension(const std::string& path, const std::string& extension);

} // namespace isthmus
