// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace isthmus::walk {

/// Tells the walker what the program shows: to every line that arrives at a local socket it answers with one line of
/// JSON, the visible widgets as `glance()` lists them. It only looks; mouse and keys come from the X server. Lives in
/// the program's process and thread, loaded as a plugin of Qt, so that the program itself knows nothing of it.
class Eye : public QObject
{
    Q_OBJECT
public:
    /// @param socket  path of the socket to listen at; a file of that name is replaced
    explicit Eye(const QString& socket);

private:
    void welcome();
    static void answer(QLocalSocket& walker);

    QLocalServer m_server;
};

} // namespace isthmus::walk
