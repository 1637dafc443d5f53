// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparingView.h"

#include <vector>

class QGridLayout;

namespace isthmus {

class LinkedProbe;
class PlaneCell;
class RunSession;
class Workbench;

/// The latent planes of all runs side by side, under one probe: what the hand decodes on one is found on the others.
class PlanesView : public ComparingView
{
    Q_OBJECT
public:
    PlanesView(Workbench& bench, QWidget* parent);

    /// The planes in the order of the runs.
    [[nodiscard]] const std::vector<PlaneCell*>& cells() const { return m_cells; }
    [[nodiscard]] LinkedProbe& probe() const { return *m_probe; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void add(RunSession& run);
    void remove(RunSession& run);
    void arrange();
    [[nodiscard]] int columns() const;

    Workbench& m_bench;
    LinkedProbe* m_probe;
    QGridLayout* m_grid;
    std::vector<PlaneCell*> m_cells;
    int m_columns = 0; ///< number of columns that they are laid in
};

ComparingView* makePlanesView(Workbench& bench, QWidget* parent);

} // namespace isthmus
