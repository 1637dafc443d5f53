// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace isthmus {

class RunSession;
struct Knobs;

/// The actions on the run, one each, for the menu, the buttons of the transport bar and the keys.
class RunActions : public QObject
{
    Q_OBJECT
public:
    /// @param window  parent of the question that a reset may ask
    RunActions(RunSession& session, QWidget* window);

    [[nodiscard]] QAction* reset() const { return m_reset; }
    [[nodiscard]] QAction* play() const { return m_play; }
    [[nodiscard]] QAction* stepBatch() const { return m_stepBatch; }
    [[nodiscard]] QAction* stepEpoch() const { return m_stepEpoch; }

private:
    /// Asks where there is something to choose or to lose.
    void askAndReset();
    /// Calls next(), where training would be lost after the question whether to save it first, unless the user stays.
    void leaveTraining(const std::function<void()>& next);
    void startOver();
    void startOverWith(const Knobs& knobs);
    void togglePlay();
    void showState();
    void showIcons();

    RunSession& m_session;
    QWidget* m_window;
    QAction* m_reset;
    QAction* m_play;
    QAction* m_stepBatch;
    QAction* m_stepEpoch;
};

} // namespace isthmus
