// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/terminalColumns.h"

#include <sys/ioctl.h>

namespace isthmus {

std::size_t terminalColumns(int descriptor)
{
    winsize size{};
    const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col : 80;
}

} // namespace isthmus
