// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparingView.h"

#include <QTimer>

class QLabel;
class QTableWidget;
class QToolButton;

namespace isthmus {

class FiguresFeed;
class RunTitles;
class Workbench;
struct ComparedRuns;

/// Figures of all runs, one column a run. The best of a row is marked where one is better than the others, and where
/// all are judged on the same images, which none of them was trained on.
class FiguresView : public ComparingView
{
    Q_OBJECT
public:
    FiguresView(const ComparedRuns& runs, QWidget* parent);

    [[nodiscard]] QWidget* tools() override;
    [[nodiscard]] QTableWidget& table() const { return *m_table; }
    /// The table as text, with tabs between its columns.
    [[nodiscard]] QString text() const;
    /// What the figures are of.
    [[nodiscard]] QString note() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void fillSoon();
    void fill();
    void fillHeadings();
    void fillRow(int row);
    void setCell(int row, int column, const QString& text, bool isBest);

    Workbench& m_bench;
    RunTitles* m_titles;
    FiguresFeed* m_feed;
    QTableWidget* m_table;
    QLabel* m_note; ///< text that says what the figures are of
    QToolButton* m_copy;
    QTimer m_pace;
};

ComparingView* makeFiguresView(const ComparedRuns& runs, QWidget* parent);

} // namespace isthmus
