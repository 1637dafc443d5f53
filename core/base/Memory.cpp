// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Memory.h"

#include "core/base/Error.h"

#include <iterator>

#include <unistd.h>

namespace isthmus {

double physicalMemory()
{
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
}

std::string byteText(double bytes)
{
    constexpr const char* kUnits[] = {"bytes", "kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    while (bytes >= 1000 && unit + 1 < std::size(kUnits)) {
        bytes /= 1000;
        ++unit;
    }
    const std::string number = bytes >= 1000 ? grouped(static_cast<std::int64_t>(bytes)) : shortNumber(bytes, 3);
    return number + ' ' + kUnits[unit];
}

} // namespace isthmus
