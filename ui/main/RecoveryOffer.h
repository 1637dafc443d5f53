// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runs/RecoveryFile.h"
#include "ui/main/FurtherRun.h"
#include "ui/session/Job.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QMessageBox;
class QPushButton;

namespace isthmus {

class FileActions;
class MessageBanner;
class Reading;
class RunSession;
class Workbench;

/// Offers what was kept of the runs of a program that ended without closing them, in a banner that stops nothing. The
/// newest is offered first. What is neither opened nor discarded is offered again at the next start. A kept run is
/// opened in place of the run in front, or as a further one if that is not to be left. One is read at a time. Belongs
/// to the window, and lives on its thread.
class RecoveryOffer : public QObject
{
    Q_OBJECT
public:
    /// @param filesOf  gives what opens a file in the place of a run
    /// @param further  opens a run beside the others
    /// @param over     the widget at whose top the banner stands until it is moved
    RecoveryOffer(Workbench& bench, FurtherRun::FilesOf filesOf, FurtherRun& further, QWidget* over, QObject* parent);
    ~RecoveryOffer() override;

    /// Looks for recovery files on a thread of its own, and offers what it finds.
    void begin();
    [[nodiscard]] bool isLooking() const { return m_looking.isBusy(); }

    /// It stands in the page that is in front.
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
    [[nodiscard]] FileActions& placeForRun();
    void follow(Reading& reading);
    [[nodiscard]] bool isReading() const;
    void showReading();
    /// @param files  actions of the run that was read from this recovery file
    void take(const QString& path, FileActions& files);
    void discard(); ///< asks first
    void forget(const QString& path);
    [[nodiscard]] std::vector<Left>::iterator placeOf(const QString& path);

    Workbench& m_bench;
    FurtherRun::FilesOf m_filesOf;
    FurtherRun& m_further;
    MessageBanner* m_banner;
    QPushButton* m_open;
    QPointer<QMessageBox> m_question; ///< whether the run that is offered is to be discarded
    std::vector<Left> m_left; ///< the first one is offered
    QPointer<Reading> m_reading; ///< reading of the kept run that was opened last; null once its page is closed
    Job m_looking;
};

} // namespace isthmus
