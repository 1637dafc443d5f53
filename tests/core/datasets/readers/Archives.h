// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Crc32.h"

#include <QByteArray>

#include <cstdint>
#include <utility>
#include <vector>

namespace isthmus::testing {

using Arrays = std::vector<std::pair<QByteArray, QByteArray>>;

inline QByteArray littleEndian(std::uint64_t number, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(number >> (8 * i));
    return text;
}

/// An array of zeros, as NumPy writes it.
inline QByteArray zeros(const char* type, const char* shape, int bytes)
{
    const QByteArray header =
        QByteArray("{'descr': '") + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    return "\x93NUMPY\1" + QByteArray(1, '\0') + littleEndian(std::uint64_t(header.size()), 2) + header
        + QByteArray(bytes, '\0');
}

/// An archive of stored arrays, whose entries claim this method.
inline QByteArray npz(const Arrays& arrays, int method = 0)
{
    QByteArray bytes;
    QByteArray directory;
    for (const auto& [name, array] : arrays) {
        const auto size = static_cast<std::uint64_t>(array.size());
        const std::uint32_t sum = crc32({reinterpret_cast<const std::uint8_t*>(array.data()), size});
        const QByteArray common = littleEndian(std::uint64_t(method), 2) + QByteArray(4, '\0') + littleEndian(sum, 4)
            + littleEndian(size, 4) + littleEndian(size, 4) + littleEndian(std::uint64_t(name.size()), 2);
        const auto begin = static_cast<std::uint64_t>(bytes.size());
        bytes += "PK\3\4" + littleEndian(20, 2) + littleEndian(0, 2) + common + littleEndian(0, 2) + name + array;
        directory += "PK\1\2" + littleEndian(20, 4) + littleEndian(0, 2) + common + QByteArray(12, '\0')
            + littleEndian(begin, 4) + name;
    }
    const auto begin = static_cast<std::uint64_t>(bytes.size());
    return bytes + directory + "PK\5\6" + littleEndian(0, 4) + littleEndian(arrays.size(), 2)
        + littleEndian(arrays.size(), 2) + littleEndian(std::uint64_t(directory.size()), 4) + littleEndian(begin, 4)
        + littleEndian(0, 2);
}

} // namespace isthmus::testing
