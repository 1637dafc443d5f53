// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>
#include <vector>

namespace isthmus {

class RunSession;

/// A file that belongs to a run.
struct ClaimedFile
{
    RunSession* run;
    QString path;
};

/// A claim keeps the file for the run as long as a copy of it lives. Any thread may drop it.
using FileClaim = std::shared_ptr<const ClaimedFile>;

/// Knows which file each open run has, is being saved in or is about to be read from, so that no file belongs to two of
/// them. Lives on the window's thread.
class OpenFiles
{
public:
    /// @param path  not empty
    [[nodiscard]] FileClaim claim(RunSession& run, const QString& path);

    /// The other run that has claimed this file, by whatever name; null: no run has.
    [[nodiscard]] RunSession* ownerOf(const QString& path, const RunSession& but) const;

private:
    std::vector<std::weak_ptr<const ClaimedFile>> m_claims; ///< claims in the order in which they were made
};

} // namespace isthmus
