// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RecoveryFile.h"
#include "ui/session/Job.h"

#include <QObject>
#include <QString>

#include <memory>
#include <vector>

namespace isthmus {

class FileActions;
class MessageBanner;
class RunSession;

/// After a program that ended without closing its run: offers what was kept of it, in a banner that stops nothing. The
/// newest first; what is neither opened nor discarded is offered again at the next start. Lives on the window's thread.
class RecoveryOffer : public QObject
{
    Q_OBJECT
public:
    /// @param over  the widget at whose top the banner stands
    RecoveryOffer(RunSession& session, FileActions& files, QWidget* over);
    ~RecoveryOffer() override;

    /// Looks for recovery files on a thread of its own, and offers what it finds.
    void begin();

    [[nodiscard]] MessageBanner& banner() { return *m_banner; }

private:
    struct Left
    {
        std::unique_ptr<RecoveryFile> file;
        QString sentence; ///< what it is, and when it was kept
    };

    [[nodiscard]] static std::vector<Left> find();
    void offerNext();
    void open();
    void take(const QString& path); ///< the run that was read from this recovery file
    void discard();

    RunSession& m_session;
    FileActions& m_files;
    MessageBanner* m_banner;
    std::vector<Left> m_left; ///< the first one is offered
    Job m_looking;
};

} // namespace isthmus
