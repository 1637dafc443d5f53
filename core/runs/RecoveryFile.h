// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Checkpoint.h"

#include <QDateTime>

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A place where a program keeps its unsaved run from minute to minute, so that the run outlives the program's sudden
/// end: the run file NAME.safetensors and, beside it, NAME.lock, in a folder that all instances of one user share. The
/// lock file is locked (flock) as long as this object lives. The system releases it when the process ends for any
/// reason: a recovery file that is not locked was left behind. One thread at a time uses it.
class RecoveryFile
{
public:
    /// Makes the folder where it is missing, and takes a name that nobody has.
    /// @throws Error if that is not possible: file, the system's reason
    static std::unique_ptr<RecoveryFile> make(const std::string& folder);

    /// All files that were left behind, newest first. From now on they are the caller's, so that no other instance
    /// finds them. A program that ended before it had written one, or while it wrote, leaves no trace.
    static std::vector<std::unique_ptr<RecoveryFile>> leftBehind(const std::string& folder);

    /// Releases the lock; the files stay, to be found by leftBehind().
    ~RecoveryFile();
    RecoveryFile(const RecoveryFile&) = delete;
    RecoveryFile& operator=(const RecoveryFile&) = delete;

    /// Path of the run file, UTF-8.
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] QDateTime savedAt() const;

    /// The file that the user saved the run in, of which this one holds a later state; empty: there is none.
    [[nodiscard]] std::string runPath() const;

    /// Replaces the run file, atomically.
    /// @param runPath  see runPath()
    /// @throws Error if it cannot be written
    void write(const Checkpoint& checkpoint, const std::string& runPath);

    /// Removes the files once the run is safe elsewhere or given up. Nothing may be called afterwards.
    void remove();

private:
    RecoveryFile(std::string path, int lock);
    /// Locks the file; null where another process has locked it.
    static std::unique_ptr<RecoveryFile> take(const std::string& lockPath, int flags);
    void removeUnfinished() const;

    const std::string m_path;
    const int m_lock; ///< descriptor of the lock file, which holds runPath()
};

} // namespace isthmus
