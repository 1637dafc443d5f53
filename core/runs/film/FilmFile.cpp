// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/FilmFile.h"

#include "core/base/Error.h"
#include "core/files/AtomicFile.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace isthmus {

FilmFile::FilmFile(const std::string& path)
    : m_path(path)
    , m_place(QString::fromStdString(path))
{
    requireReplaceable(path);
    const QFileInfo before(m_place);
    if (before.exists())
        m_place = before.canonicalFilePath(); // a link stays one
    open();
    if (before.exists())
        m_file.setPermissions(before.permissions());
}

FilmFile::~FilmFile()
{
    if (m_file.isOpen())
        m_file.remove();
}

void FilmFile::open()
{
    do
        m_file.setFileName(m_place + QString(".%1").arg(QRandomGenerator::global()->generate(), 8, 16, QChar('0')));
    while (m_file.exists());
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered))
        fail(m_file.errorString().toStdString());
}

void FilmFile::fail(const std::string& reason)
{
    throw Error(m_path + ": cannot be written: " + reason);
}

void FilmFile::write(const QByteArray& bytes)
{
    // A disk that is full takes a part first; the next attempt says why it takes no more.
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 taken = m_file.write(bytes.constData() + done, bytes.size() - done);
        if (taken <= 0)
            fail(m_file.errorString().toStdString());
        done += taken;
    }
}

void FilmFile::cut(qint64 size)
{
    m_file.resize(size);
    m_file.seek(size);
}

void FilmFile::commit()
{
    const bool isOnDisk = reachesDisk(m_file.handle());
    std::string reason = std::strerror(errno);
    m_file.unsetError();
    m_file.close();
    bool isWhole = isOnDisk && m_file.error() == QFileDevice::NoError;
    if (isOnDisk && !isWhole)
        reason = m_file.errorString().toStdString();
    if (isWhole && std::rename(QFile::encodeName(m_file.fileName()), QFile::encodeName(m_place)) != 0) {
        reason = std::strerror(errno);
        isWhole = false;
    }
    if (isWhole)
        return;
    m_file.remove();
    fail(reason);
}

} // namespace isthmus
