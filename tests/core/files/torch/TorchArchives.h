// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <libdeflate.h>

#include <utility>

namespace isthmus::testing {

/// Little-endian.
inline QByteArray littleEndian(quint64 number, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(number >> (8 * i));
    return text;
}

/// A zip archive of files by their names, not packed.
inline QByteArray storedZip(const QList<std::pair<QByteArray, QByteArray>>& files)
{
    QByteArray content;
    QByteArray directory;
    for (const auto& [name, data] : files) {
        const auto size = static_cast<quint64>(data.size());
        const QByteArray common = QByteArray(4, '\0') + littleEndian(0, 4)
            + littleEndian(libdeflate_crc32(0, data.data(), static_cast<std::size_t>(size)), 4) + littleEndian(size, 4)
            + littleEndian(size, 4) + littleEndian(static_cast<quint64>(name.size()), 2) + littleEndian(0, 2);
        const QByteArray version = littleEndian(20, 2);
        directory += "PK\1\2" + version + version + common + QByteArray(10, '\0')
            + littleEndian(static_cast<quint64>(content.size()), 4) + name;
        content += "PK\3\4" + version + common + name + data;
    }
    const QByteArray count = littleEndian(static_cast<quint64>(files.size()), 2);
    return content + directory + "PK\5\6" + QByteArray(4, '\0') + count + count
        + littleEndian(static_cast<quint64>(directory.size()), 4)
        + littleEndian(static_cast<quint64>(content.size()), 4) + QByteArray(2, '\0');
}

inline QByteArray pickledText(const QByteArray& text)
{
    return 'X' + littleEndian(static_cast<quint64>(text.size()), 4) + text;
}

inline QByteArray pickledNumber(qint64 number)
{
    return "\x8a\x08" + littleEndian(static_cast<quint64>(number), 8);
}

inline QByteArray pickledTuple(const QList<qint64>& numbers)
{
    QByteArray text = "(";
    for (const qint64 number : numbers)
        text += pickledNumber(number);
    return text + 't';
}

/// What torch.save() says of a tensor, behind its name.
struct TensorClaim
{
    QList<qint64> shape{2};
    QList<qint64> strides{1};
    qint64 offset = 0;
    qint64 numbers = 2; ///< of its storage
    QByteArray storage = "FloatStorage";
    QByteArray key = "0";
};

inline QByteArray pickledTensor(const TensorClaim& claim)
{
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + pickledText("storage") + "ctorch\n" + claim.storage + '\n'
        + pickledText(claim.key) + pickledText("cpu") + pickledNumber(claim.numbers) + "tQ"
        + pickledNumber(claim.offset) + pickledTuple(claim.shape) + pickledTuple(claim.strides) + "\x89}tR";
}

/// A file of torch.save() with this index, and storages "0", "1", ...
inline QByteArray torchArchive(const QByteArray& index, const QList<QByteArray>& storages, const QByteArray& order = {})
{
    QList<std::pair<QByteArray, QByteArray>> files{{"archive/data.pkl", index}};
    if (!order.isEmpty())
        files.append({"archive/byteorder", order});
    for (qsizetype i = 0; i < storages.size(); ++i)
        files.append({"archive/data/" + QByteArray::number(i), storages[i]});
    return storedZip(files);
}

/// A file with one tensor, called w, of two floats: 1 and -2.
inline QByteArray oneTensor(const TensorClaim& claim, const QByteArray& order = {})
{
    const QByteArray numbers("\0\0\x80\x3f\0\0\0\xc0", 8);
    return torchArchive("\x80\2}(" + pickledText("w") + pickledTensor(claim) + "u.", {numbers}, order);
}

} // namespace isthmus::testing
