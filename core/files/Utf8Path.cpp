// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Utf8Path.h"

#include "core/base/Error.h"

#include <QFileInfo>

namespace isthmus {

void requireUtf8(const std::string& path)
{
    const QString text = QString::fromStdString(path);
    const bool isText = text.toStdString() == path;
    // Where a file dialog or a drop cannot show a name it has these in place of its bytes.
    const bool isStandIn = text.contains(QChar::ReplacementCharacter) && !QFileInfo::exists(text);
    if (!isText || isStandIn)
        throw Error(text.toStdString()
            + ": expected a name in UTF-8, found other bytes in it; rename the file or the folder that it is in");
}

} // namespace isthmus
