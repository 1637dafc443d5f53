// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/ImportDialog.h"

#include <QObject>

class QPushButton;
class QWidget;

namespace isthmus {

class ImportActions;
class MessageBanner;
class RunSession;
struct ImportReport;

/// Says what an import took for what: the code, the heads, the scaling, and what was guessed. A banner says so until
/// it is closed or another run begins, with a button that opens the dialog again to choose another code, where the
/// file has more than weights. Lives on the window's thread.
class ImportNote : public QObject
{
    Q_OBJECT
public:
    /// @param over  widget at whose top the banner stands
    ImportNote(RunSession& session, ImportActions& imports, QWidget* over);

    [[nodiscard]] MessageBanner& banner() const { return *m_banner; }

private:
    void show(const ImportChoice& choice, const ImportReport& report);

    RunSession& m_session;
    ImportActions& m_imports;
    MessageBanner* m_banner;
    QPushButton* m_other;
    ImportChoice m_choice; ///< of the import that the banner is about
};

} // namespace isthmus
