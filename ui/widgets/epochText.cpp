// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/epochText.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>

namespace isthmus {

namespace {

constexpr double kSlack = 1e-9; // by which rounding may leave a whole epoch below itself
constexpr double kManyEpochs = 100; // from here on a tenth is fine enough

} // namespace

QString epochText(double epoch)
{
    const int decimals = epoch < kManyEpochs ? 2 : 1;
    const double places = decimals == 2 ? 100 : 10;
    const double whole = std::floor(epoch + kSlack);
    const double part = std::min(std::round((epoch - whole) * places), places - 1);
    const QString digits = QString::number(part / places, 'f', decimals).mid(1); // from the point on
    return QString::fromStdString(grouped(static_cast<std::int64_t>(whole))) + digits;
}

bool isEpochShown(double epoch)
{
    return epochText(epoch) != epochText(0);
}

} // namespace isthmus
