// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/AtomicFile.h"

#include "core/base/Error.h"
#include "core/files/Utf8Path.h"

#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace isthmus {

void requireReplaceable(const std::string& path)
{
    requireUtf8(path);
    const bool isThere = QFileInfo::exists(QString::fromStdString(path));
    if (isThere && faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        throw Error(path + ": cannot be written: " + std::strerror(errno));
}

bool reachesDisk(int handle)
{
    return fdatasync(handle) == 0 || errno == EINVAL || errno == ENOSYS;
}

AtomicFile::AtomicFile(const std::string& path)
    : m_path(path)
    , m_file(QString::fromStdString(path))
{
    requireReplaceable(path); // QSaveFile would not say why
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
    if (!m_file.flush() || !reachesDisk(m_file.handle()) || !m_file.commit())
        fail();
}

void AtomicFile::fail()
{
    if (m_file.isOpen())
        (void)m_file.flush(); // likewise: what is left in the buffer tells the reason
    throw Error(m_path + ": cannot be written: " + m_file.errorString().toStdString());
}

} // namespace isthmus
