// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/AtomicFile.h"

#include "core/base/Error.h"
#include "core/io/Utf8Path.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace isthmus {

AtomicFile::AtomicFile(const std::string& path)
    : m_path(path)
    , m_file(QString::fromStdString(path))
{
    requireUtf8(path);
    const bool isThere = QFileInfo::exists(m_file.fileName());
    if (isThere && faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) // QSaveFile would not say why
        throw Error(m_path + ": cannot be written: " + std::strerror(errno));
    if (!m_file.open(QIODevice::WriteOnly))
        fail();
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    while (!bytes.empty()) { // a disk with some room left takes a part, and says why only when it takes none
        const qint64 taken =
            m_file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        if (taken <= 0)
            fail();
        bytes = bytes.subspan(static_cast<std::size_t>(taken));
    }
}

void AtomicFile::commit()
{
    // Before the name is given: after a power cut it must not stand for less than the whole.
    const bool isOnDisk = m_file.flush() && (fdatasync(m_file.handle()) == 0 || errno == EINVAL || errno == ENOSYS);
    if (!isOnDisk || !m_file.commit())
        fail();
}

void AtomicFile::fail()
{
    if (m_file.isOpen())
        (void)m_file.flush(); // likewise: what is left in the buffer tells the reason
    throw Error(m_path + ": cannot be written: " + m_file.errorString().toStdString());
}

} // namespace isthmus
