// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/Autosave.h"

#include "ui/main/FileActions.h"

#include <QStandardPaths>

#include <chrono>
#include <utility>

namespace isthmus {
namespace {

constexpr std::chrono::minutes kAutosavePace{1};

} // namespace

Autosave::Autosave(Session& session, FileActions& files, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_files(files)
{
    connect(&m_session, &Session::runChanged, this, &Autosave::runBegins);
    connect(&m_session, &Session::modifiedChanged, this, &Autosave::followModified);
    connect(&m_session, &Session::checkpointReady, this, &Autosave::write);
    connect(&m_files, &FileActions::saved, this, &Autosave::discard);
    connect(&m_writing, &Errand::failed, this, [this](const QString& message) {
        m_kept.reset();
        if (!std::exchange(m_hasFailed, true))
            emit failed(tr("The run could not be kept for recovery: %1").arg(message));
    });
    connect(&m_timer, &QTimer::timeout, this, &Autosave::look);
    m_timer.start(kAutosavePace);
}

Autosave::~Autosave() = default;

QString Autosave::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/recovery";
}

Autosave::Moment Autosave::now() const
{
    return {m_session.status().step, m_session.knobs()};
}

void Autosave::look()
{
    if (!m_session.hasRun() || m_writing.isBusy() || m_session.status().state == TrainerState::Failed)
        return;
    const bool isUsers = m_isTouched || !m_files.runPath().isEmpty();
    if (!isUsers || m_kept == now())
        return;
    m_isAsked = true;
    m_session.requestCheckpoint();
}

void Autosave::runBegins()
{
    m_isAsked = false;
    if (m_session.isSameRun())
        return;
    discard();
    m_isTouched = false;
    followModified();
}

void Autosave::followModified()
{
    m_isTouched = m_isTouched || m_session.isModified();
    if (m_session.isModified() || !m_session.hasRun())
        m_kept.reset();
    else
        m_kept = now();
}

void Autosave::write(const std::shared_ptr<const Checkpoint>& checkpoint)
{
    if (!std::exchange(m_isAsked, false))
        return;
    m_isObsolete = false;
    m_kept = Moment{checkpoint->step, checkpoint->knobs};
    m_writing.start([this, checkpoint, runPath = m_files.runPath().toStdString(),
                        place = folder().toStdString()]() -> Errand::Next {
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
    discard();
    m_file = std::move(file);
    m_kept = now();
}

void Autosave::discard()
{
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
