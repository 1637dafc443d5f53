// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunSaving.h"

#include "core/base/Error.h"
#include "core/io/RunFile.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/Reading.h"
#include "ui/main/whyProtected.h"
#include "ui/session/Session.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

RunSaving::RunSaving(Session& session, QWidget* window)
    : m_session(session)
    , m_window(window)
{
    connect(&m_session, &Session::checkpointReady, this, &RunSaving::write);
    connect(&m_session, &Session::runChanged, this, &RunSaving::forgetRun);
    connect(&m_writing, &Errand::busyChanged, this, &RunSaving::tellBusy);
    connect(&m_writing, &Errand::busyChanged, this, &RunSaving::writeHeld, Qt::QueuedConnection);
    connect(&m_writing, &Errand::failed, this, &RunSaving::fail);
}

RunSaving::~RunSaving() = default;

QWidget* RunSaving::front() const
{
    if (m_dialog)
        return m_dialog;
    QWidget* modal = QApplication::activeModalWidget();
    return modal && modal != m_question ? modal : m_window;
}

void RunSaving::forgetRun()
{
    if (!m_session.isSameRun()) {
        setPath({});
        ++m_runs;
    }
    m_savingTo.clear();
    m_held.reset();
    if (!isSaving() || !m_session.isSameRun())
        m_leaving.reset();
    if (m_question && !m_session.isSameRun())
        m_question->reject(); // it was of another run
    tellBusy();
}

void RunSaving::setPath(const QString& path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_isOnDisk = false;
    m_isGone = false;
    emit pathChanged();
}

void RunSaving::setOpened(const QString& path)
{
    setPath(QFileInfo(path).absoluteFilePath());
    m_isOnDisk = true;
}

void RunSaving::save()
{
    if (m_path.isEmpty() || m_session.isBegunAnew()) // the file dialog asks before it takes the file's place
        saveAs();
    else
        begin(m_path);
}

void RunSaving::saveAs()
{
    const QString name = QString::fromStdString(m_session.run().model.name) + ".safetensors";
    begin(askWhereToSave(front(), m_path.isEmpty() ? name : m_path));
}

void RunSaving::begin(const QString& path)
{
    if (path.isEmpty())
        return stay();
    if (const QString why = whyProtected(path, m_session, {}); !why.isEmpty()) {
        stay();
        return showError(front(), tr("It could not be saved"), path + ": " + why, "trouble.html#save");
    }
    lookForFile();
    m_held.reset();
    m_savingTo = path;
    emit work(tr("Saving %1...").arg(nameOf(path)));
    m_session.requestCheckpoint();
    tellBusy();
}

void RunSaving::tellBusy()
{
    if (isFree())
        emit work({});
    emit busyChanged();
}

bool RunSaving::isSaving() const
{
    const bool isAwaited = !m_savingTo.isEmpty() && (m_held || m_session.status().state != TrainerState::Failed);
    return m_writing.isBusy() || isAwaited;
}

void RunSaving::write(const std::shared_ptr<const Checkpoint>& checkpoint)
{
    if (m_savingTo.isEmpty())
        return; // another asked for it
    if (m_writing.isBusy()) {
        m_held = checkpoint;
        return;
    }
    const QString path = std::exchange(m_savingTo, {});
    m_writtenRun = m_runs;
    m_writing.start([this, checkpoint, path]() -> Errand::Next {
        writeRunFile(path.toStdString(), *checkpoint);
        return [this, path, moment = RunMoment::of(*checkpoint)] { conclude(path, moment); };
    });
}

void RunSaving::writeHeld()
{
    if (m_held && !m_writing.isBusy())
        write(std::exchange(m_held, nullptr));
}

void RunSaving::conclude(const QString& path, const RunMoment& moment)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    emit written(file);
    if (m_writtenRun == m_runs)
        concludePresent(file, moment);
    if (m_savingTo.isEmpty())
        goOn();
}

void RunSaving::concludePresent(const QString& file, const RunMoment& moment)
{
    const QString sentence =
        m_isGone && file == m_path ? tr("Saved %1 anew, step %2: its file was gone") : tr("Saved %1, step %2");
    setPath(file);
    m_isOnDisk = true;
    m_isGone = false;
    m_session.setSaved(moment);
    emit saved(moment);
    emit told(sentence.arg(nameOf(file), QString::fromStdString(grouped(moment.step))));
}

void RunSaving::goOn()
{
    if (!m_leaving || !m_leaving->next)
        return;
    const std::function<void()> next = std::exchange(m_leaving->next, nullptr);
    if (m_leaving->question.isEmpty())
        next();
    else
        leave(std::exchange(m_leaving->question, {}), next);
    letGo();
}

void RunSaving::fail(const QString& message)
{
    if (m_savingTo.isEmpty())
        stay();
    showError(front(), tr("It could not be saved"), message, "trouble.html#save");
}

void RunSaving::stay()
{
    if (m_leaving)
        m_leaving->next = nullptr;
    letGo();
}

void RunSaving::follow(const Reading& reading)
{
    m_readings.push_back(&reading);
    connect(&reading, &Reading::busyChanged, this, &RunSaving::letGo, Qt::QueuedConnection); // after what it has read
}

void RunSaving::letGo()
{
    const bool isAwaited = m_question || !m_leaving || m_leaving->next
        || std::any_of(m_readings.begin(), m_readings.end(), [](const Reading* each) { return each->isBusy(); });
    if (isAwaited)
        return;
    const bool wasTraining = m_leaving->wasTraining;
    m_leaving.reset();
    if (wasTraining && m_window->isVisible()) // a closed one trains no more
        m_session.play();
}

bool RunSaving::mustAsk()
{
    lookForFile();
    return m_session.isModified();
}

void RunSaving::lookForFile()
{
    if (!m_isOnDisk || m_isGone || !m_session.hasRun() || QFileInfo::exists(m_path))
        return;
    m_isGone = true;
    m_session.setModified(true);
}

void RunSaving::leave(const QString& question, std::function<void()> next)
{
    if (m_question)
        return;
    if (!mustAsk()) {
        next();
        return;
    }
    const QString gone = m_isGone ? tr("The file %1 is gone.").arg(nameOf(m_path)) + ' ' : QString();
    m_question = askToSave(front(), gone + question, m_session.unsavedEpochs(),
        [this, question, then = std::move(next)](SaveAnswer answer) {
            m_question = nullptr;
            if (answer == SaveAnswer::Save) {
                m_leaving = Leaving{question, then, m_session.isTraining() || holdsTraining()};
                m_session.pause();
                return save();
            }
            if (answer == SaveAnswer::Discard)
                then();
            letGo();
        });
}

} // namespace isthmus
