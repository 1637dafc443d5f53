// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/GridWindow.h"

#include "ui/samples/SampleWidget.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"
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
constexpr QSize kLooked{252, 300}; // px of the one that is looked at
} // namespace

GridWindow::GridWindow(PriorDraws& draws, QWidget* parent)
    : QWidget(parent, Qt::Tool)
    , m_draws(draws)
    , m_grid(new PriorGrid(this))
    , m_number(new QLabel(this))
    , m_looked(new SampleWidget(this))
    , m_source(new QLabel(this))
    , m_others(new QPushButton(tr("64 others"), this))
{
    setWindowTitle(tr("64 drawn %1").arg(kindWords(draws.form().get())));
    m_looked->setObjectName("looked");
    m_looked->setFixedWidth(kLooked.width());
    m_looked->setMinimumHeight(kLeastGrid / 2);
    m_looked->setMaximumHeight(kLooked.height());
    m_number->setFont(Theme::of(this).title());
    m_source->setProperty("dim", true);
    m_source->setWordWrap(true);
    m_others->setToolTip(tr("Draw 64 other codes (Shift+N)"));
    m_grid->setMinimumSize(kLeastGrid, kLeastGrid);
    m_grid->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto* close = new QPushButton(tr("Close"), this);
    close->setToolTip(tr("Close this window (Esc); what was drawn stays under the hand"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_source, 1);
    foot->addWidget(m_others);
    foot->addWidget(close);
    auto* column = new QVBoxLayout(this);
    auto* beside = new QVBoxLayout;
    beside->addWidget(m_number);
    beside->addWidget(m_looked, 1);
    beside->addStretch();
    auto* row = new QHBoxLayout;
    row->addWidget(m_grid, 1);
    row->addLayout(beside);
    column->addLayout(row, 1);
    column->addLayout(foot);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    connect(m_others, &QPushButton::clicked, &draws, &PriorDraws::drawSet);
    connect(m_grid, &PriorGrid::clicked, &draws, &PriorDraws::choose);
    connect(&draws, &PriorDraws::changed, this, &GridWindow::take);
    connect(m_grid, &PriorGrid::lookedChanged, this, &GridWindow::showLooked);
    const int wider = hasNumbers(draws.form().get()) ? kLooked.width() : 0;
    resize((kWished + QSize(wider, 0)).boundedTo(screen()->availableSize() * 0.9));
    take();
}

void GridWindow::take()
{
    setWindowTitle(tr("64 drawn %1").arg(kindWords(m_draws.form().get())));
    m_grid->setForm(m_draws.form());
    m_grid->setDrawn(m_draws.pictures());
    m_grid->setChosen(m_draws.chosen());
    m_source->setText(m_draws.source());
    showLooked();
    if (!m_draws.hasSet())
        hide();
}

void GridWindow::showLooked()
{
    const bool isShown = m_draws.pictures() && m_draws.pictures()->pictures.empty();
    m_number->setVisible(isShown);
    m_looked->setVisible(isShown);
    if (!isShown)
        return m_looked->clear();
    const int number = m_grid->looked();
    m_number->setText(tr("Drawn %1 %2").arg(kindWord(m_draws.form().get())).arg(number + 1));
    m_looked->setSample(m_draws.pictures()->form, m_draws.pictures()->valuesOf(number));
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
