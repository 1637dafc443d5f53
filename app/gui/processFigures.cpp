// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/processFigures.h"

#include <QByteArray>
#include <QFile>
#include <QList>

#include <ctime>
#include <unistd.h>

namespace isthmus {
namespace {

QByteArray contentOf(const char* path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

double millisecondsSinceProcessStart()
{
    const QByteArray stat = contentOf("/proc/self/stat");
    const QList<QByteArray> afterName = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int kStartTime = 22 - 3; // field 22 of proc(5); the state, field 3, is the first here
    const double start = afterName.value(kStartTime).toDouble() / double(sysconf(_SC_CLK_TCK));
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return 1000 * (double(now.tv_sec) + 1e-9 * double(now.tv_nsec) - start);
}

double residentMegabytes()
{
    const QList<QByteArray> pages = contentOf("/proc/self/statm").split(' ');
    return pages.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

} // namespace isthmus
