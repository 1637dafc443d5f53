// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <QObject>

#include <memory>

class QPushButton;
class QWidget;

namespace isthmus {

class FileActions;
class MessageBanner;
class RunSession;

/// Offers to read rows of numbers as pictures, when a run begins whose rows have a square number of them. A banner says
/// so, with a button that does it. It appears once for each data set, and not where a size was chosen. Lives on the
/// window's thread.
class RowsOffer : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    RowsOffer(RunSession& session, FileActions& files, QWidget* over);

    [[nodiscard]] MessageBanner& banner() const { return *m_banner; }

private:
    void showRun();
    void readAsPictures();

    RunSession& m_session;
    FileActions& m_files;
    MessageBanner* m_banner;
    QPushButton* m_take;
    std::weak_ptr<const Dataset> m_offered; ///< data set whose rows were offered
    int m_side = 0; ///< side of the pictures that are offered
};

} // namespace isthmus
