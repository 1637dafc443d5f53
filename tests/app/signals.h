// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"

#include <QFile>

#include <csignal>

namespace isthmus::test {

/// Does a process catch this signal, as the kernel says?
[[nodiscard]] inline bool catches(qint64 process, int signal)
{
    QFile status(QString("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("SigCgt:"))
            return (line.mid(7).trimmed().toULongLong(nullptr, 16) >> (signal - 1) & 1) == 1;
    return false;
}

/// Waits until it does: before, the signal would just end it.
[[nodiscard]] inline bool waitUntilCaught(qint64 process, int signal)
{
    return waitFor([process, signal] { return catches(process, signal); });
}

} // namespace isthmus::test
