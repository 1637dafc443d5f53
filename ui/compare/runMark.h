// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

class QColor;
class QPainter;
class QPointF;

namespace isthmus {

/// The round mark in a run's colour that stands before its name: a disc, or a ring where the mark tells that the run
/// does not train.
enum class RunMark { Disc, Ring };

inline constexpr double kRunMark = 9; // px across
inline constexpr int kRunMarkIcon = 12; // px, with the room around it

void paintRunMark(QPainter& painter, QPointF centre, const QColor& colour, RunMark mark = RunMark::Disc);

/// The mark as an icon before the entries of lists, tables and tabs.
QIcon runMark(const QColor& colour, RunMark mark = RunMark::Disc);

} // namespace isthmus
