// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparingView.h"

#include <array>

class QLabel;
class QTableWidget;
class QToolButton;

namespace isthmus {

class ChoiceBox;
class RunTitles;
class RunSession;
class Workbench;
struct ComparedRuns;

/// What two of the runs do not have in common, at a glance: each setting and each layer that differs, in two columns.
/// It begins with the first two; the boxes over the columns choose others.
class DifferencesView : public ComparingView
{
    Q_OBJECT
public:
    DifferencesView(const ComparedRuns& runs, QWidget* parent);

    [[nodiscard]] QWidget* tools() override;
    [[nodiscard]] QTableWidget& table() const { return *m_table; }
    [[nodiscard]] QString note() const;
    /// @param side  0: left, 1: right
    [[nodiscard]] ChoiceBox& chooser(std::size_t side) const { return *m_choosers[side]; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void add(RunSession& run);
    void remove(const RunSession& run);
    void choose(std::size_t side);
    void takeRuns();
    void fillChooser(std::size_t side);
    void fill();
    [[nodiscard]] RunSession* otherThan(const RunSession* run) const;

    Workbench& m_bench;
    RunTitles* m_titles;
    std::array<ChoiceBox*, 2> m_choosers;
    std::array<RunSession*, 2> m_sides{}; ///< runs of the two columns; null: there are not two runs
    QTableWidget* m_table;
    QLabel* m_note; ///< text in place of the table
    QToolButton* m_copy;
};

ComparingView* makeDifferencesView(const ComparedRuns& runs, QWidget* parent);

} // namespace isthmus
