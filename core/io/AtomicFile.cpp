// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/AtomicFile.h"

#include "core/base/Error.h"

namespace isthmus {

AtomicFile::AtomicFile(const std::string& path)
    : m_path(path)
    , m_file(QString::fromStdString(path))
{
    if (!m_file.open(QIODevice::WriteOnly))
        fail();
}

void AtomicFile::write(std::span<const std::byte> bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file.write(reinterpret_cast<const char*>(bytes.data()), size) != size)
        fail();
}

void AtomicFile::commit()
{
    if (!m_file.commit())
        fail();
}

void AtomicFile::fail() const
{
    throw Error(m_path + ": cannot be written: " + m_file.errorString().toStdString());
}

} // namespace isthmus
