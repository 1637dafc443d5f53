// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/GridWindow.h"

#include "ui/views/hand/PriorDraws.h"
#include "ui/views/hand/PriorGrid.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace isthmus {

namespace {
constexpr QSize kWished{620, 664};
constexpr int kLeastGrid = 240;
} // namespace

GridWindow::GridWindow(PriorDraws& draws, QWidget* parent)
    : QWidget(parent, Qt::Tool)
    , m_draws(draws)
    , m_grid(new PriorGrid(this))
    , m_source(new QLabel(this))
    , m_others(new QPushButton(tr("64 others"), this))
{
    setWindowTitle(tr("64 drawn pictures"));
    m_source->setProperty("dim", true);
    m_source->setWordWrap(true);
    m_others->setToolTip(tr("Draw 64 other codes (Shift+N)"));
    m_grid->setMinimumSize(kLeastGrid, kLeastGrid);
    m_grid->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* close = new QPushButton(tr("Close"), this);
    close->setToolTip(tr("Close this window (Esc); the pictures stay under the hand"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_source, 1);
    foot->addWidget(m_others);
    foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_grid, 1);
    column->addLayout(foot);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_others, &QPushButton::clicked, &draws, &PriorDraws::drawSet);
    connect(m_grid, &PriorGrid::clicked, &draws, &PriorDraws::choose);
    connect(&draws, &PriorDraws::changed, this, &GridWindow::take);
    resize(kWished.boundedTo(screen()->availableSize() * 0.9));
    take();
}

void GridWindow::take()
{
    m_grid->setPictures(m_draws.pictures());
    m_grid->setChosen(m_draws.chosen());
    m_source->setText(m_draws.source());
    if (!m_draws.hasSet())
        hide();
}

void GridWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_grid->setFocus(Qt::OtherFocusReason);
    emit shownChanged();
}

void GridWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    emit shownChanged();
}

void GridWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

} // namespace isthmus
