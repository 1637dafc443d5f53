// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rateText.h"

#include "core/base/Error.h"

#include <cmath>

namespace isthmus {

QString rateText(double imagesPerSecond)
{
    if (imagesPerSecond < 9.95)
        return QString::number(imagesPerSecond, 'f', 1);
    const bool isExact = imagesPerSecond < 1000;
    return QString::fromStdString(
        grouped(isExact ? std::llround(imagesPerSecond) : std::llround(imagesPerSecond / 100) * 100));
}

} // namespace isthmus
