// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <string>

namespace isthmus {

/// A file that appears whole or not at all, like an AtomicFile, but a full disk does not end it: it can be cut back to
/// what was whole, and go on. Until commit() it lies beside its place, under a name that no other file has.
class FilmFile
{
public:
    /// @param path  UTF-8
    /// @throws Error if it cannot be begun: file, reason
    explicit FilmFile(const std::string& path);
    ~FilmFile();
    FilmFile(const FilmFile&) = delete;
    FilmFile& operator=(const FilmFile&) = delete;

    /// @throws Error if it cannot be written; a part may be
    void write(const QByteArray& bytes);
    [[nodiscard]] qint64 position() const { return m_file.pos(); }
    void seek(qint64 place) { m_file.seek(place); }
    /// Cuts off the bytes behind a place; writing goes on there.
    void cut(qint64 size);

    /// Takes the place of what was there. Afterwards isOpen() is false, whether it throws or not.
    /// @throws Error if the disk has not taken it all; then what was there stays, and this file is removed
    void commit();
    [[nodiscard]] bool isOpen() const { return m_file.isOpen(); }

private:
    void open();
    [[noreturn]] void fail(const std::string& reason);

    std::string m_path; ///< path as it was given
    QString m_place; ///< path of the file that m_path leads to
    QFile m_file;
};

} // namespace isthmus
