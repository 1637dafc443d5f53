// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

class QKeyEvent;

namespace isthmus {

/// The numbers that a field takes.
struct FieldRange
{
    double minimum = 0;
    double maximum = 1;
    bool isWhole = false;
    bool hasZero = false; ///< takes 0 as well, though it lies below the minimum
    int decimals = -1; ///< digits after the point that the field keeps; -1: all
};

/// The number that a text stands for, with a point or a comma before its decimals: "1,5e-3" is 0.0015. A whole number
/// may have commas between its thousands.
/// @return nothing if the text is no finite number, or the range does not take it
[[nodiscard]] std::optional<double> typedNumber(const QString& text, const FieldRange& range);

/// May a whole number, or a word in its place, begin with what this key types? A dot, a space and the like are no
/// beginning: a field that nobody is typing in leaves them to what they do in the window. Keys that type nothing may.
[[nodiscard]] bool mayBeginNumber(const QKeyEvent& key);

/// The numbers that a field takes, in words: "a number between 1e-5 and 0.1".
[[nodiscard]] QString rangeText(const FieldRange& range);

} // namespace isthmus
