// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace isthmus {

class RecentData;
class RecentFiles;

/// A submenu with the runs and data sets that were opened last, and what forgets them. Disabled where there are none.
class RecentMenu : public QMenu
{
    Q_OBJECT
public:
    RecentMenu(const QString& title, RecentFiles& runs, RecentData& sets, QMenu* parent);

signals:
    void runChosen(const QString& path);
    void dataChosen(const QString& path);

private:
    void renew();
    void forgetAll();

    RecentFiles& m_runs;
    RecentData& m_data;
};

} // namespace isthmus
