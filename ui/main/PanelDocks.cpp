// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PanelDocks.h"

#include "ui/main/DockTitleBar.h"
#include "ui/main/PanelDock.h"
#include "ui/main/panelRoom.h"
#include "ui/views/views.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/PanelHeader.h"

#include <QAction>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace isthmus {
namespace {

constexpr int kLeftWidth = 264;
constexpr int kRightWidth = 376; // at most
constexpr double kRightShare = 0.48; // of what the left column leaves, at most: the plane has more than the hand
constexpr int kBottomHeight = 220; // at most
constexpr double kBottomShare = 0.28; // of the window's height, at most
constexpr int kSeparator = 5; // as in the style sheet
constexpr int kTurns = 3; // of the layout, in which it may come to the heights that were asked for

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

/// The view in a body that folds with a heading. The body stays: a dock whose content is hidden loses its width as
/// well.
QWidget* foldedBy(FoldingHeading& heading, QWidget* view, QDockWidget* dock)
{
    auto* body = new QWidget(dock);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    QObject::connect(&heading, &FoldingHeading::toggled, view, &QWidget::setVisible);
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
    m_soon.setSingleShot(true);
    m_soon.setInterval(0); // when the layout knows of it
    connect(&m_soon, &QTimer::timeout, this, &PanelDocks::arrange);
    m_window.installEventFilter(this);
}

bool PanelDocks::eventFilter(QObject* watched, QEvent* event)
{
    const QEvent::Type type = event->type();
    if (watched != &m_window) {
        if (type == QEvent::LayoutRequest || type == QEvent::Resize)
            m_soon.start();
    } else if (type == QEvent::MouseButtonPress) { // what no child takes is on a border between docks
        m_beforeDrag = sizes();
    } else if (type == QEvent::MouseButtonRelease && !m_beforeDrag.empty()) {
        QTimer::singleShot(0, this, &PanelDocks::takeDragged);
    } else if (type == QEvent::Resize) {
        m_soon.start();
    } else if (type == QEvent::Show) {
        m_asked.clear(); // what was asked for unseen did not come
        m_soon.start();
    }
    return QObject::eventFilter(watched, event);
}

PanelDock* PanelDocks::add(const ViewType& type)
{
    auto* dock = new PanelDock(tr(type.title), &m_window);
    dock->setObjectName(type.id);
    dock->setAutoFillBackground(true);
    dock->setTitleBarWidget(new DockTitleBar(dock, type.area == ViewArea::Bottom));
    m_window.addDockWidget(dockArea(type.area), dock);
    m_panels.push_back({dock, dockArea(type.area), nullptr, nullptr, 0});
    for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(dock, signal, &m_soon, qOverload<>(&QTimer::start));
    connect(dock, &QDockWidget::dockLocationChanged, &m_soon, qOverload<>(&QTimer::start));
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
    Panel& panel = m_panels[index];
    if (auto* header = dynamic_cast<PanelHeader*>(view))
        bar->moveButtonsTo(*header);
    FoldingHeading* heading = bar->heading();
    panel.body = heading ? foldedBy(*heading, view, dock) : nullptr;
    panel.heading = heading ? heading : view->findChild<FoldingHeading*>();
    dock->setWidget(panel.body ? panel.body : view);
    dock->widget()->installEventFilter(this);
    connect(panel.heading, &FoldingHeading::toggled, this, [this, index](bool open) { takeFold(index, open); });
}

std::vector<QSize> PanelDocks::sizes() const
{
    std::vector<QSize> all;
    for (const Panel& panel : m_panels)
        all.push_back(panel.dock->size());
    return all;
}

void PanelDocks::takeDragged()
{
    const std::vector<QSize> before = std::exchange(m_beforeDrag, {});
    unsigned moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const QSize now = m_panels[i].dock->size();
        if (now.width() != before[i].width())
            moved |= kWidths;
        if (now.height() != before[i].height())
            moved |= heightsOf(m_window.dockWidgetArea(m_panels[i].dock));
    }
    for (const unsigned border : {kWidths, kBottom}) // what else is of another size has followed it
        if (moved & border)
            moved = border;
    m_kept |= moved;
    m_soon.start();
}

unsigned PanelDocks::heightsOf(Qt::DockWidgetArea area)
{
    return area == Qt::LeftDockWidgetArea ? kLeftHeights : area == Qt::RightDockWidgetArea ? kRightHeights : kBottom;
}

std::vector<PanelDocks::Panel*> PanelDocks::column(Qt::DockWidgetArea area)
{
    std::vector<Panel*> column;
    for (Panel& panel : m_panels)
        if (!panel.dock->isFloating() && !panel.dock->isHidden() && m_window.dockWidgetArea(panel.dock) == area)
            column.push_back(&panel);
    std::stable_sort(column.begin(), column.end(),
        [](const Panel* a, const Panel* b) { return a->dock->geometry().top() < b->dock->geometry().top(); });
    return column;
}

bool PanelDocks::isStacked(const std::vector<Panel*>& column)
{
    int bottom = -1;
    for (const Panel* panel : column) {
        const QRect place = panel->dock->geometry();
        if (place.left() != column.front()->dock->x() || place.top() <= bottom)
            return false; // beside another, or behind it as a tab
        bottom = place.bottom();
    }
    return true;
}

void PanelDocks::limitBodies()
{
    for (const Panel& panel : m_panels)
        if (panel.body && panel.heading->isChecked())
            panel.body->setMaximumHeight(QWIDGETSIZE_MAX);
    for (const Qt::DockWidgetArea area : {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::BottomDockWidgetArea}) {
        const std::vector<Panel*> panels = column(area);
        for (const Panel* panel : panels)
            if (panel->body && !panel->heading->isChecked()) // the last one keeps the room that nobody wants
                panel->body->setMaximumHeight(panel == panels.back() ? QWIDGETSIZE_MAX : 0);
    }
}

void PanelDocks::takeFold(std::size_t index, bool open)
{
    const Qt::DockWidgetArea area = m_window.dockWidgetArea(m_panels[index].dock);
    if (m_isResetting || !m_window.isVisible() || !(m_kept & heightsOf(area))) {
        m_soon.start();
        limitBodies();
        return;
    }
    const std::vector<Panel*> panels = column(area);
    QList<int> heights;
    for (const Panel* panel : panels)
        heights << panel->dock->height();
    const auto own = std::find(panels.begin(), panels.end(), &m_panels[index]) - panels.begin();
    if (own < heights.size() && !open)
        m_panels[index].height = heights[own];
    limitBodies();
    QTimer::singleShot(0, this, [this, own, panels, heights] { giveHeights(own, panels, heights); });
}

void PanelDocks::giveHeights(qsizetype own, const std::vector<Panel*>& column, QList<int> heights)
{
    if (own >= heights.size())
        return;
    const Panel& panel = *column[static_cast<std::size_t>(own)];
    const bool isOpen = panel.heading->isChecked();
    const qsizetype other = neighbour(column, own);
    if (other < 0 && !isOpen)
        return; // it keeps its height, or what lies beside the column takes the room
    const int wished = panel.height > 0 ? panel.height : roomOf(*panel.dock, kLeftWidth, false).wished;
    const int height = isOpen ? wished : panel.dock->titleBarWidget()->height();
    if (other >= 0)
        heights[other] = std::max(1, heights[other] + heights[own] - height);
    heights[own] = height;
    QList<QDockWidget*> docks;
    for (const Panel* each : column)
        docks << each->dock;
    m_window.resizeDocks(docks, heights, Qt::Vertical);
}

qsizetype PanelDocks::neighbour(const std::vector<Panel*>& column, qsizetype own)
{
    const auto count = static_cast<qsizetype>(column.size());
    if (own + 1 == count)
        return -1;
    const auto isOpen = [&column](qsizetype at) { return column[static_cast<std::size_t>(at)]->heading->isChecked(); };
    for (qsizetype at = own + 1; at < count; ++at)
        if (isOpen(at))
            return at;
    for (qsizetype at = own - 1; at >= 0; --at)
        if (isOpen(at))
            return at;
    return -1;
}

void PanelDocks::arrange()
{
    if (!m_beforeDrag.empty()) // under the hand nothing moves
        return;
    limitBodies();
    const int bottom = std::min(kBottomHeight, static_cast<int>(kBottomShare * m_window.height()));
    const int beside = m_window.width() - kLeftWidth - 2 * kSeparator;
    const int right = std::min(kRightWidth, static_cast<int>(kRightShare * beside));
    for (const Panel& panel : m_panels) {
        const Qt::DockWidgetArea area = m_window.dockWidgetArea(panel.dock);
        if (panel.dock->isFloating() || panel.dock->isHidden())
            continue;
        if (area == Qt::BottomDockWidgetArea && !(m_kept & kBottom))
            resize({panel.dock}, {bottom}, Qt::Vertical);
        else if (area != Qt::BottomDockWidgetArea && !(m_kept & kWidths))
            resize({panel.dock},
                {std::max(area == Qt::LeftDockWidgetArea ? kLeftWidth : right, panel.dock->minimumSizeHint().width())},
                Qt::Horizontal);
    }
    fitToContent(Qt::LeftDockWidgetArea, 0);
    fitToContent(Qt::RightDockWidgetArea, bottom);
}

void PanelDocks::resize(const QList<QDockWidget*>& docks, const QList<int>& sizes, Qt::Orientation orientation)
{
    Asked& last = m_asked[{docks.front(), orientation}];
    const bool isSame = last.sizes == sizes;
    last.sizes = sizes;
    bool isSo = true;
    for (qsizetype i = 0; i < docks.size(); ++i)
        isSo = isSo && sizes[i] == (orientation == Qt::Vertical ? docks[i]->height() : docks[i]->width());
    last.turns = isSo || !isSame ? 0 : last.turns + 1;
    if (!isSo && last.turns < kTurns)
        m_window.resizeDocks(docks, sizes, orientation);
}

void PanelDocks::fitToContent(Qt::DockWidgetArea area, int below)
{
    const std::vector<Panel*> panels = column(area);
    if (panels.empty() || (m_kept & heightsOf(area)))
        return;
    int total = m_window.height() - m_window.menuWidget()->height() - m_window.statusBar()->height() - below;
    if (m_window.isVisible()) {
        if (!isStacked(panels))
            return; // the user's own arrangement
        total = panels.back()->dock->geometry().bottom() + 1 - panels.front()->dock->y();
    }
    std::vector<PanelRoom> rooms;
    QList<QDockWidget*> docks;
    for (const Panel* panel : panels) {
        docks << panel->dock;
        rooms.push_back(roomOf(*panel->dock, kLeftWidth, !panel->heading->isChecked()));
    }
    const std::vector<int> heights = columnHeights(rooms, total - kSeparator * (static_cast<int>(panels.size()) - 1));
    resize(docks, {heights.begin(), heights.end()}, Qt::Vertical);
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
    m_kept = 0;
    m_asked.clear();
    arrange();
    m_soon.start();
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
