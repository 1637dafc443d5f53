// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <cstdio>

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace isthmus::faults {

/// Lets this process mount what no other process sees. It has to be made in main() before any thread. Where the system
/// permits that to root alone, and the tests are run by another user, nothing can be mounted.
class PrivateMounts
{
public:
    PrivateMounts()
    {
        const uid_t user = geteuid();
        const gid_t group = getegid();
        if (user == 0) {
            s_areAllowed = unshare(CLONE_NEWNS) == 0;
        } else if (unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
            s_areAllowed = write("setgroups", "deny") && write("uid_map", "0 " + QByteArray::number(user) + " 1")
                && write("gid_map", "0 " + QByteArray::number(group) + " 1");
        }
        s_areAllowed = s_areAllowed && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }

    [[nodiscard]] static bool areAllowed() { return s_areAllowed; }

private:
    static bool write(const char* what, const QByteArray& text)
    {
        QFile file(QString("/proc/self/") + what);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
    }

    static inline bool s_areAllowed = false;
};

/// A file system in memory, so small that it is soon full.
class SmallDisk
{
public:
    explicit SmallDisk(const char* size)
        : m_isThere(PrivateMounts::areAllowed()
            && mount("none", place().constData(), "tmpfs", 0, (QByteArray("size=") + size).constData()) == 0)
    {
    }
    ~SmallDisk()
    {
        if (m_isThere)
            umount2(place().constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] QString path(const QString& name = {}) const { return m_folder.filePath(name); }

    /// Fills the disk up to `left` bytes.
    void fill(qint64 left = 0) const
    {
        struct statvfs facts = {};
        statvfs(place().constData(), &facts);
        const qint64 room = static_cast<qint64>(facts.f_bavail * facts.f_bsize) - left;
        QFile file(path("ballast"));
        if (file.open(QIODevice::Append))
            file.write(QByteArray(static_cast<qsizetype>(room), '.'));
    }
    void clear() const { QFile::remove(path("ballast")); }

    /// Makes it read-only: nothing on it can be changed any more, not even by root.
    void makeReadOnly() const { mount("none", place().constData(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr); }

private:
    [[nodiscard]] QByteArray place() const { return m_folder.path().toUtf8(); }

    QTemporaryDir m_folder;
    bool m_isThere;
};

} // namespace isthmus::faults
