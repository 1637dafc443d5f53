// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/encoding.h"

#include <QString>
#include <QStringDecoder>

#include <array>

namespace isthmus {

namespace {

/// The letters of the bytes 80 to 9f; 0: not used.
constexpr std::array<char16_t, 32> kWindows{0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030,
    0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/// At most so many bytes, and whole letters.
std::size_t lengthWithin(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text.size();
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80)
        --most;
    return most;
}

} // namespace

std::string utf8Text(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (!decoder.hasError())
        return std::string(text);
    QString letters = QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    for (QChar& letter : letters)
        if (letter >= QChar(0x80) && letter <= QChar(0x9F) && kWindows[letter.unicode() - 0x80U] != 0)
            letter = QChar(kWindows[letter.unicode() - 0x80U]);
    return letters.toStdString();
}

std::string printableText(std::string_view text)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; };
    std::string printable = utf8Text(text);
    for (char& letter : printable)
        if (isControl(letter))
            letter = letter == '\t' || letter == '\n' || letter == '\r' ? ' ' : '?';
    for (std::size_t at = printable.find('\xC2'); at != std::string::npos; at = printable.find('\xC2', at + 1))
        if (static_cast<unsigned char>(printable[at + 1]) < 0xA0) // U+0080 to U+009F: the byte that follows is there
            printable.replace(at, 2, 1, '?');
    return printable;
}

std::string shortText(std::string_view text)
{
    constexpr std::size_t kLongest = 40;
    const std::string_view beginning = text.substr(0, lengthWithin(text, 4 * kLongest));
    std::string printable = printableText(beginning);
    const std::size_t length = lengthWithin(printable, kLongest);
    if (length == printable.size() && beginning.size() == text.size())
        return printable;
    return printable.substr(0, length) + "...";
}

} // namespace isthmus
