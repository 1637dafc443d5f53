// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RecoveryOffer.h"

#include "core/datasets/Datasets.h"
#include "core/runs/RunFile.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/Autosave.h"
#include "ui/session/Workbench.h"
#include "ui/widgets/epochText.h"

#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <exception>
#include <utility>

namespace isthmus {
namespace {

QString dataName(const Checkpoint& run)
{
    for (const BuiltinDataset& known : builtinDatasets())
        if (known.name == run.data.name)
            return QString::fromStdString(known.title);
    const QString name = QString::fromStdString(run.data.name);
    return name.contains('/') ? QFileInfo(name).fileName() : name;
}

/// @throws Error if the file cannot be read: by a program that is older than the one that wrote it
QString offerSentence(const RecoveryFile& file)
{
    const Checkpoint run = readRunFile(file.path());
    const QString saved = QFileInfo(QString::fromStdString(file.runPath())).fileName();
    const QString name = saved.isEmpty() ? QString::fromStdString(run.model.title) : saved;
    return QObject::tr("Isthmus ended without closing a run: %1 on %2, %3 epochs, kept %4.")
        .arg(
            name, dataName(run), epochText(run.record.epoch), QLocale().toString(file.savedAt(), QLocale::ShortFormat));
}

} // namespace

RecoveryOffer::RecoveryOffer(
    Workbench& bench, FurtherRun::FilesOf filesOf, FurtherRun& further, QWidget* over, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_filesOf(std::move(filesOf))
    , m_further(further)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
    , m_open(m_banner->addButton(tr("Open")))
{
    m_banner->setObjectName("recovery");
    connect(m_open, &QPushButton::clicked, this, &RecoveryOffer::open);
    connect(m_banner->addButton(tr("Discard")), &QPushButton::clicked, this, &RecoveryOffer::discard);
    m_banner->setDismissText(tr("Later"));
}

RecoveryOffer::~RecoveryOffer() = default;

void RecoveryOffer::begin()
{
    m_looking.start([this]() -> Job::Next {
        const auto found = std::make_shared<std::vector<Left>>(find());
        return [this, found] {
            m_left = std::move(*found);
            offerNext();
        };
    });
}

std::vector<RecoveryOffer::Left> RecoveryOffer::find()
{
    std::vector<Left> left;
    for (std::unique_ptr<RecoveryFile>& file : RecoveryFile::leftBehind(Autosave::folder().toStdString())) {
        try {
            const QString sentence = offerSentence(*file);
            left.push_back({std::move(file), sentence});
        } catch (const std::exception&) { // it stays for a program that can read it, or has the memory
        }
    }
    return left;
}

void RecoveryOffer::offerNext()
{
    if (m_left.empty())
        m_banner->hide();
    else
        m_banner->showMessage(m_left.front().sentence);
}

void RecoveryOffer::open()
{
    if (m_left.empty() || isReading())
        return;
    const QString path = QString::fromStdString(m_left.front().file->path());
    if (RunSession* other = m_bench.active().otherIn(path))
        return other->wantFront(); // it is opened there, once the run in its place is saved
    FileActions& files = placeForRun();
    follow(files.reading());
    files.openKeptRun(path, [this, path, &files] { take(path, files); });
}

FileActions& RecoveryOffer::placeForRun()
{
    RunSession& present = m_bench.active();
    return !present.isModified() || m_bench.isFull() ? m_filesOf(present) : m_further.begin();
}

void RecoveryOffer::follow(Reading& reading)
{
    constexpr auto kOnceAndLater = static_cast<Qt::ConnectionType>(Qt::UniqueConnection | Qt::QueuedConnection);
    m_reading = &reading;
    connect(&reading, &Reading::busyChanged, this, &RecoveryOffer::showReading, Qt::UniqueConnection);
    connect(&reading, &QObject::destroyed, this, &RecoveryOffer::showReading, kOnceAndLater);
}

bool RecoveryOffer::isReading() const
{
    return m_reading && m_reading->isBusy();
}

void RecoveryOffer::showReading()
{
    m_open->setEnabled(!isReading());
}

void RecoveryOffer::take(const QString& path, FileActions& files)
{
    const auto place = placeOf(path);
    if (place == m_left.end()) {
        files.session().setModified(true); // discarded while it was read: now nothing but the window has it
        return;
    }
    std::unique_ptr<RecoveryFile> file = std::move(place->file);
    m_left.erase(place);
    const QString runPath = QString::fromStdString(file->runPath());
    if (!files.session().otherIn(runPath)) // whose file it is by now: saving asks for another one
        files.setRunPath(runPath);
    files.session().setModified(true);
    files.session().autosave().adopt(std::move(file));
    offerNext();
}

void RecoveryOffer::discard()
{
    if (m_left.empty() || (m_question && m_question->isVisible()))
        return;
    const QString path = QString::fromStdString(m_left.front().file->path());
    m_question = askToDiscard(m_banner->window(), tr("Discard what was kept of this run? Nothing can bring it back."),
        tr("Keep it"), [this, path] { forget(path); });
}

void RecoveryOffer::forget(const QString& path)
{
    const auto place = placeOf(path);
    if (place == m_left.end())
        return; // it was opened meanwhile, and belongs to the window
    place->file->remove();
    m_left.erase(place);
    offerNext();
}

std::vector<RecoveryOffer::Left>::iterator RecoveryOffer::placeOf(const QString& path)
{
    return std::find_if(m_left.begin(), m_left.end(),
        [&path](const Left& left) { return QString::fromStdString(left.file->path()) == path; });
}

} // namespace isthmus
