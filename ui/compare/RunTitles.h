// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

namespace isthmus {

class RunSession;
class Workbench;

/// What the open runs are called beside each other: by their file, or else by their model, as runNames() tells them
/// apart. Says when that has changed, and not at each step. Lives on the window's thread.
class RunTitles : public QObject
{
    Q_OBJECT
public:
    RunTitles(Workbench& bench, QObject* parent);

    [[nodiscard]] QString of(const RunSession& run) const;

signals:
    void changed(); ///< titles have changed, or the number of runs

private:
    void take();
    [[nodiscard]] QStringList present() const;

    Workbench& m_bench;
    QStringList m_told;
};

} // namespace isthmus
