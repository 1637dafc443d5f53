// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableWidget;
class QToolButton;
class QWidget;

namespace isthmus {

/// A table of texts as the comparing views have it: no grid, no row numbers, a heading, columns that share the width.
/// It can be read with the keys, and Ctrl+C copies all of it.
QTableWidget* makeCompareTable(QWidget* parent);

/// The texts of the table with tabs between columns, headings first.
QString tableText(const QTableWidget& table);

/// A button that copies a table as text.
QToolButton* makeCopyButton(const QTableWidget& table, QWidget* parent);

} // namespace isthmus
