// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main/Reading.h"
#include "ui/session/DataChoice.h"

#include <QObject>

#include <memory>

class QAction;
class QMenu;
class QPushButton;
class QWidget;

namespace isthmus {

class MessageBanner;
class RunSession;
struct Checkpoint;
struct ResumedRun;

/// Offers to look for the data of a run that can only be explored. A banner says why the run cannot go on, and the user
/// may choose a place where the data is. Data that is what the run was trained on lets it go on exactly; other images
/// of the same shape, as its own are where they have changed since, may be explored, or a new run may begin on them
/// with what this one has learned. Lives on the window's thread and reads on one of its own.
class DataOffer : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    DataOffer(RunSession& session, QWidget* over);
    ~DataOffer() override;

    /// "Locate data" for the File menu: a file or a folder. Disabled where nothing is missing.
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    [[nodiscard]] MessageBanner& banner() const { return *m_banner; }

    /// The search for the data, while it is under way.
    [[nodiscard]] Reading& looking() { return m_looking; }

    /// Looks whether the data at this path is the run's. Nothing where the path is empty.
    void locate(const QString& path);

signals:
    void located(const isthmus::DataChoice& choice); ///< the run goes on, or is explored, with data at another place

private:
    /// The data at a place, as it may be taken over.
    struct Found
    {
        std::shared_ptr<ResumedRun> run;
        QString difference; ///< how it differs from the run's data; empty: not at all
    };

    void showRun();
    /// Where the run's data was.
    [[nodiscard]] QString missing() const;
    void enable();
    void take(const QString& path, const std::shared_ptr<const Checkpoint>& asked, const Found& found);
    void askToExplore(const QString& path, const Found& found);
    void takeOther(ResumedRun& run);
    void tellPlace();
    /// Begins a new run with the model on the other images that are explored.
    void beginHere();

    RunSession& m_session;
    QWidget* m_over;
    QMenu* m_menu;
    QAction* m_file;
    QAction* m_folder;
    MessageBanner* m_banner;
    QPushButton* m_begin;
    Reading m_looking{m_session};
};

} // namespace isthmus
