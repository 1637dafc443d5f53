// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/io/RecoveryFile.h"
#include "ui/session/Errand.h"
#include "ui/session/Session.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace isthmus {

class FileActions;

/// Keeps the run in a recovery file, every minute while there is something new, never in the user's own file. Not the
/// demonstration that nobody has touched. The file goes when the run is saved, given up for another one, or the window
/// is closed; after any other end the next start finds it. Written on a thread of its own, from a checkpoint that the
/// trainer hands over between two steps. Lives on the window's thread.
class Autosave : public QObject
{
    Q_OBJECT
public:
    Autosave(Session& session, FileActions& files, QObject* parent);
    ~Autosave() override;

    /// Where recovery files lie: one folder for all instances of this user.
    [[nodiscard]] static QString folder();

    /// Saves if there is something new; the timer calls it every minute.
    void look();

    /// Is a save under way?
    [[nodiscard]] bool isBusy() const { return m_isAsked || m_writing.isBusy(); }

    /// The present run came from this recovery file, and is kept in it from now on.
    void adopt(std::unique_ptr<RecoveryFile> file);

    /// For the window that closes: whatever was not saved is given up.
    void end();

signals:
    void failed(const QString& sentence); ///< once, until it works again

private:
    /// What a recovery file can lag behind.
    struct Moment
    {
        std::int64_t step = 0;
        Knobs knobs;
        [[nodiscard]] bool operator==(const Moment&) const = default;
    };

    void runBegins();
    void followModified();
    void write(const std::shared_ptr<const Checkpoint>& checkpoint);
    void discard();
    [[nodiscard]] Moment now() const;

    Session& m_session;
    FileActions& m_files;
    QTimer m_timer;
    std::optional<Moment> m_kept; ///< in this file or in the user's; empty: there is something new at any rate
    bool m_isTouched = false; ///< by the user: no mere demonstration
    bool m_isAsked = false; ///< for a checkpoint
    bool m_isObsolete = false; ///< what is being written
    bool m_hasFailed = false;
    std::unique_ptr<RecoveryFile> m_file; ///< of the writing thread while that is busy
    Errand m_writing; ///< after all that it uses
};

} // namespace isthmus
