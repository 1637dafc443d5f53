// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunFile.h"

#include "core/base/Error.h"
#include "core/runs/RunFile.h"
#include "ui/session/RunSession.h"

#include <QFileInfo>

#include <utility>

namespace isthmus {
namespace {

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

RunFile::RunFile(RunSession& session, std::shared_ptr<OpenFiles> files)
    : QObject(&session)
    , m_session(session)
    , m_files(std::move(files))
{
    connect(&m_session, &RunSession::checkpointReady, this, &RunFile::write);
    connect(&m_session, &RunSession::checkpointRefused, this, &RunFile::giveUp);
    connect(&m_session, &RunSession::runChanged, this, &RunFile::forgetRun);
    connect(&m_writing, &Job::busyChanged, this, &RunFile::tellBusy);
    connect(&m_writing, &Job::busyChanged, this, &RunFile::writeHeld, Qt::QueuedConnection);
    connect(&m_writing, &Job::failed, this, &RunFile::failed);
}

RunFile::~RunFile() = default;

void RunFile::forgetRun()
{
    if (!m_session.isSameRun()) {
        setPath({});
        ++m_runs;
    }
    m_savingTo.reset();
    m_held.reset();
    tellBusy();
}

void RunFile::setPath(const QString& path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_stamp.reset();
    m_loss = Loss::None;
    m_claim = path.isEmpty() ? nullptr : m_files->claim(m_session, path);
    emit pathChanged();
}

void RunFile::setOpened(const QString& path)
{
    setPath(QFileInfo(path).absoluteFilePath());
    m_stamp = stampOf(m_path);
}

void RunFile::saveTo(const QString& path)
{
    look();
    m_held.reset();
    m_savingTo = m_files->claim(m_session, path);
    emit work(tr("Saving %1...").arg(nameOf(path)));
    m_session.requestCheckpoint();
    tellBusy();
}

void RunFile::tellBusy()
{
    if (isFree())
        emit work({});
    emit busyChanged();
}

void RunFile::write(const std::shared_ptr<const Checkpoint>& checkpoint)
{
    if (!isAsked())
        return; // another asked for it
    if (m_writing.isBusy()) {
        m_held = checkpoint;
        return;
    }
    m_writtenRun = m_runs;
    m_writing.start([this, checkpoint, to = std::exchange(m_savingTo, nullptr)]() -> Job::Next {
        writeRunFile(to->path.toStdString(), *checkpoint);
        return [this, to, stamp = stampOf(to->path), moment = RunMoment::of(*checkpoint)] {
            conclude(to->path, stamp, moment);
        };
    });
}

void RunFile::writeHeld()
{
    if (m_held && !m_writing.isBusy())
        write(std::exchange(m_held, nullptr));
}

void RunFile::giveUp()
{
    if (!isAsked() || m_held)
        return;
    m_savingTo.reset();
    tellBusy();
    emit failed(QString::fromStdString(m_session.status().message));
}

void RunFile::conclude(const QString& path, const std::optional<Stamp>& stamp, const RunMoment& moment)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    emit written(file);
    if (m_writtenRun == m_runs)
        concludePresent(file, stamp, moment);
    if (!isAsked())
        emit finished();
}

void RunFile::concludePresent(const QString& file, const std::optional<Stamp>& stamp, const RunMoment& moment)
{
    const QString sentence = m_loss == Loss::Gone && file == m_path ? tr("Saved %1 anew, step %2: its file was gone")
                                                                    : tr("Saved %1, step %2");
    setPath(file);
    m_stamp = stamp;
    m_loss = Loss::None;
    m_session.setSaved(moment);
    emit saved(moment);
    emit told(sentence.arg(nameOf(file), QString::fromStdString(grouped(moment.step))));
}

RunFile::Loss RunFile::look()
{
    if (!m_stamp || m_loss != Loss::None || m_writing.isBusy() || !m_session.hasRun())
        return m_loss;
    const std::optional<Stamp> now = stampOf(m_path);
    if (now == m_stamp)
        return m_loss;
    m_loss = now ? Loss::Replaced : Loss::Gone;
    m_session.setModified(true);
    return m_loss;
}

QString RunFile::lossSentence() const
{
    switch (m_loss) {
    case Loss::Gone:
        return tr("The file %1 is gone.").arg(nameOf(m_path));
    case Loss::Replaced:
        return tr("Another program has changed %1 since.").arg(nameOf(m_path));
    case Loss::None:
        break;
    }
    return {};
}

std::optional<RunFile::Stamp> RunFile::stampOf(const QString& path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return std::nullopt;
    return Stamp{file.size(), file.lastModified()};
}

} // namespace isthmus
