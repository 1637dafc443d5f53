// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/planes/PlaneCell.h"

#include "ui/compare/planes/RunHead.h"
#include "ui/session/RunSession.h"
#include "ui/views/latent/LatentPlane.h"
#include "ui/views/latent/LatentView.h"

#include <QAction>
#include <QVBoxLayout>

namespace isthmus {

PlaneCell::PlaneCell(const ComparedRuns& runs, RunSession& run, QWidget* parent)
    : QWidget(parent)
    , m_run(run)
    , m_head(new RunHead(runs, run, this))
    , m_view(new LatentView(run, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_view, 1);
    m_view->setCompact(false);
    auto* fit = new QAction(this);
    fit->setShortcut(Qt::Key_0);
    fit->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(fit);
    connect(fit, &QAction::triggered, &m_view->plane(), &LatentPlane::fit);
    connect(m_head, &RunHead::fitAsked, &m_view->plane(), &LatentPlane::fit);
    const PlaneHand& hand = m_view->plane().hand();
    connect(&hand, &PlaneHand::probeMoved, this, &PlaneCell::touched);
    connect(&hand, &PlaneHand::pointClicked, this, &PlaneCell::touched);
}

void PlaneCell::setLegend(bool shown)
{
    m_view->setCompact(shown);
}

} // namespace isthmus
