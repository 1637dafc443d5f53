// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMenu;

#include <functional>

namespace isthmus {

/// The paths and names that were opened last, newest first, kept in QSettings under one key.
class RecentFiles
{
public:
    /// @param key  "recent/data"
    explicit RecentFiles(QString key)
        : m_key(std::move(key))
    {
    }

    [[nodiscard]] QStringList list() const;
    void add(const QString& path);
    void forget(const QString& path);
    void clear();

    /// Adds one action per path below a heading; nothing where there are none.
    void fill(QMenu* menu, const QString& heading, const std::function<void(const QString&)>& chosen) const;

private:
    QString m_key;
};

} // namespace isthmus
