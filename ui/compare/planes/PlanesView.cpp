// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/planes/PlanesView.h"

#include "ui/compare/cursor/LinkedProbe.h"
#include "ui/compare/followRuns.h"
#include "ui/compare/planes/PlaneCell.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kThreeAbreast = 840; // px that three planes in a row need at least
}

PlanesView::PlanesView(const ComparedRuns& runs, QWidget* parent)
    : ComparingView(parent)
    , m_compared(runs)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(1); // the hairline between two planes
    followRuns(runs.bench, this, [this](RunSession& run) { add(run); });
    connect(&runs.bench, &Workbench::closing, this, &PlanesView::remove);
    connect(&Theme::of(this), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PlanesView::add(RunSession& run)
{
    auto* cell = new PlaneCell(m_compared, run, this);
    connect(cell, &PlaneCell::touched, this, [this, &run] { m_compared.probe.setLeader(run); });
    m_cells.push_back(cell);
    m_columns = 0;
    arrange();
    cell->show();
}

void PlanesView::remove(RunSession& run)
{
    const auto found =
        std::find_if(m_cells.begin(), m_cells.end(), [&run](const PlaneCell* cell) { return &cell->run() == &run; });
    delete *found;
    m_cells.erase(found);
    m_columns = 0;
    arrange();
}

int PlanesView::columns() const
{
    const auto count = static_cast<int>(m_cells.size());
    return count == 3 && width() >= kThreeAbreast ? 3 : std::min(count, 2);
}

void PlanesView::arrange()
{
    if (m_cells.empty() || m_columns == columns())
        return;
    m_columns = columns();
    const auto count = static_cast<int>(m_cells.size());
    for (int i = 0; i < count; ++i) {
        const bool isAloneBelow = i + 1 == count && i % m_columns == 0;
        PlaneCell* cell = m_cells[static_cast<std::size_t>(i)];
        m_grid->addWidget(cell, i / m_columns, i % m_columns, 1, isAloneBelow ? m_columns - i % m_columns : 1);
        cell->setLegend(i == 0);
    }
    for (int i = 0; i < Workbench::kMostRuns; ++i) {
        m_grid->setColumnStretch(i, i < m_columns ? 1 : 0);
        m_grid->setRowStretch(i, i * m_columns < count ? 1 : 0);
    }
}

void PlanesView::resizeEvent(QResizeEvent* event)
{
    ComparingView::resizeEvent(event);
    arrange();
}

void PlanesView::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Theme::of(this).tokens().line);
}

ComparingView* makePlanesView(const ComparedRuns& runs, QWidget* parent)
{
    return new PlanesView(runs, parent);
}

} // namespace isthmus
