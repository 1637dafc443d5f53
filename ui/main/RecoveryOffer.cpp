// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RecoveryOffer.h"

#include "core/datasets/Datasets.h"
#include "core/runs/RunFile.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/Autosave.h"
#include "ui/widgets/epochText.h"

#include <QFileInfo>
#include <QLocale>
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

RecoveryOffer::RecoveryOffer(FileActions& files, QWidget* over)
    : QObject(over)
    , m_files(files)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
{
    m_banner->setObjectName("recovery");
    connect(m_banner->addButton(tr("Open")), &QPushButton::clicked, this, &RecoveryOffer::open);
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
    if (m_left.empty())
        return;
    const QString path = QString::fromStdString(m_left.front().file->path());
    FileActions* further = m_files.session().isModified() && m_elsewhere ? m_elsewhere() : nullptr;
    FileActions& files = further ? *further : m_files;
    files.openKeptRun(path, [this, path, &files] { take(path, files); });
}

void RecoveryOffer::take(const QString& path, FileActions& files)
{
    const auto place = std::find_if(m_left.begin(), m_left.end(),
        [&path](const Left& left) { return QString::fromStdString(left.file->path()) == path; });
    if (place == m_left.end()) {
        files.session().setModified(true); // discarded while it was read: now nothing but the window has it
        return;
    }
    std::unique_ptr<RecoveryFile> file = std::move(place->file);
    m_left.erase(place);
    files.setRunPath(QString::fromStdString(file->runPath()));
    files.session().setModified(true);
    files.session().autosave().adopt(std::move(file));
    offerNext();
}

void RecoveryOffer::discard()
{
    if (m_left.empty())
        return;
    m_left.front().file->remove();
    m_left.erase(m_left.begin());
    offerNext();
}

} // namespace isthmus
