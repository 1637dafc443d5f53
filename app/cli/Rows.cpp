// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Rows.h"

#include "app/common/Arguments.h"
#include "core/base/named.h"
#include "core/files/RowWriter.h"

namespace isthmus {

std::vector<std::string> rowSuffixes()
{
    std::vector<std::string> suffixes;
    for (const RowFormat& format : rowFormats())
        suffixes.emplace_back(format.suffix);
    return suffixes;
}

std::string rowFiles(const std::string& stem)
{
    std::vector<std::string> names = rowSuffixes();
    for (std::string& name : names)
        name.insert(0, stem);
    return joinedText(names, "|");
}

std::string rowFormatsText()
{
    std::vector<std::string> texts;
    for (const RowFormat& format : rowFormats())
        texts.push_back(std::string(format.name) + ": " + format.summary);
    return joinedText(texts, "; ");
}

Progress drawnOn(ProgressBar& bar)
{
    return [&bar](double done) {
        bar.show(done, "writing");
        return true;
    };
}

} // namespace isthmus
