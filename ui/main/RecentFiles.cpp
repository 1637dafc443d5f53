// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RecentFiles.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace isthmus {
namespace {

constexpr int kMost = 8;

} // namespace

QStringList RecentFiles::list() const
{
    return QSettings().value(m_key).toStringList();
}

void RecentFiles::add(const QString& path)
{
    QStringList paths = list();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(m_key, paths.mid(0, kMost));
}

void RecentFiles::forget(const QString& path)
{
    QStringList paths = list();
    paths.removeAll(path);
    QSettings().setValue(m_key, paths);
}

void RecentFiles::clear()
{
    QSettings().remove(m_key);
}

void RecentFiles::fill(QMenu* menu, const QString& heading, const std::function<void(const QString&)>& chosen) const
{
    const QStringList paths = list();
    if (paths.isEmpty())
        return;
    menu->addSection(heading);
    for (const QString& path : paths) {
        QString shown = path;
        if (path.startsWith(QDir::homePath() + '/'))
            shown.replace(0, QDir::homePath().size(), "~");
        QObject::connect(menu->addAction(shown.replace('&', "&&")), &QAction::triggered, menu, [=] { chosen(path); });
    }
}

} // namespace isthmus
