// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <map>

namespace isthmus {

class RunSession;
class Workbench;

/// What the open runs are called beside each other, as runNames() tells them apart. The page has one for all its views.
/// It follows what the tabs follow, says when a title has changed, and computes none when it is asked. Lives on the
/// window's thread.
class RunTitles : public QObject
{
    Q_OBJECT
public:
    RunTitles(Workbench& bench, QObject* parent);

    /// The title of a run as it was told last.
    [[nodiscard]] QString of(const RunSession& run) const;

signals:
    void changed(); ///< titles have changed, or the number of runs

private:
    void join(RunSession& run);
    void take();

    Workbench& m_bench;
    std::map<const RunSession*, QString> m_told;
};

} // namespace isthmus
