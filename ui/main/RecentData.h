// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/RecentFiles.h"
#include "ui/session/DataChoice.h"

#include <vector>

class QJsonObject;

namespace isthmus {

/// The data sets that were opened last, newest first, with the choices that they were opened with. Kept in QSettings.
class RecentData
{
public:
    [[nodiscard]] std::vector<DataChoice> list() const;

    /// @param choice  choice of a file or a folder
    void add(const DataChoice& choice);

    void forget(const QString& path);
    void clear();

    /// Fills the menu as RecentFiles does.
    void fill(QMenu* menu, const QString& heading, const std::function<void(const QString&)>& chosen) const;

private:
    /// Keeps those of the paths that are listed.
    void remember(QJsonObject choices) const;

    RecentFiles m_files{"recent/data"};
};

} // namespace isthmus
