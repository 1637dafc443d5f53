// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunSaving.h"

#include "core/base/Error.h"
#include "core/runs/RunFile.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/Reading.h"
#include "ui/main/whyProtected.h"
#include "ui/session/Session.h"

#include <QApplication>
#include <QDir>
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

/// "run-2.safetensors" beside "run.safetensors", or the first such name that no file has; empty stays empty.
QString freeName(const QString& path)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().isEmpty() ? QString() : '.' + file.suffix();
    QString name = path;
    for (int number = 2; QFileInfo::exists(name); ++number)
        name = file.dir().filePath(file.completeBaseName() + '-' + QString::number(number) + suffix);
    return name;
}

} // namespace

RunSaving::RunSaving(Session& session, QWidget* window)
    : m_session(session)
    , m_window(window)
{
    connect(&m_session, &Session::checkpointReady, this, &RunSaving::write);
    connect(&m_session, &Session::checkpointRefused, this, &RunSaving::giveUp);
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

const QString& RunSaving::path() const
{
    return m_session.path();
}

void RunSaving::setPath(const QString& path)
{
    if (path == m_session.path())
        return;
    m_stamp.reset();
    m_loss = FileLoss::None;
    m_session.setPath(path);
}

void RunSaving::setOpened(const QString& path)
{
    setPath(QFileInfo(path).absoluteFilePath());
    m_stamp = stampOf(m_session.path());
}

void RunSaving::save()
{
    lookForFile();
    if (m_loss == FileLoss::Replaced)
        emit told(lossSentence());
    const bool isAnothers = m_loss == FileLoss::Replaced || m_session.isBegunAnew();
    if (path().isEmpty() || isAnothers) // the file dialog asks before it takes the file's place
        saveAs();
    else
        begin(path());
}

void RunSaving::saveAs()
{
    const QString name = QString::fromStdString(m_session.run().model.name) + ".safetensors";
    const QString known = m_session.isBegunAnew() ? freeName(path()) : path();
    begin(askWhereToSave(front(), known.isEmpty() ? name : known));
}

void RunSaving::begin(const QString& path)
{
    if (path.isEmpty())
        return stay();
    if (const QString why = whyNotTo(path); !why.isEmpty()) {
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

QString RunSaving::whyNotTo(const QString& path) const
{
    if (m_session.otherIn(path))
        return tr("That is the file of another run that is open; choose another name.");
    return whyProtected(path, m_session, {});
}

void RunSaving::tellBusy()
{
    if (isFree())
        emit work({});
    emit busyChanged();
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
        return
            [this, path, stamp = stampOf(path), moment = RunMoment::of(*checkpoint)] { conclude(path, stamp, moment); };
    });
}

void RunSaving::writeHeld()
{
    if (m_held && !m_writing.isBusy())
        write(std::exchange(m_held, nullptr));
}

void RunSaving::giveUp()
{
    if (m_savingTo.isEmpty() || m_held)
        return;
    m_savingTo.clear();
    stay();
    tellBusy();
    showError(
        front(), tr("It could not be saved"), QString::fromStdString(m_session.status().message), "trouble.html#save");
}

void RunSaving::conclude(const QString& path, const std::optional<FileStamp>& stamp, const RunMoment& moment)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    emit written(file);
    if (m_writtenRun == m_runs)
        concludePresent(file, stamp, moment);
    if (m_savingTo.isEmpty())
        goOn();
}

void RunSaving::concludePresent(const QString& file, const std::optional<FileStamp>& stamp, const RunMoment& moment)
{
    const QString sentence = m_loss == FileLoss::Gone && file == path()
        ? tr("Saved %1 anew, step %2: its file was gone")
        : tr("Saved %1, step %2");
    setPath(file);
    m_stamp = stamp;
    m_loss = FileLoss::None;
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
    const bool goesOn = m_leaving->wasTraining && m_leaving->history == m_session.history().revision;
    m_leaving.reset();
    if (goesOn && m_window->isVisible()) // a closed one trains no more
        m_session.play();
}

void RunSaving::afterSaving(std::function<void()> next)
{
    m_leaving = Leaving{{}, std::move(next), holdsTraining(), m_session.history().revision};
}

void RunSaving::saveAndThen(std::function<void()> next)
{
    const bool trains = m_session.isTraining() || holdsTraining();
    m_leaving = Leaving{{}, std::move(next), trains, m_session.history().revision};
    m_session.pause();
    save();
}

bool RunSaving::mustAsk()
{
    lookForFile();
    return m_session.isModified();
}

void RunSaving::lookForFile()
{
    if (!m_stamp || m_loss != FileLoss::None || m_writing.isBusy() || !m_session.hasRun())
        return;
    const std::optional<FileStamp> now = stampOf(m_session.path());
    if (now == m_stamp)
        return;
    m_loss = now ? FileLoss::Replaced : FileLoss::Gone;
    m_session.setModified(true);
}

QString RunSaving::lossSentence() const
{
    switch (m_loss) {
    case FileLoss::Gone:
        return tr("The file %1 is gone.").arg(nameOf(path()));
    case FileLoss::Replaced:
        return tr("Another program has changed %1 since.").arg(nameOf(path()));
    case FileLoss::None:
        break;
    }
    return {};
}

std::optional<RunSaving::FileStamp> RunSaving::stampOf(const QString& path)
{
    const QFileInfo file(path);
    if (!file.isFile())
        return std::nullopt;
    return FileStamp{file.size(), file.lastModified()};
}

void RunSaving::leave(const QString& question, std::function<void()> next)
{
    if (m_question)
        return;
    if (!mustAsk()) {
        next();
        return;
    }
    const QString loss = m_loss == FileLoss::None ? QString() : lossSentence() + ' ';
    m_question = askToSave(front(), loss + question, m_session.unsavedEpochs(),
        [this, question, then = std::move(next)](SaveAnswer answer) {
            m_question = nullptr;
            if (answer == SaveAnswer::Save) {
                const bool trains = m_session.isTraining() || holdsTraining();
                m_leaving = Leaving{question, then, trains, m_session.history().revision};
                m_session.pause();
                return save();
            }
            if (answer == SaveAnswer::Discard)
                then();
            letGo();
        });
}

} // namespace isthmus
