// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lossText.h"

#include <cmath>

namespace isthmus {

QString lossText(double loss)
{
    if (!std::isfinite(loss))
        return QString::fromUtf8("–");
    const double size = std::abs(loss);
    const int decimals = size < 10 ? 3 : size < 100 ? 2 : size < 10'000 ? 1 : 0;
    return size < 1e6 ? QString::number(loss, 'f', decimals)
                      : QString::number(loss, 'e', 1).replace("e+0", "e").replace("e+", "e");
}

} // namespace isthmus
