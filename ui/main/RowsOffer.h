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

/// For a run that begins on rows of numbers whose count is a square: says in a banner that they may be pictures, and
/// reads them so at the press of a button. Says it once for each data set, and not where a size was chosen. Lives on
/// the window's thread.
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
    std::weak_ptr<const Dataset> m_offered; ///< whose rows were spoken about
    int m_side = 0; ///< of the pictures that are offered
};

} // namespace isthmus
