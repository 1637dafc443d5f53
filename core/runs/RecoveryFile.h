// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"

#include <QDateTime>

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// Where a program keeps its unsaved run from minute to minute, so that the run outlives the program's sudden end: the
/// run file NAME.safetensors and, beside it, NAME.lock, in a folder that all instances of one user share. The lock file
/// is locked (flock) as long as this object lives. The system lets go of it when the process ends, however that
/// happens: a recovery file that is not locked was left behind. In the hands of one thread at a time.
class RecoveryFile
{
public:
    /// Makes the folder where it is missing, and takes a name that nobody has.
    /// @throws Error if that is not possible: file, the system's reason
    static std::unique_ptr<RecoveryFile> make(const std::string& folder);

    /// All that were left behind, newest first, from now on the caller's, so that no other instance finds them. Of a
    /// program that ended before it had written one, or while it wrote, no trace is left.
    static std::vector<std::unique_ptr<RecoveryFile>> leftBehind(const std::string& folder);

    /// Lets go of the lock; the files stay, to be found by leftBehind().
    ~RecoveryFile();
    RecoveryFile(const RecoveryFile&) = delete;
    RecoveryFile& operator=(const RecoveryFile&) = delete;

    /// Of the run file, UTF-8.
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] QDateTime savedAt() const;

    /// The file that the user saved the run in, which this one goes beyond; empty: none.
    [[nodiscard]] std::string runPath() const;

    /// Replaces the run file, atomically.
    /// @param runPath  see runPath()
    /// @throws Error if it cannot be written
    void write(const Checkpoint& checkpoint, const std::string& runPath);

    /// Once the run is safe elsewhere or given up. Nothing may be called afterwards.
    void remove();

private:
    RecoveryFile(std::string path, int lock);
    /// Null where another process has it.
    static std::unique_ptr<RecoveryFile> take(const std::string& lockPath, int flags);
    void removeUnfinished() const;

    const std::string m_path;
    const int m_lock; ///< descriptor of the lock file, which holds runPath()
};

} // namespace isthmus
