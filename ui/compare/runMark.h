// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

class QPainter;
class QPointF;

namespace isthmus {

struct ThemeTokens;

/// The round mark in a run's colour that stands before its name.
inline constexpr double kRunMark = 9; // px

void paintRunMark(QPainter& painter, QPointF centre, const QColor& colour);

/// The mark as an icon before the entries of lists and tables.
QIcon runMark(const QColor& colour);

} // namespace isthmus
