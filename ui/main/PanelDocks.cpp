// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PanelDocks.h"

#include "ui/main/DockTitleBar.h"
#include "ui/main/PanelDock.h"
#include "ui/views/views.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/PanelHeader.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace isthmus {
namespace {

constexpr int kLeftWidth = 264;
constexpr int kRightWidth = 376;
constexpr int kBottomHeight = 220; // at most
constexpr double kBottomShare = 0.28; // of the window's height, at most
constexpr int kSeparator = 5; // as in the style sheet

Qt::DockWidgetArea dockArea(ViewArea area)
{
    switch (area) {
    case ViewArea::Left:
        return Qt::LeftDockWidgetArea;
    case ViewArea::Right:
        return Qt::RightDockWidgetArea;
    case ViewArea::Bottom:
    case ViewArea::Centre:
        break;
    }
    return Qt::BottomDockWidgetArea;
}

/// Of all that a view has to show in this width, scrolled or not.
int contentHeight(const QWidget* view, int width)
{
    const auto* area = qobject_cast<const QScrollArea*>(view);
    if (!area)
        area = view->findChild<QScrollArea*>();
    const QWidget* content = area ? area->widget() : view;
    const int wished = view->sizeHint().height();
    return content->hasHeightForWidth() ? std::max(wished, content->heightForWidth(width)) : wished;
}

int wishedHeight(const QDockWidget* dock)
{
    return dock->titleBarWidget()->sizeHint().height() + contentHeight(dock->widget(), kLeftWidth);
}

/// The view in a body that folds with a heading. The body stays, without height: a dock whose content is hidden loses
/// its width as well.
QWidget* foldedBy(FoldingHeading& heading, QWidget* view, QDockWidget* dock)
{
    auto* body = new QWidget(dock);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    QObject::connect(&heading, &FoldingHeading::toggled, body, [body, view](bool open) {
        view->setVisible(open);
        body->setMaximumHeight(open ? QWIDGETSIZE_MAX : 0);
    });
    return body;
}

/// A line of a menu that says and changes whether something is so.
void addLine(QMenu& menu, const QString& text, std::function<bool()> isSo, std::function<void(bool)> change)
{
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    QObject::connect(action, &QAction::triggered, &menu, std::move(change));
    QObject::connect(
        &menu, &QMenu::aboutToShow, action, [action, asked = std::move(isSo)] { action->setChecked(asked()); });
}

} // namespace

PanelDocks::PanelDocks(QMainWindow& window)
    : QObject(&window)
    , m_window(window)
{
    m_window.installEventFilter(this);
}

bool PanelDocks::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress) // what no child takes is on a border between docks
        leaveAsIs();
    else if (event->type() == QEvent::Resize && m_arranges)
        QTimer::singleShot(0, this, &PanelDocks::arrangeAgain);
    return QObject::eventFilter(watched, event);
}

PanelDock* PanelDocks::add(const ViewType& type)
{
    auto* dock = new PanelDock(tr(type.title), &m_window);
    dock->setObjectName(type.id);
    dock->setAutoFillBackground(true);
    dock->setTitleBarWidget(new DockTitleBar(dock, type.area == ViewArea::Bottom));
    m_window.addDockWidget(dockArea(type.area), dock);
    m_panels.push_back({dock, dockArea(type.area), nullptr, 0});
    return dock;
}

void PanelDocks::setView(PanelDock* dock, QWidget* view, QToolButton* button)
{
    auto* bar = static_cast<DockTitleBar*>(dock->titleBarWidget());
    if (button)
        bar->addButton(button);
    const auto index = static_cast<std::size_t>(std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel& each) {
        return each.dock == dock;
    }) - m_panels.begin());
    if (auto* header = dynamic_cast<PanelHeader*>(view))
        bar->moveButtonsTo(*header);
    FoldingHeading* heading = bar->heading();
    if (heading)
        dock->setWidget(foldedBy(*heading, view, dock));
    else
        dock->setWidget(view);
    m_panels[index].heading = heading ? heading : view->findChild<FoldingHeading*>();
    connect(m_panels[index].heading, &FoldingHeading::toggled, this,
        [this, index](bool open) { keepHeights(index, open); });
}

QList<QDockWidget*> PanelDocks::columnOf(QDockWidget* dock) const
{
    const Qt::DockWidgetArea area = m_window.dockWidgetArea(dock);
    QList<QDockWidget*> column;
    for (const Panel& each : m_panels)
        if (!each.dock->isFloating() && each.dock->isVisible() && each.dock->x() == dock->x()
            && m_window.dockWidgetArea(each.dock) == area)
            column << each.dock;
    std::sort(column.begin(), column.end(), [](const QWidget* a, const QWidget* b) { return a->y() < b->y(); });
    return column;
}

void PanelDocks::keepHeights(std::size_t index, bool open)
{
    const QList<QDockWidget*> column = columnOf(m_panels[index].dock);
    const qsizetype own = column.indexOf(m_panels[index].dock);
    if (m_isResetting || !m_window.isVisible() || own < 0)
        return;
    QList<int> heights;
    for (const QDockWidget* dock : column)
        heights << dock->height();
    if (!open)
        m_panels[index].height = heights[own];
    QTimer::singleShot(0, this, [this, index, own, column, heights] { // when the layout knows of it
        giveHeights(m_panels[index], own, column, heights);
    });
}

void PanelDocks::giveHeights(const Panel& panel, qsizetype own, const QList<QDockWidget*>& column, QList<int> heights)
{
    const bool isOpen = panel.heading->isChecked();
    const qsizetype other = neighbour(column, own);
    if (other < 0 && !isOpen)
        return; // what lies beside the column takes the room
    const int wished = panel.height > 0 ? panel.height : wishedHeight(panel.dock);
    const int height = isOpen ? wished : panel.dock->titleBarWidget()->height();
    if (other >= 0)
        heights[other] = std::max(1, heights[other] + heights[own] - height);
    heights[own] = height;
    m_window.resizeDocks(column, heights, Qt::Vertical);
}

qsizetype PanelDocks::neighbour(const QList<QDockWidget*>& column, qsizetype own) const
{
    const auto isOpen = [this, &column](qsizetype at) {
        return std::any_of(m_panels.begin(), m_panels.end(),
            [&](const Panel& each) { return each.dock == column[at] && each.heading->isChecked(); });
    };
    for (qsizetype at = own + 1; at < column.size(); ++at)
        if (isOpen(at))
            return at;
    for (qsizetype at = own - 1; at >= 0; --at)
        if (isOpen(at))
            return at;
    return -1;
}

void PanelDocks::arrangeAgain()
{
    if (m_arranges)
        arrange();
}

void PanelDocks::arrange()
{
    m_arranges = true;
    const int bottom = std::min(kBottomHeight, static_cast<int>(kBottomShare * m_window.height()));
    QList<QDockWidget*> left;
    QList<QDockWidget*> right;
    for (const Panel& panel : m_panels) {
        const Qt::DockWidgetArea area = m_window.dockWidgetArea(panel.dock);
        if (area == Qt::BottomDockWidgetArea)
            m_window.resizeDocks({panel.dock}, {bottom}, Qt::Vertical);
        else
            m_window.resizeDocks(
                {panel.dock}, {area == Qt::LeftDockWidgetArea ? kLeftWidth : kRightWidth}, Qt::Horizontal);
        if (area == Qt::LeftDockWidgetArea)
            left << panel.dock;
        else if (area == Qt::RightDockWidgetArea)
            right << panel.dock;
    }
    fitToContent(left, 0);
    fitToContent(right, bottom);
}

void PanelDocks::fitToContent(const QList<QDockWidget*>& column, int below)
{
    int rest = m_window.height() - m_window.menuWidget()->height() - m_window.statusBar()->height() - below;
    QList<int> heights;
    for (const QDockWidget* dock : column) {
        const int wished = wishedHeight(dock) + kSeparator;
        heights << (dock == column.last() ? std::max(rest, 0) : wished);
        rest -= wished;
    }
    m_window.resizeDocks(column, heights, Qt::Vertical);
}

void PanelDocks::reset()
{
    const QScopedValueRollback resetting(m_isResetting, true);
    for (const Panel& panel : m_panels) {
        panel.heading->setChecked(true);
        panel.dock->setFloating(false);
        m_window.removeDockWidget(panel.dock);
    }
    for (const Panel& panel : m_panels) {
        m_window.addDockWidget(panel.area, panel.dock);
        panel.dock->show();
    }
    arrange();
}

void PanelDocks::fill(QMenu* viewMenu)
{
    for (const Panel& panel : m_panels)
        viewMenu->addAction(panel.dock->toggleViewAction());
    viewMenu->addSeparator();
    QMenu* folded = viewMenu->addMenu(tr("F&old"));
    QMenu* floating = viewMenu->addMenu(tr("F&loat"));
    for (const Panel& panel : m_panels) {
        addLine(
            *folded, panel.dock->windowTitle(), [heading = panel.heading] { return !heading->isChecked(); },
            [heading = panel.heading](bool on) { heading->setChecked(!on); });
        addLine(
            *floating, panel.dock->windowTitle(), [dock = panel.dock] { return dock->isFloating(); },
            [dock = panel.dock](bool on) { dock->setAfloat(on); });
    }
}

} // namespace isthmus
