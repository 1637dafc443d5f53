// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecoveryFile.h"

#include "core/base/Error.h"
#include "core/runs/RunFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace isthmus {

namespace {

constexpr const char* kRunSuffix = ".safetensors";
constexpr const char* kLockSuffix = ".lock";
constexpr int kPermissions = 0600;

QString text(const std::string& path)
{
    return QString::fromStdString(path);
}

std::string lockPathOf(const std::string& runPath)
{
    return runPath.substr(0, runPath.size() - std::strlen(kRunSuffix)) + kLockSuffix;
}

std::string runPathOf(const std::string& lockPath)
{
    return lockPath.substr(0, lockPath.size() - std::strlen(kLockSuffix)) + kRunSuffix;
}

/// Is the file that was opened still the one of this name? Its last owner may have removed it meanwhile.
bool isStillThere(int descriptor, const QByteArray& path)
{
    struct stat opened = {};
    struct stat named = {};
    return fstat(descriptor, &opened) == 0 && stat(path.constData(), &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

} // namespace

RecoveryFile::RecoveryFile(std::string path, int lock)
    : m_path(std::move(path))
    , m_lock(lock)
{
}

RecoveryFile::~RecoveryFile()
{
    close(m_lock);
}

std::unique_ptr<RecoveryFile> RecoveryFile::take(const std::string& lockPath, int flags)
{
    const QByteArray name = QFile::encodeName(text(lockPath));
    const int descriptor = open(name.constData(), flags | O_RDWR | O_CLOEXEC, kPermissions);
    if (descriptor < 0)
        return nullptr;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !isStillThere(descriptor, name)) {
        const int reason = errno;
        close(descriptor);
        errno = reason;
        return nullptr;
    }
    return std::unique_ptr<RecoveryFile>(new RecoveryFile(runPathOf(lockPath), descriptor));
}

std::unique_ptr<RecoveryFile> RecoveryFile::make(const std::string& folder)
{
    constexpr int kAttempts = 1000;
    if (QDir().mkpath(text(folder))) // what is wrong with it shows below
        QFile::setPermissions(text(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const std::string start = folder + "/run-" + std::to_string(getpid()) + '-';
    for (int number = 1; number <= kAttempts; ++number) {
        if (auto file = take(start + std::to_string(number) + kLockSuffix, O_CREAT | O_EXCL))
            return file;
        if (errno != EEXIST && errno != EWOULDBLOCK)
            break;
    }
    throw Error(folder + ": the recovery file cannot be written: " + std::strerror(errno));
}

std::vector<std::unique_ptr<RecoveryFile>> RecoveryFile::leftBehind(const std::string& folder)
{
    std::vector<std::unique_ptr<RecoveryFile>> files;
    const QDir directory(text(folder));
    for (const QString& name : directory.entryList({QString("*") + kLockSuffix}, QDir::Files)) {
        auto file = take(directory.filePath(name).toStdString(), 0);
        if (!file)
            continue;
        file->removeUnfinished();
        if (QFileInfo::exists(text(file->path())))
            files.push_back(std::move(file));
        else
            file->remove();
    }
    std::stable_sort(
        files.begin(), files.end(), [](const auto& a, const auto& b) { return a->savedAt() > b->savedAt(); });
    return files;
}

QDateTime RecoveryFile::savedAt() const
{
    return QFileInfo(text(m_path)).lastModified();
}

std::string RecoveryFile::runPath() const
{
    std::array<char, 4096> content{};
    const ssize_t size = pread(m_lock, content.data(), content.size(), 0);
    return size > 0 ? std::string(content.data(), static_cast<std::size_t>(size)) : std::string();
}

void RecoveryFile::write(const Checkpoint& checkpoint, const std::string& runPath)
{
    const auto size = static_cast<ssize_t>(runPath.size());
    if (ftruncate(m_lock, size) != 0 || pwrite(m_lock, runPath.data(), runPath.size(), 0) != size)
        throw Error(lockPathOf(m_path) + ": cannot be written: " + std::strerror(errno));
    writeRunFile(m_path, checkpoint);
}

void RecoveryFile::remove()
{
    QFile::remove(text(m_path));
    removeUnfinished();
    QFile::remove(text(lockPathOf(m_path))); // last, while it is locked: who takes it finds nothing to take over
}

/// What a program that was killed while it wrote has left.
void RecoveryFile::removeUnfinished() const
{
    const QFileInfo file(text(m_path));
    QDir directory = file.dir();
    for (const QString& name : directory.entryList({file.fileName() + ".??????"}, QDir::Files | QDir::Hidden))
        directory.remove(name);
}

} // namespace isthmus
