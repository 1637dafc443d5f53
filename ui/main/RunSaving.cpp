// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunSaving.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/Reading.h"
#include "ui/main/whyProtected.h"
#include "ui/session/RunSession.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

/// The path itself, "run-2.safetensors" beside "run.safetensors", or the first such name that no file and no other open
/// run has; empty stays empty.
QString freeName(const QString& path, const RunSession& session)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().isEmpty() ? QString() : '.' + file.suffix();
    QString name = path;
    for (int number = 2; QFileInfo::exists(name) || (!name.isEmpty() && session.otherIn(name)); ++number)
        name = file.dir().filePath(file.completeBaseName() + '-' + QString::number(number) + suffix);
    return name;
}

} // namespace

RunSaving::RunSaving(RunSession& session, QWidget* window)
    : m_session(session)
    , m_file(session.file())
    , m_window(window)
{
    connect(&m_session, &RunSession::runChanged, this, &RunSaving::forgetRun);
    connect(&m_file, &RunFile::finished, this, &RunSaving::goOn);
    connect(&m_file, &RunFile::failed, this, &RunSaving::fail);
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
    if (!isSaving() || !m_session.isSameRun()) {
        m_heldUp.reset();
        dropWaiting();
    }
    if (m_question && !m_session.isSameRun())
        m_question->reject(); // it was of another run
}

void RunSaving::save()
{
    m_wasRefused = false; // before a place is asked for, since another run may come meanwhile
    const bool isReplaced = m_file.look() == RunFile::Loss::Replaced;
    if (isReplaced)
        emit told(m_file.lossSentence());
    if (m_file.path().isEmpty() || isReplaced || m_session.isBegunAnew()) // the dialog asks before it takes its place
        saveAs();
    else
        begin(m_file.path());
}

void RunSaving::saveAs()
{
    m_wasRefused = false;
    begin(askWhereToSave(front(), suggestion()));
}

QString RunSaving::suggestion() const
{
    const QString known = m_session.isBegunAnew() ? freeName(m_file.path(), m_session) : m_file.path();
    const QString name = QString::fromStdString(m_session.run().model.name) + ".safetensors";
    return known.isEmpty() ? freeName(QDir(lastFolder()).filePath(name), m_session) : known;
}

void RunSaving::begin(const QString& path)
{
    if (path.isEmpty())
        return stay();
    if (const QString why = whyNotTo(path); !why.isEmpty()) {
        refuse(path + ": " + why);
        return stay();
    }
    m_file.saveTo(path);
}

QString RunSaving::whyNotTo(const QString& path) const
{
    if (m_session.otherIn(path))
        return tr("That is the file of another run that is open; choose another name.");
    return whyProtected(path, m_session, {});
}

void RunSaving::goOn()
{
    for (const Waiting& each : std::exchange(m_waiting, {})) {
        if (each.question.isEmpty())
            each.next();
        else
            leave(each.question, each.next);
    }
    letGo();
}

void RunSaving::fail(const QString& message)
{
    refuse(message);
    if (!m_file.isAsked())
        stay();
}

void RunSaving::refuse(const QString& sentence)
{
    m_wasRefused = true;
    showError(front(), tr("It could not be saved"), sentence, "trouble.html#save");
}

void RunSaving::stay()
{
    dropWaiting();
    letGo();
}

void RunSaving::dropWaiting()
{
    for (const Waiting& each : std::exchange(m_waiting, {}))
        if (each.otherwise)
            each.otherwise();
}

void RunSaving::holdUp()
{
    if (m_session.isTraining())
        m_heldUp = m_session.history().revision;
    m_session.pause();
}

void RunSaving::hold()
{
    m_isHeld = true;
    holdUp();
}

void RunSaving::release()
{
    m_isHeld = false;
    letGo();
}

void RunSaving::follow(const Reading& reading)
{
    m_readings.push_back(&reading);
    connect(&reading, &Reading::busyChanged, this, &RunSaving::letGo, Qt::QueuedConnection); // after what it has read
}

void RunSaving::letGo()
{
    const bool isAwaited = m_isHeld || m_question || !m_waiting.empty()
        || std::any_of(m_readings.begin(), m_readings.end(), [](const Reading* each) { return each->isBusy(); });
    if (isAwaited || !m_heldUp)
        return;
    const bool isSameHistory = std::exchange(m_heldUp, std::nullopt) == m_session.history().revision;
    if (isSameHistory && m_window->window()->isVisible()) // a closed one trains no more
        m_session.play();
}

void RunSaving::afterSaving(std::function<void()> next)
{
    m_waiting.push_back({.question = {}, .next = std::move(next), .otherwise = {}});
}

void RunSaving::saveAndThen(std::function<void()> next, std::function<void()> otherwise)
{
    m_waiting.push_back({.question = {}, .next = std::move(next), .otherwise = std::move(otherwise)});
    holdUp();
    save();
}

bool RunSaving::mustAsk()
{
    m_file.look();
    return m_session.isModified();
}

Unsaved RunSaving::unsaved() const
{
    if (m_session.isDataMovedAlone())
        return Unsaved::DataPlace;
    return m_file.path().isEmpty() ? Unsaved::Run : Unsaved::Changes;
}

void RunSaving::leave(const QString& question, std::function<void()> next)
{
    if (m_question)
        return;
    if (!mustAsk()) {
        next();
        return;
    }
    const QString loss = m_file.loss() == RunFile::Loss::None ? QString() : m_file.lossSentence() + ' ';
    m_question = askToSave(front(), loss + question, unsaved(), m_session.unsavedEpochs(),
        [this, question, then = std::move(next)](SaveAnswer answer) {
            m_question = nullptr;
            if (answer == SaveAnswer::Save) {
                m_waiting.push_back({.question = question, .next = then, .otherwise = {}});
                holdUp();
                return save();
            }
            if (answer == SaveAnswer::Discard)
                then();
            letGo();
        });
}

} // namespace isthmus
