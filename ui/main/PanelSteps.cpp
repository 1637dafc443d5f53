// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PanelSteps.h"

#include "ui/widgets/tabOrder.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>

#include <algorithm>

namespace isthmus {
namespace {

bool isReachedByTab(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy();
}

} // namespace

PanelSteps::PanelSteps(QWidget* page)
    : QObject(page)
{
    auto* next = new QAction(tr("Next panel"), this);
    auto* previous = new QAction(tr("Previous panel"), this);
    next->setShortcut(Qt::Key_F6);
    previous->setShortcut(QKeySequence("Shift+F6"));
    connect(next, &QAction::triggered, this, [this] { step(1); });
    connect(previous, &QAction::triggered, this, [this] { step(-1); });
    page->addActions({next, previous});
}

void PanelSteps::add(QWidget* part, QWidget* first)
{
    m_parts.push_back(part);
    m_first[part] = first;
}

void PanelSteps::add(QDockWidget* dock)
{
    add(static_cast<QWidget*>(dock));
    connect(dock, &QDockWidget::topLevelChanged, this, &PanelSteps::restoreTabOrder, Qt::QueuedConnection);
}

int PanelSteps::present() const
{
    const QWidget* focused = QApplication::focusWidget();
    const auto has = [focused](const QWidget* part) { return part == focused || part->isAncestorOf(focused); };
    const auto found = std::find_if(m_parts.begin(), m_parts.end(), has);
    return focused && found != m_parts.end() ? static_cast<int>(found - m_parts.begin()) : -1;
}

QWidget* PanelSteps::firstControl(QWidget* part) const
{
    if (QWidget* first = m_first.at(part); first && first->isVisible() && first->isEnabled())
        return first;
    QWidget* const window = part->window();
    for (QWidget* each = window->nextInFocusChain(); each != window; each = each->nextInFocusChain())
        if (part->isAncestorOf(each) && isReachedByTab(*each) && each->isVisible() && each->isEnabled())
            return each;
    return nullptr;
}

void PanelSteps::step(int direction)
{
    const int count = static_cast<int>(m_parts.size());
    const int from = std::max(present(), direction > 0 ? -1 : 0);
    for (int i = 1; i <= count; ++i) {
        QWidget* control = firstControl(m_parts[static_cast<std::size_t>((from + direction * i + count) % count)]);
        if (!control)
            continue;
        control->activateWindow(); // a panel may float
        return control->setFocus(Qt::TabFocusReason);
    }
}

void PanelSteps::restoreTabOrder()
{
    QWidget* last = nullptr;
    for (QWidget* part : m_parts) {
        if (part->window() != m_parts.front()->window())
            continue;
        const QWidgetList children = part->findChildren<QWidget*>();
        const auto control =
            std::find_if(children.begin(), children.end(), [](const QWidget* each) { return isReachedByTab(*each); });
        if (!last && control != children.end())
            last = *control;
        if (last)
            last = placeInTabOrder(last, part);
    }
}

} // namespace isthmus
