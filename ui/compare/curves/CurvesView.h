// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparingView.h"
#include "ui/compare/curves/ComparePlot.h"

#include <QTimer>

class QLabel;
class QToolButton;

namespace isthmus {

class RunTitles;
class Workbench;

/// Curves of all runs on one axis, in a unit that is fair to each: MSE, or nats where the losses of all are
/// likelihoods. Paints at most ten times a second, less where painting is slow, and not at all while it is hidden.
class CurvesView : public ComparingView
{
    Q_OBJECT
public:
    CurvesView(Workbench& bench, QWidget* parent);

    [[nodiscard]] QWidget* tools() override { return m_tools; }
    [[nodiscard]] ComparePlot& plot() const { return *m_plot; }
    [[nodiscard]] QToolButton& mseButton() const { return *m_mse; }
    [[nodiscard]] QToolButton& natsButton() const { return *m_nats; }

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
    void applyTheme();
    /// The title of a run whose loss is no likelihood; empty: there is none.
    [[nodiscard]] QString runWithoutNats() const;

    Workbench& m_bench;
    RunTitles* m_titles;
    ComparePlot* m_plot;
    QLabel* m_note; ///< text over the plot while there is no curve
    QWidget* m_tools;
    QToolButton* m_fit;
    QToolButton* m_mse;
    QToolButton* m_nats;
    QTimer m_pace;
    bool m_wantsMse = false; ///< the user has chosen so
};

ComparingView* makeCurvesView(Workbench& bench, QWidget* parent);

} // namespace isthmus
