// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureEnd.h"

#include <QIODevice>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace isthmus {

namespace {

/// The bytes of a file, one after another.
class ByteWalk
{
public:
    explicit ByteWalk(QIODevice& file)
        : m_file(file)
    {
        m_file.seek(0);
    }

    /// @return -1 at the end
    int next()
    {
        if (m_at == m_size) {
            m_size = m_file.read(m_buffer.data(), qint64(m_buffer.size()));
            m_at = 0;
            if (m_size <= 0) {
                m_size = 0;
                return -1;
            }
        }
        return static_cast<unsigned char>(m_buffer[static_cast<std::size_t>(m_at++)]);
    }

    /// @param count  bytes of the number, at most 4
    /// @return -1 at the end
    qint64 bigEndian(int count)
    {
        qint64 number = 0;
        for (int i = 0; i < count; ++i) {
            const int byte = next();
            if (byte < 0)
                return -1;
            number = (number << 8) | byte;
        }
        return number;
    }

    qint64 littleEndian(int count)
    {
        qint64 number = 0;
        for (int i = 0; i < count; ++i) {
            const int byte = next();
            if (byte < 0)
                return -1;
            number |= qint64(byte) << (8 * i);
        }
        return number;
    }

    void skip(qint64 count)
    {
        const qint64 here = std::min(count, m_size - m_at);
        m_at += here;
        if (count > here)
            m_file.seek(std::min(m_file.size(), m_file.pos() + count - here));
    }

private:
    QIODevice& m_file;
    std::array<char, 16384> m_buffer{};
    qint64 m_at = 0;
    qint64 m_size = 0;
};

/// Marker after marker up to the one that ends the picture; the thumbnail in a segment has one of its own.
bool jpegIsWhole(ByteWalk bytes)
{
    constexpr int kEndMark = 0xD9;
    for (;;) {
        int byte = bytes.next();
        while (byte >= 0 && byte != 0xFF) // numbers of a scan
            byte = bytes.next();
        while (byte == 0xFF) // any number of them may fill
            byte = bytes.next();
        if (byte < 0)
            return false;
        if (byte == kEndMark)
            return true;
        if (byte <= 0x01 || (byte >= 0xD0 && byte <= 0xD8)) // 0: 0xFF itself; the others have no segment
            continue;
        const qint64 length = bytes.bigEndian(2);
        if (length < 2)
            return false;
        bytes.skip(length - 2);
    }
}

/// Chunk after chunk up to the last one. Its decoder would see the same, and write a line to stderr.
bool pngIsWhole(ByteWalk bytes)
{
    constexpr qint64 kSignature = 8;
    constexpr qint64 kChecksum = 4;
    constexpr qint64 kEndMark = 0x49454E44; // "IEND"
    bytes.skip(kSignature);
    for (;;) {
        const qint64 length = bytes.bigEndian(4);
        const qint64 type = bytes.bigEndian(4);
        if (length < 0 || type < 0 || type == kEndMark)
            return type == kEndMark;
        bytes.skip(length + kChecksum);
    }
}

/// @return bytes that the blocks hold; -1 if the file ends before they do
qint64 skipBlocks(ByteWalk& bytes)
{
    qint64 held = 0;
    int length = bytes.next();
    for (; length > 0; length = bytes.next()) {
        bytes.skip(length);
        held += length;
    }
    return length == 0 ? held : -1;
}

void skipColours(ByteWalk& bytes, int flags)
{
    if ((flags & 0x80) != 0)
        bytes.skip(qint64(3) << ((flags & 7) + 1));
}

/// Up to the end of the first picture, the one that is read: numbers for at least one pixel.
bool gifIsWhole(ByteWalk bytes)
{
    constexpr int kExtension = 0x21;
    constexpr int kPicture = 0x2C;
    bytes.skip(6);
    const qint64 width = bytes.littleEndian(2);
    const qint64 height = bytes.littleEndian(2);
    const int flags = bytes.next();
    bytes.skip(2);
    skipColours(bytes, flags);
    for (;;) {
        const int kind = bytes.next();
        if (kind == kPicture) {
            const qint64 left = bytes.littleEndian(2);
            const qint64 top = bytes.littleEndian(2);
            const qint64 right = left + bytes.littleEndian(2);
            const qint64 bottom = top + bytes.littleEndian(2);
            if (right > width || bottom > height) // than the size in the header says
                return false;
            skipColours(bytes, bytes.next());
            bytes.skip(1);
            return right > left && bottom > top && skipBlocks(bytes) > 0;
        }
        bytes.skip(1);
        if (kind != kExtension || skipBlocks(bytes) < 0)
            return false;
    }
}

/// Packed ones are taken as whole.
bool bmpIsWhole(ByteWalk bytes, qint64 size)
{
    constexpr qint64 kOldHeader = 12;
    constexpr qint64 kLongestBitmapSide = 1 << 20;
    bytes.skip(10);
    const qint64 offset = bytes.littleEndian(4);
    if (bytes.littleEndian(4) <= kOldHeader)
        return true;
    const qint64 width = bytes.littleEndian(4);
    const qint64 height = std::abs(qint64(static_cast<qint32>(bytes.littleEndian(4)))); // below 0: from the top
    bytes.skip(2);
    const qint64 bits = bytes.littleEndian(2);
    const qint64 packing = bytes.littleEndian(4);
    if (width > kLongestBitmapSide || height > kLongestBitmapSide)
        return false;
    constexpr qint64 kBitFields = 3;
    if (packing != 0 && packing != kBitFields)
        return packing > 0;
    return size - offset >= (width * bits + 31) / 32 * 4 * height;
}

} // namespace

bool reachesItsEnd(const char* format, QIODevice& file)
{
    const std::string_view name(format);
    const bool isWhole = name == "jpeg" ? jpegIsWhole(ByteWalk(file))
        : name == "png"                 ? pngIsWhole(ByteWalk(file))
        : name == "gif"                 ? gifIsWhole(ByteWalk(file))
        : name == "bmp"                 ? bmpIsWhole(ByteWalk(file), file.size())
                                        : true;
    file.seek(0);
    return isWhole;
}

} // namespace isthmus
