// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FileActions.h"

#include "core/base/Error.h"
#include "core/io/Datasets.h"
#include "core/io/Presets.h"
#include "core/io/RunFile.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/opening.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

bool isBuiltin(const QString& name)
{
    const std::vector<BuiltinDataset> sets = builtinDatasets();
    return std::any_of(
        sets.begin(), sets.end(), [&](const auto& set) { return name == QString::fromStdString(set.name); });
}

QString shortName(const QString& path)
{
    return isBuiltin(path) ? path : QFileInfo(path).fileName();
}

} // namespace

FileActions::FileActions(Session& session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
    , m_dataMenu(new QMenu(tr("Open &data"), window))
    , m_openFile(new QAction(tr("From files..."), this))
    , m_openFolder(new QAction(tr("From a folder..."), this))
    , m_openRun(new QAction(tr("Open &run..."), this))
    , m_save(new QAction(tr("&Save"), this))
    , m_saveAs(new QAction(tr("Save &as..."), this))
{
    m_openFile->setShortcut(QKeySequence::Open);
    m_openRun->setShortcut(QKeySequence("Ctrl+Shift+O"));
    m_save->setShortcut(QKeySequence::Save);
    m_saveAs->setShortcut(QKeySequence("Ctrl+Shift+S"));
    m_save->setToolTip(tr("Save the run: model, optimiser and history (Ctrl+S)"));
    makeDataMenu();
    connect(m_openFile, &QAction::triggered, this, [this] { open(askForDataFile(m_window)); });
    connect(m_openFolder, &QAction::triggered, this, [this] { open(askForDataFolder(m_window)); });
    connect(m_openRun, &QAction::triggered, this, [this] { open(askForRunFile(m_window)); });
    connect(m_save, &QAction::triggered, this, &FileActions::saveRun);
    connect(m_saveAs, &QAction::triggered, this, &FileActions::saveRunAs);
    connect(&m_session, &Session::checkpointReady, this, &FileActions::write);
    connect(&m_session, &Session::runChanged, this, [this] {
        setRunPath({});
        m_savingTo.clear();
        m_held.reset();
        if (!isSaving())
            m_afterSave = nullptr;
        enable();
    });
    connect(&m_reading, &Errand::busyChanged, this, &FileActions::enable);
    connect(&m_writing, &Errand::busyChanged, this, &FileActions::enable);
    connect(&m_writing, &Errand::busyChanged, this, &FileActions::writeHeld, Qt::QueuedConnection);
    connect(&m_reading, &Errand::failed, this,
        [this](const QString& message) { showError(m_window, tr("It could not be opened"), message); });
    connect(&m_writing, &Errand::failed, this, [this](const QString& message) {
        if (!isSaving())
            m_afterSave = nullptr;
        m_session.setModified(true);
        showError(m_window, tr("It could not be saved"), message);
    });
    enable();
}

FileActions::~FileActions() = default;

void FileActions::makeDataMenu()
{
    for (const BuiltinDataset& set : builtinDatasets()) {
        QAction* action = m_dataMenu->addAction(QString::fromStdString(set.title));
        action->setEnabled(set.available);
        if (!set.available)
            action->setText(tr("%1 (needs the package %2)").arg(action->text(), QString::fromStdString(set.package)));
        connect(action, &QAction::triggered, this, [this, name = QString::fromStdString(set.name)] { openData(name); });
    }
    m_dataMenu->addSeparator();
    m_dataMenu->addAction(m_openFile);
    m_dataMenu->addAction(m_openFolder);
}

void FileActions::fill(QMenu* fileMenu)
{
    fileMenu->addMenu(m_dataMenu);
    fileMenu->addAction(m_openRun);
    QMenu* recent = fileMenu->addMenu(tr("Open re&cent"));
    connect(fileMenu, &QMenu::aboutToShow, recent, [this, recent] { fillRecent(recent); });
    fileMenu->addSeparator();
    fileMenu->addAction(m_save);
    fileMenu->addAction(m_saveAs);
}

void FileActions::fillRecent(QMenu* menu)
{
    menu->clear();
    m_recentRuns.fill(menu, tr("Runs"), [this](const QString& path) { openRunFile(path); });
    m_recentData.fill(menu, tr("Data"), [this](const QString& path) { openData(path); });
    menu->menuAction()->setEnabled(!menu->isEmpty());
}

void FileActions::enable()
{
    for (QAction* action : {m_openFile, m_openFolder, m_openRun})
        action->setEnabled(!m_reading.isBusy());
    const bool canSave = m_session.hasRun() && !m_writing.isBusy() && m_savingTo.isEmpty();
    m_save->setEnabled(canSave);
    m_saveAs->setEnabled(canSave);
    if (!m_reading.isBusy() && !m_writing.isBusy() && m_savingTo.isEmpty())
        emit work({});
}

void FileActions::open(const QString& path)
{
    if (path.isEmpty())
        return;
    if (looksLikeRun(path.toStdString()) || path.endsWith(".safetensors"))
        openRunFile(path);
    else
        openData(path);
}

void FileActions::openData(const QString& nameOrPath)
{
    askToRead(nameOrPath, [this, nameOrPath] { readData(nameOrPath); });
}

void FileActions::openRunFile(const QString& path)
{
    askToRead(path, [this, path] {
        readRun(path, [this, path] {
            setRunPath(QFileInfo(path).absoluteFilePath());
            m_recentRuns.add(m_runPath);
            m_session.setModified(false);
        });
    });
}

void FileActions::openKeptRun(const QString& path, std::function<void()> opened)
{
    askToRead(tr("the kept run"), [this, path, then = std::move(opened)] { readRun(path, then); });
}

void FileActions::askToRead(const QString& name, std::function<void()> read)
{
    leaveRun(tr("Save the run before opening %1?").arg(shortName(name)), [this, todo = std::move(read), name] {
        if (m_reading.isBusy())
            return;
        emit work(tr("Opening %1...").arg(shortName(name)));
        todo();
    });
}

void FileActions::readData(const QString& nameOrPath)
{
    m_reading.start([this, nameOrPath]() -> Errand::Next {
        const std::shared_ptr<const Dataset> data = openDataset(nameOrPath.toStdString());
        return [this, data, nameOrPath] {
            startOn(data);
            if (!isBuiltin(nameOrPath))
                m_recentData.add(QFileInfo(nameOrPath).absoluteFilePath());
        };
    });
}

void FileActions::startOn(const std::shared_ptr<const Dataset>& data)
{
    const bool wasTraining = m_session.hasRun() && m_session.isTraining();
    const RunSpec run =
        m_session.hasRun() ? runOnData(data, &m_session.run(), m_session.knobs()) : runOnData(data, nullptr, {});
    try {
        m_session.startRun(run);
    } catch (const Error& misfit) {
        startOnPreset(run, QString::fromUtf8(misfit.what()));
    }
    m_session.setModified(true);
    if (wasTraining)
        m_session.play();
    emit newRunByUser();
}

void FileActions::startOnPreset(const RunSpec& run, const QString& misfit)
{
    const std::vector<std::string>& names = presetNames();
    const bool isPreset = std::find(names.begin(), names.end(), run.model.name) != names.end();
    const RunSpec other = withPreset(run, isPreset ? run.model.name : "vae-2d");
    m_session.startRun(other);
    showError(m_window, tr("The model does not fit these images"),
        tr("The model \"%1\" does not fit %2 (%3). The preset \"%4\" was taken instead.")
            .arg(QString::fromStdString(run.model.title), QString::fromStdString(run.data->title), misfit,
                QString::fromStdString(other.model.title)));
}

void FileActions::readRun(const QString& path, std::function<void()> opened)
{
    m_reading.start([this, path, then = std::move(opened)]() -> Errand::Next {
        const OpenedRun run = openRun(path.toStdString());
        const std::shared_ptr<ResumedRun> resumed = m_session.makeResumed(run.run, *run.checkpoint);
        return [this, resumed, then] {
            m_session.startResumed(*resumed);
            then();
            emit newRunByUser();
        };
    });
}

void FileActions::saveRun()
{
    if (m_runPath.isEmpty())
        saveRunAs();
    else
        saveTo(m_runPath);
}

void FileActions::saveRunAs()
{
    const QString name = QString::fromStdString(m_session.run().model.name) + ".safetensors";
    saveTo(askWhereToSave(m_window, m_runPath.isEmpty() ? name : m_runPath));
}

void FileActions::saveTo(const QString& path)
{
    if (path.isEmpty()) {
        m_afterSave = nullptr;
        return;
    }
    m_savingTo = path;
    emit work(tr("Saving %1...").arg(shortName(path)));
    m_session.requestCheckpoint();
    m_save->setEnabled(false);
    m_saveAs->setEnabled(false);
}

bool FileActions::isSaving() const
{
    const bool isAwaited = !m_savingTo.isEmpty() && (m_held || m_session.status().state != TrainerState::Failed);
    return m_writing.isBusy() || isAwaited;
}

void FileActions::write(const std::shared_ptr<const Checkpoint>& checkpoint)
{
    if (m_writing.isBusy()) {
        m_held = checkpoint;
        return;
    }
    const QString path = std::exchange(m_savingTo, {});
    if (path.isEmpty())
        return;
    m_session.setModified(false); // what is changed from now on is not in this file
    m_writing.start([this, checkpoint, path]() -> Errand::Next {
        writeRunFile(path.toStdString(), *checkpoint);
        return [this, path] { written(path); };
    });
}

void FileActions::writeHeld()
{
    if (m_held && !m_writing.isBusy())
        write(std::exchange(m_held, nullptr));
}

void FileActions::written(const QString& path)
{
    setRunPath(QFileInfo(path).absoluteFilePath());
    m_recentRuns.add(m_runPath);
    emit saved();
    if (isSaving())
        return;
    if (const std::function<void()> next = std::exchange(m_afterSave, nullptr))
        next();
}

void FileActions::setRunPath(const QString& path)
{
    if (path == m_runPath)
        return;
    m_runPath = path;
    emit runPathChanged();
}

void FileActions::leaveRun(const QString& question, std::function<void()> next)
{
    if (m_question)
        return;
    if (!m_session.isModified()) {
        next();
        return;
    }
    m_question = askToSave(m_window, question, [this, then = std::move(next)](SaveAnswer answer) {
        m_question = nullptr;
        if (answer == SaveAnswer::Discard) {
            then();
        } else if (answer == SaveAnswer::Save) {
            m_afterSave = then;
            saveRun();
        }
    });
}

} // namespace isthmus
