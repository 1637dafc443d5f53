// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparedRuns.h"
#include "ui/compare/ComparingView.h"

#include <vector>

class QGridLayout;

namespace isthmus {

class PlaneCell;
class RunSession;

/// The latent planes of all runs side by side, under one probe: what the hand decodes on one is found on the others.
class PlanesView : public ComparingView
{
    Q_OBJECT
public:
    PlanesView(const ComparedRuns& runs, QWidget* parent);

    /// The planes in the order of the runs.
    [[nodiscard]] const std::vector<PlaneCell*>& cells() const { return m_cells; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void add(RunSession& run);
    void remove(RunSession& run);
    void arrange();
    [[nodiscard]] int columns() const;

    const ComparedRuns m_compared;
    QGridLayout* m_grid;
    std::vector<PlaneCell*> m_cells;
    int m_columns = 0; ///< number of columns that they are laid in
};

ComparingView* makePlanesView(const ComparedRuns& runs, QWidget* parent);

} // namespace isthmus
