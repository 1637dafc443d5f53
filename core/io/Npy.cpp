// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/Npy.h"

#include "core/base/Error.h"
#include "core/io/NpyWriter.h"
#include "core/io/Utf8Path.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>

namespace isthmus {

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie in memory");

namespace {

const QByteArray kMagic("\x93NUMPY\x01\x00", 8); // with the version, 1.0
constexpr qsizetype kPrefix = 10; // magic, version, length of the header
constexpr qsizetype kMostAxes = 4;

struct Header
{
    bool isDouble = false;
    std::vector<Index> shape;
    qint64 count = 1; ///< of values
};

/// What a pattern with one group finds in the header.
QString entry(const QString& header, const char* key, const char* pattern, const std::string& path)
{
    const QString expression = QStringLiteral("'%1'\\s*:\\s*%2").arg(QLatin1String(key), QLatin1String(pattern));
    const QRegularExpressionMatch match = QRegularExpression(expression).match(header);
    if (!match.hasMatch()) {
        throw Error(
            path + ": expected an NPY header with " + key + ", found " + header.trimmed().left(100).toStdString());
    }
    return match.captured(1);
}

std::vector<Index> parseShape(const QString& text, const std::string& path)
{
    std::vector<Index> shape;
    bool valid = true;
    QStringList axes = text.split(',');
    if (axes.last().trimmed().isEmpty())
        axes.removeLast();
    for (const QString& axis : axes) {
        bool whole = false;
        shape.push_back(axis.trimmed().toLongLong(&whole));
        valid = valid && whole && shape.back() >= 0;
    }
    if (!valid || axes.isEmpty() || axes.size() > kMostAxes)
        throw Error(path + ": expected 1 to 4 axes, found the shape (" + text.left(100).toStdString() + ")");
    return shape;
}

/// Values of a shape, or -1 where that overflows.
qint64 countOf(const std::vector<Index>& shape)
{
    constexpr qint64 kMost = std::numeric_limits<qint64>::max() / qint64(sizeof(double));
    qint64 count = std::find(shape.begin(), shape.end(), 0) == shape.end() ? 1 : 0;
    for (const Index extent : shape) {
        if (count > 0 && extent > kMost / count)
            return -1;
        count *= extent;
    }
    return count;
}

Header readHeader(QFile& file, const std::string& path)
{
    const QByteArray prefix = file.read(kPrefix);
    if (!prefix.startsWith(kMagic.left(6)))
        throw Error(path + ": expected an NPY file, found another beginning");
    if (prefix.size() < kPrefix || !prefix.startsWith(kMagic))
        throw Error(path + ": expected NPY version 1.0, found another version or the file's end");
    const auto low = static_cast<unsigned char>(prefix[8]);
    const auto high = static_cast<unsigned char>(prefix[9]);
    const qint64 length = low + 256 * high;
    const QByteArray text = file.read(length);
    if (text.size() != length)
        throw Error(path + ": expected a header of " + grouped(length) + " bytes, found " + grouped(text.size()));

    const QString header = QString::fromLatin1(text);
    const QString type = entry(header, "descr", "'([^']*)'", path);
    if (type != "<f4" && type != "<f8")
        throw Error(path + ": expected the type <f4 or <f8, found " + type.left(20).toStdString());
    if (entry(header, "fortran_order", "(True|False)", path) == "True")
        throw Error(path + ": expected C order, found Fortran order");
    const std::vector<Index> shape = parseShape(entry(header, "shape", "\\(([^)]*)\\)", path), path);
    return {type == "<f8", shape, countOf(shape)};
}

template <typename T>
std::vector<T> readValues(QFile& file, qint64 count, const std::string& path)
{
    std::vector<T> values(static_cast<std::size_t>(count));
    const qint64 size = count * qint64(sizeof(T));
    if (size > 0 && file.read(reinterpret_cast<char*>(values.data()), size) != size)
        throw Error(path + ": expected " + grouped(size) + " bytes of numbers, found the file shorter");
    return values;
}

} // namespace

void writeNpy(const std::string& path, std::span<const float> values, const std::vector<Index>& shape)
{
    assert(!shape.empty() && countOf(shape) == static_cast<qint64>(values.size()));
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
    const Header header = readHeader(file, path);
    const qint64 size = header.isDouble ? 8 : 4;
    const qint64 found = file.size() - file.pos();
    if (header.count < 0 || header.count > found / size || header.count * size != found) {
        throw Error(path + ": expected " + (header.count < 0 ? "fewer than 2^60" : grouped(header.count))
            + " numbers of " + std::to_string(size) + " bytes behind the header, found " + grouped(found) + " bytes");
    }
    if (!header.isDouble)
        return {header.shape, readValues<float>(file, header.count, path)};
    const std::vector<double> wide = readValues<double>(file, header.count, path);
    NpyArray array{header.shape, std::vector<float>(wide.size())};
    std::transform(
        wide.begin(), wide.end(), array.values.begin(), [](double value) { return static_cast<float>(value); });
    return array;
}

} // namespace isthmus
