// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace isthmus {

class LatentView;
class RunHead;
class RunSession;
struct ComparedRuns;

/// The latent plane of one run among others: its head, and the plane without its tools.
class PlaneCell : public QWidget
{
    Q_OBJECT
public:
    PlaneCell(const ComparedRuns& runs, RunSession& run, QWidget* parent);

    /// Shows or hides the legend: one of the planes has it, and the others do not repeat it.
    void setLegend(bool shown);

    [[nodiscard]] RunSession& run() const { return m_run; }
    [[nodiscard]] LatentView& view() const { return *m_view; }
    [[nodiscard]] RunHead& head() const { return *m_head; }

signals:
    void touched(); ///< the hand has moved the probe of this plane or taken a sample

private:
    RunSession& m_run;
    RunHead* m_head;
    LatentView* m_view;
};

} // namespace isthmus
