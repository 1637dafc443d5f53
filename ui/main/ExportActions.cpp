// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ExportActions.h"

#include "ui/dialogs/ExportDialog.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/main/FileActions.h"
#include "ui/main/whyProtected.h"
#include "ui/session/RunSession.h"
#include "ui/session/runName.h"
#include "ui/widgets/epochText.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMenu>

#include <chrono>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::milliseconds kPace{40};
constexpr int kNiceness = 10; // below the window's thread

QString momentText(const StepRecord& record)
{
    return ExportActions::tr("Weights of the newest moment: step %1, epoch %2. Training may go on meanwhile.")
        .arg(QString::fromStdString(grouped(record.step)), epochText(record.epoch));
}

} // namespace

ExportActions::ExportActions(RunSession& session, const FileActions& files, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_files(files)
    , m_window(window)
{
    for (const ExportType& type : exportTypes()) {
        auto* action = new QAction(QCoreApplication::translate("RunExports", type.menuText), this);
        action->setObjectName(QString("export-") + type.id);
        connect(action, &QAction::triggered, this, [this, &type] { open(type); });
        m_actions.push_back(action);
    }
    m_pace.setInterval(kPace);
    connect(&m_pace, &QTimer::timeout, this, [this] {
        if (m_dialog)
            m_dialog->showProgress(m_job.progress());
    });
    connect(&m_job, &Job::failed, this, &ExportActions::failed);
    connect(&m_job, &Job::cancelled, this, [this] { failed({}); });
    connect(&m_session, &RunSession::runChanged, this, &ExportActions::enable);
    connect(&m_session, &RunSession::snapshotChanged, this, &ExportActions::enable);
    enable();
}

ExportActions::~ExportActions() = default;

void ExportActions::fill(QMenu* exportMenu)
{
    for (QAction* action : m_actions)
        exportMenu->addAction(action);
}

void ExportActions::enable()
{
    const bool canExport = m_session.hasRun() && m_session.snapshot();
    const bool hasImages = canExport && !m_session.shownSamples().empty();
    for (std::size_t i = 0; i < m_actions.size(); ++i)
        m_actions[i]->setEnabled(exportTypes()[i].needsImages ? hasImages : canExport);
}

void ExportActions::open(const ExportType& type)
{
    if (m_dialog || m_job.isBusy())
        return;
    const ExportSource source = exportSource(m_session);
    const QString name = nameForFiles(m_session) + '-' + type.id;
    m_dialog = new ExportDialog(
        type, source, QDir(lastFolder()).filePath(name), momentText(source.snapshot->record), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setForbidden([this](const QString& path) { return whyProtected(path, m_session, m_files.runPath()); });
    connect(m_dialog, &ExportDialog::wanted, this,
        [this, &type, source](
            const QString& path, const std::vector<int>& chosen) { start(type, source, path, chosen); });
    connect(m_dialog, &ExportDialog::cancelled, this, [this] { m_job.cancel(); });
    m_dialog->open();
}

void ExportActions::start(
    const ExportType& type, const ExportSource& source, const QString& path, const std::vector<int>& chosen)
{
    emit work(tr("Writing %1...").arg(QFileInfo(path).fileName()));
    m_job.start(
        [this, &type, source, path, chosen, threads = m_session.threads()](const Progress& progress) -> Job::Next {
            setThreadNiceness(kNiceness);
            ThreadPool pool(threads, kNiceness);
            type.write(source, chosen, path.toStdString(), pool, progress);
            return [this, path] { finished(path); };
        });
    m_pace.start();
}

void ExportActions::finished(const QString& path)
{
    m_pace.stop();
    emit work({});
    rememberFolderOf(path);
    if (m_dialog)
        m_dialog->accept();
    emit told(tr("Saved %1").arg(path));
}

void ExportActions::failed(const QString& sentence)
{
    m_pace.stop();
    emit work({});
    if (m_dialog)
        m_dialog->showFailure(sentence);
}

} // namespace isthmus
