// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/figures.h"

#include "core/base/Error.h"

#include <iterator>

namespace isthmus {
namespace {

const QString kNone = QString::fromUtf8("–");

} // namespace

QString shapeFigure(Shape shape)
{
    if (shape.isVector())
        return countFigure(shape.size());
    return QString::fromStdString(shape.text()).replace(" x ", QString::fromUtf8(" × "));
}

QString countFigure(Index count)
{
    return count == 0 ? kNone : QString::fromStdString(grouped(count));
}

QString flopFigure(double flop)
{
    constexpr const char* kUnits[] = {"", " k", " M", " G", " T", " P"};
    if (flop <= 0)
        return kNone;
    std::size_t unit = 0;
    for (; flop >= 999.5 && unit + 1 < std::size(kUnits); ++unit)
        flop /= 1000;
    const int decimals = unit == 0 || flop >= 99.95 ? 0 : flop >= 9.995 ? 1 : 2;
    return QString::number(flop, 'f', decimals) + kUnits[unit];
}

QString flopText(double flop)
{
    const QString figure = flopFigure(flop);
    if (figure == kNone)
        return kNone;
    return figure + (figure.contains(' ') ? "FLOP" : " FLOP");
}

} // namespace isthmus
