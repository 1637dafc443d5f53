// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QPushButton;

namespace isthmus {

class PendingRun;
class RunSession;

/// What was chosen, for sentences: "Dense AE, 2-D", or "the training that was chosen".
QString chosenWords(const PendingRun& pending);

/// Two buttons in the transport bar, shown while something is chosen that waits to be applied. One starts the new run,
/// and the other takes the choice back. Never narrower than both, so that it is in sight at every size of the window.
class PendingBar : public QWidget
{
    Q_OBJECT
public:
    explicit PendingBar(RunSession& session, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton& applyButton() { return *m_apply; }
    [[nodiscard]] QPushButton& takeBackButton() { return *m_takeBack; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showPending();

    RunSession& m_session;
    QPushButton* m_apply;
    QPushButton* m_takeBack;
};

} // namespace isthmus
