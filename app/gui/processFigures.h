// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace isthmus {

/// Time since the kernel started this process, from /proc/self/stat; exact to 10 ms.
double millisecondsSinceProcessStart();

/// Memory of this process that is in RAM, in units of 2^20 bytes.
double residentMegabytes();

} // namespace isthmus
