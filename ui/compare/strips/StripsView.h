// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "ui/compare/ComparingView.h"

#include <memory>
#include <vector>

namespace isthmus {

class RunRows;
class RunTitles;
class RunSession;
class Workbench;
struct Dataset;
struct RunRow;
struct Strip;

/// The same samples as every run returns them: those that the active run shows, or the first other run whose images
/// are here. Each run gets the clean images, whatever it is trained with; before them stands what it decodes at its
/// probe. Asks nothing while it is hidden.
class StripsView : public ComparingView
{
    Q_OBJECT
public:
    StripsView(Workbench& bench, QWidget* parent);

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
    /// Why a run has nothing to show; empty: it has.
    [[nodiscard]] QString reason(const RunSession& run) const;

    Workbench& m_bench;
    RunTitles* m_titles;
    RunRows* m_rows;
    std::vector<Row> m_runs;
    std::vector<Index> m_samples;
    std::shared_ptr<const Dataset> m_data; ///< data set of the samples
};

ComparingView* makeStripsView(Workbench& bench, QWidget* parent);

} // namespace isthmus
