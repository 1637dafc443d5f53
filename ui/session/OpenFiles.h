// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>

namespace isthmus {

class RunSession;

/// Knows in which file each open run is saved, so that no file belongs to two of them. Lives on the window's thread.
class OpenFiles
{
public:
    /// @param path  empty: the run is in no file
    void set(RunSession& run, const QString& path);
    void forget(const RunSession& run) { m_files.erase(&run); }

    /// The other run that has this file, by whatever name; null: no run has it.
    [[nodiscard]] RunSession* ownerOf(const QString& path, const RunSession& but) const;

private:
    struct Entry
    {
        RunSession* run;
        QString path;
    };

    std::map<const RunSession*, Entry> m_files;
};

} // namespace isthmus
