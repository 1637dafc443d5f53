// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparingView.h"
#include "ui/compare/curves/ComparePlot.h"

#include <QTimer>

#include <optional>
#include <vector>

class QLabel;
class QToolButton;

namespace isthmus {

class RunTitles;
class Workbench;
struct ComparedRuns;
struct CurveFacts;

/// Curves of all runs on one axis, in a unit that is fair to each: MSE, or the bound in nats where at least two runs
/// have one. A legend below says what the lines are, and names runs that are measured otherwise or not drawn. Paints at
/// most ten times a second, less where painting is slow, and not at all while it is hidden.
class CurvesView : public ComparingView
{
    Q_OBJECT
public:
    CurvesView(const ComparedRuns& runs, QWidget* parent);

    [[nodiscard]] QWidget* tools() override { return m_tools; }
    [[nodiscard]] ComparePlot& plot() const { return *m_plot; }
    [[nodiscard]] QToolButton& mseButton() const { return *m_mse; }
    [[nodiscard]] QToolButton& natsButton() const { return *m_nats; }
    /// The legend.
    [[nodiscard]] QString legend() const;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeTools();
    QToolButton* addSwitch(const QString& text, const QString& tip);
    void add(RunSession& run);
    void remove(const RunSession& run);
    void choose(FairUnit unit);
    void offerUnits();
    void showUnit(FairUnit unit);
    void refreshSoon();
    void refresh();
    [[nodiscard]] bool takeOver();
    void showWords();
    void applyTheme();
    /// Titles of runs that have no bound in nats.
    [[nodiscard]] QStringList runsWithoutNats() const;
    [[nodiscard]] std::vector<CurveFacts> facts() const;

    Workbench& m_bench;
    RunTitles* m_titles;
    ComparePlot* m_plot;
    QLabel* m_note; ///< over the plot while there is no curve
    QLabel* m_legend; ///< below the plot
    QWidget* m_tools;
    QToolButton* m_fit;
    QToolButton* m_mse;
    QToolButton* m_nats;
    QTimer m_pace;
    QTimer m_rest; ///< takes over what is left of long histories, a piece in each turn
    std::optional<FairUnit> m_wanted; ///< the user has chosen it
};

ComparingView* makeCurvesView(const ComparedRuns& runs, QWidget* parent);

} // namespace isthmus
