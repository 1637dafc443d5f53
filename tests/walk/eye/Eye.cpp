// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/eye/Eye.h"

#include "tests/walk/eye/glance.h"

#include <QJsonDocument>
#include <QLocalSocket>

namespace isthmus::walk {

Eye::Eye(const QString& socket)
{
    QLocalServer::removeServer(socket);
    connect(&m_server, &QLocalServer::newConnection, this, &Eye::welcome);
    if (!m_server.listen(socket))
        qFatal("%s: %s", qPrintable(socket), qPrintable(m_server.errorString()));
}

void Eye::welcome()
{
    while (QLocalSocket* walker = m_server.nextPendingConnection()) {
        connect(walker, &QLocalSocket::readyRead, this, [walker] { answer(*walker); });
        connect(walker, &QLocalSocket::disconnected, walker, &QObject::deleteLater);
    }
}

void Eye::answer(QLocalSocket& walker)
{
    while (walker.canReadLine()) {
        walker.readLine();
        walker.write(QJsonDocument(glance()).toJson(QJsonDocument::Compact) + '\n');
    }
}

} // namespace isthmus::walk
