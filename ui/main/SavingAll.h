// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

namespace isthmus {

class RunSaving;
class RunSession;

/// Saves several runs one after the other, before the window closes. None of them trains meanwhile, so that all that
/// they have trained is in their files. Where one of them cannot be saved, the others are all the same, and the window
/// stays open; all of them train on as they did. If the user gives up the save of one, those after it are not saved
/// either. A run that is closed or saved before its turn is passed over. Lives on the window's thread.
class SavingAll : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// @param runs  the last one is saved first
    void start(const std::vector<RunSaving*>& runs);
    [[nodiscard]] bool isGoing() const { return m_isGoing; }

signals:
    void turnOf(RunSession& run); ///< it is saved next, and the user may be asked where
    void refused(RunSession& run); ///< the others are saved; why it could not be has been said
    void saved(); ///< all of them are; those that stay open train on after this

private:
    [[nodiscard]] QPointer<RunSaving> takeNext();
    void saveNext();
    void goOnWithout();
    void conclude();
    void passOverClosed();
    void end();

    bool m_isGoing = false;
    QPointer<RunSaving> m_present; ///< null once it is closed
    QPointer<RunSaving> m_refused; ///< the last one that could not be saved
    std::vector<QPointer<RunSaving>> m_left;
    std::vector<QPointer<RunSaving>> m_held;
};

} // namespace isthmus
