// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/film/WebpFilm.h"

#include "core/base/Error.h"
#include "core/runs/film/webpFrame.h"

#include <cstring>

namespace isthmus {

namespace {

constexpr int kLongestSide = 16383; // pixels that libwebp packs
constexpr qint64 kLargest = 0xFFFF'FFFF - 1'000'000; // bytes that the container can count, with room for XMP
constexpr quint8 kAnimated = 0x02;
constexpr quint8 kHasXmp = 0x04;
constexpr quint8 kOverwrites = 0x02; // a frame takes the place of what was below it

QByteArray little(quint32 number, int bytes)
{
    QByteArray text;
    for (int i = 0; i < bytes; ++i)
        text.append(static_cast<char>(number >> (8 * i)));
    return text;
}

QByteArray chunk(const char* name, const QByteArray& content)
{
    QByteArray bytes = name + little(static_cast<quint32>(content.size()), 4) + content;
    if (content.size() % 2 != 0)
        bytes.append('\0');
    return bytes;
}

/// The smallest rectangle around all that differs, from an even corner as the format wants it; never empty.
QRect changedPart(const QImage& before, const QImage& now)
{
    QRect changed;
    for (int y = 0; y < now.height(); ++y) {
        const auto* a = reinterpret_cast<const QRgb*>(before.constScanLine(y));
        const auto* b = reinterpret_cast<const QRgb*>(now.constScanLine(y));
        if (std::memcmp(a, b, static_cast<std::size_t>(now.width()) * sizeof(QRgb)) == 0)
            continue;
        int left = 0;
        int right = now.width() - 1;
        while (a[left] == b[left])
            ++left;
        while (a[right] == b[right])
            --right;
        changed = changed.united(QRect(QPoint(left, y), QPoint(right, y)));
    }
    if (changed.isEmpty())
        return {0, 0, 1, 1};
    changed.setLeft(changed.left() & ~1);
    changed.setTop(changed.top() & ~1);
    return changed;
}

} // namespace

WebpFilm::WebpFilm(const std::string& path, const FilmSettings& settings)
    : m_path(path)
    , m_settings(settings)
    , m_file(path)
{
}

void WebpFilm::begin(QSize size)
{
    if (size.width() > kLongestSide || size.height() > kLongestSide)
        throw Error(m_path + ": expected frames of at most " + grouped(kLongestSide) + " pixels a side, found "
            + grouped(size.width()) + " x " + grouped(size.height()));
    const QByteArray extended = little(kAnimated | kHasXmp, 4) + little(static_cast<quint32>(size.width()) - 1, 3)
        + little(static_cast<quint32>(size.height()) - 1, 3);
    const QByteArray animation = little(0xFFFFFFFF, 4) + little(0, 2); // ground, repeats: for ever
    write("RIFF" + little(0, 4) + "WEBP" + chunk("VP8X", extended) + chunk("ANIM", animation));
}

void WebpFilm::write(const QByteArray& bytes)
{
    if (m_file.position() + bytes.size() > kLargest)
        throw Error(m_path + ": an animated WebP cannot be larger than 4 GB; a folder of PNGs can");
    m_file.write(bytes);
}

void WebpFilm::add(const QImage& frame, const Provenance& provenance)
{
    const QImage image = fitted(frame, m_last.size());
    const qint64 start = m_file.position();
    const std::size_t before = m_ends.size();
    try {
        addChunk(image, provenance);
    } catch (...) {
        m_file.cut(start);
        m_ends.resize(before);
        throw;
    }
    m_last = image;
}

void WebpFilm::addChunk(const QImage& image, const Provenance& provenance)
{
    if (m_ends.empty())
        begin(image.size());
    const QRect part = m_ends.empty() ? image.rect() : changedPart(m_last, image);
    const auto number = [](int value) { return little(static_cast<quint32>(value), 3); };
    write(chunk("ANMF",
        number(part.x() / 2) + number(part.y() / 2) + number(part.width() - 1) + number(part.height() - 1)
            + number(m_settings.millisecondsPerFrame) + little(kOverwrites, 1)
            + webpFrame(image.copy(part), m_settings)));
    m_ends.push_back(m_file.position());
    m_provenance = provenance;
}

void WebpFilm::close(const QByteArray& xmp)
{
    write(xmp);
    const qint64 size = m_file.position() - 8; // behind the first two fields
    m_file.seek(4);
    write(little(static_cast<quint32>(size), 4));
    m_file.commit();
}

void WebpFilm::finish()
{
    const QByteArray xmp = chunk("XMP ", QByteArray::fromStdString(xmpPacket(m_provenance)));
    std::string fault;
    while (!m_ends.empty()) {
        try {
            close(xmp);
            break;
        } catch (const Error& error) {
            if (!m_file.isOpen() || m_ends.size() == 1)
                throw;
            fault = error.what();
        }
        m_ends.pop_back(); // the disk is full: the last frame makes room
        m_file.cut(m_ends.back());
    }
    if (m_ends.empty())
        throw Error(m_path + ": the film has no frames");
    if (!fault.empty())
        throw Error(keptSentence(fault, frames()));
}

} // namespace isthmus
