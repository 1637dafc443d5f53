// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Npy.h"

#include "core/base/Error.h"
#include "core/files/NpyHeader.h"
#include "core/files/NpyWriter.h"
#include "core/files/Utf8Path.h"

#include <QFile>
#include <QFileInfo>

#include <cassert>
#include <cstdint>
#include <numeric>

namespace isthmus {

namespace {

constexpr std::size_t kMostAxes = 4;

/// C order of numbers whose first axis changes fastest.
std::vector<float> reordered(const std::vector<float>& values, const std::vector<Index>& shape)
{
    std::vector<float> ordered(values.size());
    std::vector<Index> place(shape.size());
    for (const float value : values) {
        Index index = 0;
        for (std::size_t axis = 0; axis < shape.size(); ++axis)
            index = index * shape[axis] + place[axis];
        ordered[static_cast<std::size_t>(index)] = value;
        for (std::size_t axis = 0; axis < shape.size() && ++place[axis] == shape[axis]; ++axis)
            place[axis] = 0;
    }
    return ordered;
}

/// @throws Error if the numbers behind the header are not as many as it says
std::vector<std::uint8_t> readNumbers(QFile& file, const NpyHeader& header, const std::string& path)
{
    const qint64 found = file.size() - static_cast<qint64>(header.size);
    if (header.dataSize() != static_cast<std::uint64_t>(found))
        throw Error(path + ": expected " + header.text() + " behind the header, found " + grouped(found) + " bytes");
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(found));
    if (found > 0
        && (!file.seek(static_cast<qint64>(header.size))
            || file.read(reinterpret_cast<char*>(bytes.data()), found) != found))
        throw Error(path + ": expected " + grouped(found) + " bytes of numbers, found the file shorter");
    return bytes;
}

} // namespace

void writeNpy(const std::string& path, std::span<const float> values, const std::vector<Index>& shape)
{
    assert(!shape.empty()
        && std::accumulate(shape.begin(), shape.end(), Index(1), std::multiplies<>()) == std::ssize(values));
    NpyWriter file(path, shape);
    file.append(values);
    file.commit();
}

NpyArray readNpyFloat(const std::string& path)
{
    requireUtf8(path);
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file.fileName()).isFile())
        throw Error(path + ": expected a file, found " + (file.exists() ? "something else" : "nothing"));
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path + ": cannot be read: " + file.errorString().toStdString());
    const QByteArray head = file.peek(NpyHeader::kLongest);
    const NpyHeader header = NpyHeader::parse(
        {reinterpret_cast<const std::uint8_t*>(head.constData()), static_cast<std::size_t>(head.size())}, path);
    if (header.shape.empty() || header.shape.size() > kMostAxes)
        throw Error(path + ": expected 1 to 4 axes, found " + header.text());
    const std::vector<std::uint8_t> bytes = readNumbers(file, header, path);

    const auto count = static_cast<Index>(bytes.size()) / sizeOf(header.type);
    NpyArray array{{header.shape.begin(), header.shape.end()}, std::vector<float>(static_cast<std::size_t>(count))};
    if (count == 0)
        return array;
    if (const Index bad = rangeOf(header.type, header.swapped, bytes.data(), count).notFinite; bad >= 0)
        throw Error(path + ": expected finite numbers, found one that is not at place " + grouped(bad));
    toFloats(header.type, header.swapped, bytes.data(), count, array.values.data());
    if (header.fortran)
        array.values = reordered(array.values, array.shape);
    return array;
}

} // namespace isthmus
