// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "ui/compare/ComparingView.h"
#include "ui/compare/fairSamples.h"

#include <memory>
#include <vector>

namespace isthmus {

class RunRows;
class RunTitles;
class RunSession;
class Workbench;
struct ComparedRuns;
struct Dataset;
struct RunRow;
struct Strip;

/// The same samples as every run returns them: fair ones of the active run, or of the first other run whose images are
/// here. A run that was trained on some of them says so in place of its quality. Each run gets the clean images,
/// whatever it is trained with; before them stands what it decodes at its probe. Asks nothing while it is hidden.
class StripsView : public ComparingView
{
    Q_OBJECT
public:
    StripsView(const ComparedRuns& runs, QWidget* parent);

    [[nodiscard]] RunRows& rows() const { return *m_rows; }
    /// The run whose samples are shown; null: no run has images.
    [[nodiscard]] RunSession* source() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// One of the runs, and its pictures.
    struct Row
    {
        RunSession* run;
        std::unique_ptr<QObject> client; ///< its place in the background lane
        std::shared_ptr<const std::vector<Strip>> strips;
    };

    void add(RunSession& run);
    void remove(const RunSession& run);
    void choose();
    void request(Row& row);
    void requestOf(const RunSession& run);
    void take(const RunSession& run, std::shared_ptr<const std::vector<Strip>> strips);
    void takeSelection();
    void takeProbe(RunSession& run);
    void showRows();
    [[nodiscard]] RunRow originals() const;
    [[nodiscard]] RunRow rowOf(const Row& row) const;
    /// What its pictures tell of the run: their quality, unless it has seen them in training.
    [[nodiscard]] QString verdict(const RunSession& run, const std::vector<Strip>& strips) const;
    /// Why a run has nothing to show; empty: it has.
    [[nodiscard]] QString reason(const RunSession& run) const;

    Workbench& m_bench;
    RunTitles* m_titles;
    RunRows* m_rows;
    std::vector<Row> m_runs;
    std::vector<Index> m_samples;
    Fairness m_fairness = Fairness::HeldOut; ///< what these samples are to the runs
    std::shared_ptr<const Dataset> m_data; ///< the data set that they are of
};

ComparingView* makeStripsView(const ComparedRuns& runs, QWidget* parent);

} // namespace isthmus
