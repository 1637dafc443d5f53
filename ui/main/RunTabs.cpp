// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunTabs.h"

#include "ui/compare/runMark.h"
#include "ui/main/workspaceTypes.h"
#include "ui/session/Workbench.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QTabBar>
#include <QToolButton>

#include <utility>

namespace isthmus {
namespace {

constexpr int kStripHeight = 38;

} // namespace

RunTabs::RunTabs(Workbench& bench, QAction* newRun, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_tabs(new QTabBar(this))
{
    setFixedHeight(kStripHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 5);
    row->setSpacing(6);
    addWorkspaces();
    row->addSpacing(12);
    m_tabs->setObjectName("runs");
    m_tabs->setAccessibleName(tr("Runs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setIconSize({kRunMarkIcon, kRunMarkIcon});
    m_tabs->setElideMode(Qt::ElideMiddle);
    row->addWidget(m_tabs, 1);
    auto* add = new QToolButton(this);
    add->setDefaultAction(newRun);
    add->setText(tr("New run"));
    add->setFocusPolicy(Qt::TabFocus);
    row->addWidget(add);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0)
            emit runChosen(*m_bench.runs().at(static_cast<std::size_t>(index)));
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && m_tabs->hasFocus()) // the arrow keys
            emit runChosen(*m_bench.runs().at(static_cast<std::size_t>(index)));
    });
    connect(&Theme::of(this), &Theme::changed, this, &RunTabs::showColours);
}

void RunTabs::addWorkspaces()
{
    for (const WorkspaceType& workspace : workspaceTypes()) {
        auto* button = new QToolButton(this);
        const QString keys = QKeySequence(workspace.keys).toString(QKeySequence::NativeText);
        button->setText(QCoreApplication::translate("Workspace", workspace.title));
        button->setToolTip(tr("%1 (%2)").arg(QCoreApplication::translate("Workspace", workspace.tip), keys));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setFocusPolicy(Qt::TabFocus);
        const int index = static_cast<int>(m_workspaces.size());
        connect(button, &QToolButton::clicked, this, [this, index] { emit workspaceChosen(index); });
        layout()->addWidget(button);
        m_workspaces.push_back(button);
    }
}

void RunTabs::addTab()
{
    const int index = m_tabs->addTab({});
    auto* close = new QToolButton(m_tabs);
    close->setObjectName("close-run");
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Close this run"));
    close->setIconSize({10, 10});
    connect(close, &QToolButton::clicked, this,
        [this, index] { emit closeWanted(*m_bench.runs().at(static_cast<std::size_t>(index))); });
    m_tabs->setTabButton(index, QTabBar::RightSide, close);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    close->setIcon(themeIcon("close", tokens.dim, tokens.dim));
}

QToolButton* RunTabs::closeButton(int index) const
{
    return static_cast<QToolButton*>(m_tabs->tabButton(index, QTabBar::RightSide));
}

void RunTabs::showRuns(const QStringList& names, const std::vector<bool>& isUnsaved)
{
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > names.size())
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < names.size())
        addTab();
    for (int i = 0; i < names.size(); ++i) {
        m_tabs->setTabText(i, isUnsaved[static_cast<std::size_t>(i)] ? names[i] + '*' : names[i]);
        m_tabs->setTabToolTip(i, names[i]);
        closeButton(i)->setAccessibleName(tr("Close %1").arg(names[i]));
        if (m_bench.runs()[static_cast<std::size_t>(i)] == &m_bench.active())
            m_tabs->setCurrentIndex(i);
    }
    showMarks();
}

void RunTabs::showMarks()
{
    m_marks.resize(static_cast<std::size_t>(m_tabs->count()), {-1, false});
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const RunSession& run = *m_bench.runs()[i];
        const std::pair<int, bool> now{m_bench.colourIndex(run), run.isTraining()};
        if (std::exchange(m_marks[i], now) != now)
            m_tabs->setTabIcon(static_cast<int>(i),
                runMark(runColour(Theme::of(this).tokens(), now.first), now.second ? RunMark::Disc : RunMark::Ring));
    }
}

void RunTabs::showColours()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    for (int i = 0; i < m_tabs->count(); ++i)
        closeButton(i)->setIcon(themeIcon("close", tokens.dim, tokens.dim));
    m_marks.clear();
    showMarks();
    update();
}

void RunTabs::setWorkspace(int index)
{
    m_workspaces.at(static_cast<std::size_t>(index))->setChecked(true);
}

void RunTabs::paintEvent(QPaintEvent*)
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.panel);
    painter.fillRect(0, height() - 1, width(), 1, tokens.line);
}

} // namespace isthmus
