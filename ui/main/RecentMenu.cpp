// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RecentMenu.h"

#include "ui/main/RecentData.h"
#include "ui/main/RecentFiles.h"

namespace isthmus {

RecentMenu::RecentMenu(const QString& title, RecentFiles& runs, RecentData& sets, QMenu* parent)
    : QMenu(title, parent)
    , m_runs(runs)
    , m_data(sets)
{
    parent->addMenu(this);
    connect(parent, &QMenu::aboutToShow, this, &RecentMenu::renew);
}

void RecentMenu::renew()
{
    clear();
    m_runs.fill(this, tr("Runs"), [this](const QString& path) { emit runChosen(path); });
    m_data.fill(this, tr("Data"), [this](const QString& path) { emit dataChosen(path); });
    menuAction()->setEnabled(!isEmpty());
    addSeparator();
    connect(addAction(tr("Clear this list")), &QAction::triggered, this, &RecentMenu::forgetAll);
}

void RecentMenu::forgetAll()
{
    m_runs.clear();
    m_data.clear();
}

} // namespace isthmus
