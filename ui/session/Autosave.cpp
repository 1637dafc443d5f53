// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Autosave.h"

#include "ui/session/RunFile.h"

#include <QStandardPaths>

#include <chrono>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::minutes kAutosavePace{1};

} // namespace

Autosave::Autosave(RunSession& session)
    : QObject(&session)
    , m_session(session)
{
    connect(&m_session, &RunSession::runChanged, this, &Autosave::runBegins);
    connect(&m_session, &RunSession::modifiedChanged, this, [this] {
        if (!m_session.isUnsaved())
            discard();
    });
    connect(&m_session, &RunSession::checkpointReady, this, &Autosave::write);
    connect(&m_session, &RunSession::checkpointRefused, this, [this] {
        m_isAsked = false;
        giveUp();
    });
    connect(&m_session.file(), &RunFile::saved, this, [this](const RunMoment& saved) {
        const bool isAhead = m_kept && m_kept->revision == saved.revision && m_kept->step > saved.step;
        if (!m_session.isUnsaved() || (!isAhead && m_kept != m_session.moment()))
            discard(); // it holds nothing that the user's file does not
    });
    connect(&m_writing, &Job::failed, this, [this](const QString& message) {
        m_kept.reset();
        if (!std::exchange(m_hasFailed, true))
            emit failed(tr("The run could not be kept for recovery: %1").arg(message));
        giveUp();
    });
    connect(&m_writing, &Job::busyChanged, this, &Autosave::goOn);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::look);
    m_timer.start(kAutosavePace);
}

Autosave::~Autosave() = default;

QString Autosave::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/recovery";
}

bool Autosave::hasNews() const
{
    return m_session.isUnsaved() && m_session.status().state != TrainerState::Failed && m_kept != m_session.moment();
}

void Autosave::look()
{
    if (m_writing.isBusy() || !hasNews())
        return;
    m_isAsked = true;
    m_session.requestCheckpoint();
}

void Autosave::runBegins()
{
    m_isAsked = false;
    if (!m_session.isSameRun())
        discard();
    goOn();
}

void Autosave::keep(std::function<void()> done)
{
    m_timer.stop();
    m_done = std::move(done);
    goOn();
}

void Autosave::goOn()
{
    if (!m_done || isBusy())
        return;
    if (hasNews())
        look();
    else
        giveUp();
}

void Autosave::giveUp()
{
    if (const std::function<void()> done = std::exchange(m_done, nullptr))
        done();
}

void Autosave::write(const std::shared_ptr<const Checkpoint>& checkpoint)
{
    if (!std::exchange(m_isAsked, false))
        return;
    m_isObsolete = false;
    m_kept = RunMoment::of(*checkpoint);
    m_writing.start([this, checkpoint, runPath = m_session.file().path().toStdString(),
                        place = folder().toStdString()]() -> Job::Next {
        if (!m_file)
            m_file = RecoveryFile::make(place);
        m_file->write(*checkpoint, runPath);
        return [this] {
            m_hasFailed = false;
            if (m_isObsolete)
                discard();
        };
    });
}

void Autosave::adopt(std::unique_ptr<RecoveryFile> file)
{
    m_writing.wait(); // it has the file of the run before
    discard();
    m_file = std::move(file);
    m_kept = m_session.moment();
}

void Autosave::discard()
{
    m_kept.reset();
    if (m_writing.isBusy()) {
        m_isObsolete = true;
    } else if (m_file) {
        m_file->remove();
        m_file.reset();
    }
}

void Autosave::end()
{
    m_timer.stop();
    m_isAsked = false;
    m_writing.wait();
    discard();
}

} // namespace isthmus
