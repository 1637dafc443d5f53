// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

/// A speed as people read it: "4.2", "37", "412", and from a thousand on to the nearest hundred, "12,300".
QString rateText(double imagesPerSecond);

} // namespace isthmus
