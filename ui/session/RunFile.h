// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Job.h"
#include "ui/session/OpenFiles.h"
#include "ui/session/RunMoment.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace isthmus {

class RunSession;

/// The user's file of a run: where it lies, whether it is still the one that was read or written, and writing the run
/// to it. A file is written on a thread of its own, from a checkpoint that the run hands over between two steps; what
/// is trained after that is not in it. Asks nothing: see RunSaving. Lives on the window's thread.
class RunFile : public QObject
{
    Q_OBJECT
public:
    /// The change of the file since the run was read from it or written to it.
    enum class Loss { None, Gone, Replaced };

    /// @param files  files of all open runs
    RunFile(RunSession& session, std::shared_ptr<OpenFiles> files);
    ~RunFile() override;

    /// Path of the file; empty before the run was saved.
    [[nodiscard]] const QString& path() const { return m_path; }
    void setPath(const QString& path);
    /// The run has just been read from this file.
    void setOpened(const QString& path);

    /// A run is about to be read from this file: it belongs to the session as long as the claim lives.
    [[nodiscard]] FileClaim claim(const QString& path) const { return m_files->claim(m_session, path); }

    /// Looks whether the file is still there, as it was: without it the run is in no file, saved or not.
    Loss look();
    [[nodiscard]] Loss loss() const { return m_loss; }
    /// A sentence about what look() found; empty: the file is as it was.
    [[nodiscard]] QString lossSentence() const;

    /// Writes the run as it is now. The file is the run's from now on, unless it cannot be written.
    void saveTo(const QString& path);
    /// Is no save under way?
    [[nodiscard]] bool isFree() const { return !m_writing.isBusy() && !isAsked(); }

    /// Is the run to be written once more than what is being written?
    [[nodiscard]] bool isAsked() const { return m_savingTo != nullptr; }

signals:
    void pathChanged();
    void busyChanged(); ///< see isFree()
    void work(const QString& sentence); ///< the sentence says what is being written; empty: nothing is
    void told(const QString& sentence); ///< the sentence says what has been saved
    void written(const QString& path); ///< a run, perhaps no longer the present one
    void saved(const RunMoment& moment); ///< the present run, as it was at this moment
    void finished(); ///< everything that was to be written has been
    void failed(const QString& message); ///< one save failed; see isAsked()

private:
    /// Size and time by which a file is known again.
    struct Stamp
    {
        qint64 size;
        QDateTime changed;

        bool operator==(const Stamp&) const = default;
    };

    /// The stamp of a file; empty: there is no such file.
    [[nodiscard]] static std::optional<Stamp> stampOf(const QString& path);

    void forgetRun();
    void tellBusy();
    void write(const std::shared_ptr<const Checkpoint>& checkpoint);
    void writeHeld();
    void giveUp();
    void conclude(const QString& path, const std::optional<Stamp>& stamp, const RunMoment& moment);
    /// Notes that what was written is the present run.
    void concludePresent(const QString& file, const std::optional<Stamp>& stamp, const RunMoment& moment);

    RunSession& m_session;
    std::shared_ptr<OpenFiles> m_files;
    QString m_path;
    FileClaim m_claim; ///< claim of m_path; null if that is empty
    std::optional<Stamp> m_stamp; ///< stamp of the file at m_path when the run was read from it or written to it
    Loss m_loss = Loss::None; ///< change of the file since then
    int m_runs = 0; ///< counts them, so that what was saved of an earlier one is not taken for the present one
    int m_writtenRun = 0; ///< the one that is being written
    FileClaim m_savingTo; ///< file for the checkpoint that was asked for; null: none was
    /// Checkpoint that was ready while another was being written; it is written to m_savingTo.
    std::shared_ptr<const Checkpoint> m_held;
    Job m_writing; ///< declared after all that it uses
};

} // namespace isthmus
