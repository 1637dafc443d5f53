// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/ImportReport.h"
#include "ui/dialogs/ImportDialog.h"
#include "ui/main/Reading.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;
class QWidget;

namespace isthmus {

class FileActions;
class RunSession;
struct ResumedRun;

/// Imports models that were trained elsewhere: by a dialog, or dropped on the window. They become a run that has not
/// begun on the images that are open, or one to explore without any. Reads on a thread of its own; lives on the
/// window's.
class ImportActions : public QObject
{
    Q_OBJECT
public:
    ImportActions(RunSession& session, FileActions& files, QWidget* window);
    ~ImportActions() override;

    [[nodiscard]] QAction* action() const { return m_action; }

    /// The import that is under way.
    [[nodiscard]] Reading& reading() { return m_reading; }

    /// Is it a file of the kind that is imported rather than opened?
    [[nodiscard]] static bool takes(const QString& path);
    /// A whole model or a decoder in one ONNX file: for the images that are open where it takes them, else without.
    void importFile(const QString& path);
    /// Offers an import when a file was opened as a run and is a model of another program: asks whether to import it,
    /// and shows the dialog with its name.
    void offer(const QString& path);
    /// The dialog as it was filled in for an import, to choose another code.
    void importAgain(const ImportChoice& choice);

signals:
    /// A run of an imported model has begun.
    /// @param report  what was taken for what
    void imported(const ImportChoice& choice, const ImportReport& report);

private:
    /// @param path  empty: the user names the file
    void openDialog(const QString& path);
    /// @param orWithout  data, where the model does not fit the images that are open
    void read(const ImportChoice& choice, bool orWithout);
    void adopt(const std::shared_ptr<ResumedRun>& run, const ImportChoice& choice, const ImportReport& report);
    void showBusy();
    void showFault(const QString& sentence);

    RunSession& m_session;
    FileActions& m_files;
    QWidget* m_window;
    QAction* m_action;
    QPointer<ImportDialog> m_dialog;
    Reading m_reading{m_session};
};

} // namespace isthmus
