// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <vector>

namespace isthmus {

class RunSession;

/// Tells the session when the user has touched a view for the first time, by mouse, wheel, key or shortcut: a
/// demonstration is the user's own from then on. Pausing and playing, scrolling, and opening a list of choices is only
/// looking. Watches the program's events as long as the run is a demonstration.
/// Lives on the window's thread.
class FirstTouch : public QObject
{
    Q_OBJECT
public:
    /// @param views  outlive it, as does the session
    FirstTouch(RunSession& session, std::vector<const QObject*> views, QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void touch();
    void takeChoice(); ///< counts a choice that waits to be applied as a touch
    [[nodiscard]] bool isInView(const QObject* object) const;

    RunSession& m_session;
    const std::vector<const QObject*> m_views;
    bool m_isWatching = false;
};

} // namespace isthmus
