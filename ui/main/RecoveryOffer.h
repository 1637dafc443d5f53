// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RecoveryFile.h"
#include "ui/session/Job.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace isthmus {

class FileActions;
class MessageBanner;

/// Offers what was kept of the run of a program that ended without closing it, in a banner that stops nothing. The
/// newest is offered first. What is neither opened nor discarded is offered again at the next start. Lives on the
/// window's thread.
class RecoveryOffer : public QObject
{
    Q_OBJECT
public:
    /// @param over  the widget at whose top the banner stands
    RecoveryOffer(FileActions& files, QWidget* over);
    ~RecoveryOffer() override;

    /// Gives the files of a further run, in which a kept run is opened if the present one is not to be left; null if
    /// there is no room for one.
    using Elsewhere = std::function<FileActions*()>;
    void setElsewhere(Elsewhere elsewhere) { m_elsewhere = std::move(elsewhere); }

    /// Looks for recovery files on a thread of its own, and offers what it finds.
    void begin();
    [[nodiscard]] bool isLooking() const { return m_looking.isBusy(); }

    [[nodiscard]] MessageBanner& banner() { return *m_banner; }

private:
    struct Left
    {
        std::unique_ptr<RecoveryFile> file;
        QString sentence; ///< sentence that says what it is, and when it was kept
    };

    [[nodiscard]] static std::vector<Left> find();
    void offerNext();
    void open();
    /// @param files  actions of the run that was read from this recovery file
    void take(const QString& path, FileActions& files);
    void discard();

    FileActions& m_files;
    Elsewhere m_elsewhere;
    MessageBanner* m_banner;
    std::vector<Left> m_left; ///< the first one is offered
    Job m_looking;
};

} // namespace isthmus
