// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>

namespace isthmus {

class Session;

/// Which file each open run is saved in, so that no file belongs to two of them. Lives on the window's thread.
class OpenFiles
{
public:
    /// @param path  empty: the run is in no file
    void set(Session& run, const QString& path);
    void forget(const Session& run) { m_files.erase(&run); }

    /// The other run that has this file, by whatever name; null: none has.
    [[nodiscard]] Session* ownerOf(const QString& path, const Session& but) const;

private:
    struct Entry
    {
        Session* run;
        QString path;
    };

    std::map<const Session*, Entry> m_files;
};

} // namespace isthmus
