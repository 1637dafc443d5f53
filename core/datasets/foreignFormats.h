// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace isthmus {

/// What a file is opened as.
enum class ForeignUse { Data, Model };

/// What a file that no reader takes is, and the way from it to one that opens.
struct ForeignFormat
{
    std::string name; ///< "a MATLAB file"; empty: an unknown kind of file
    std::string way; ///< "in Python: numpy.save('images.npy', ...)", or what else to do
};

/// Recognises the formats that people have data and models in and that are not read: by content, and where that does
/// not tell by their name. Looks at the beginning of the file and, of a zip archive, at its directory; nothing is
/// executed. Never throws: what cannot be read is unknown.
ForeignFormat foreignFormatOf(const std::string& path, ForeignUse use = ForeignUse::Data);

} // namespace isthmus
