// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace isthmus {

class ComparingView;
struct ComparedRuns;

/// The row of the page in which a view stands.
enum class ComparingRow { Upper, Lower };

/// One view of all runs: the page "Compare" is made from this table.
struct ComparingViewType
{
    const char* id; ///< "planes"; also its object name
    const char* title; ///< "Planes"; empty: it has headings of its own
    ComparingRow row;
    int share; ///< share of the row's width, against the others of the row
    ComparingView* (*make)(const ComparedRuns& runs, QWidget* parent);
};

/// The views from left to right, the upper row first.
const std::vector<ComparingViewType>& comparingViews();

} // namespace isthmus
