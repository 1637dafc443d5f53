// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace isthmus {

/// The signals that ask a program to end, brought to the window's thread: SIGTERM and SIGHUP, which a session that ends
/// sends, and SIGINT, Ctrl-C in a terminal. The second one ends the program as usual. What was ignored when the program
/// started stays ignored. One object at a time.
class EndSignals : public QObject
{
    Q_OBJECT
public:
    /// Catches from now on.
    EndSignals();
    /// Lets them end the program again.
    ~EndSignals() override;
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

signals:
    void asked(); ///< once

private:
    void take();

    int m_ends[2]{-1, -1}; ///< ends of the pipe that a signal writes to
    QSocketNotifier m_notifier{QSocketNotifier::Read};
};

} // namespace isthmus
