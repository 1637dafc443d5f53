// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/pythonText.h"

namespace isthmus {

std::string quotedForPython(const std::string& path)
{
    std::string text = "'";
    for (const char c : path.substr(path.find_last_of('/') + 1)) {
        if (c == '\'' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "'";
}

} // namespace isthmus
