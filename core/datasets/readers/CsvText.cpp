// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvText.h"

#include "core/base/Error.h"
#include "core/datasets/readers/PackedFile.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

constexpr std::uint64_t kHead = 4 << 20; // holds the first rows of a table with many columns
constexpr std::uint64_t kTextBlock = 8 << 20;

using Bytes = std::vector<std::uint8_t>;

/// Turns UTF-16 into UTF-8, block after block.
class Converter
{
public:
    /// @param head  with the byte order mark
    explicit Converter(std::span<const std::uint8_t> head)
        : m_decoder(head[0] == 0xFF ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE)
    {
    }

    static bool fits(std::span<const std::uint8_t> head)
    {
        return head.size() >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF));
    }

    void append(std::span<const std::uint8_t> bytes, Bytes& text)
    {
        const QString letters = m_decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
        const QByteArray utf8 = m_encoder(letters);
        text.insert(text.end(), utf8.begin(), utf8.end());
    }

private:
    QStringDecoder m_decoder;
    QStringEncoder m_encoder{QStringEncoder::Utf8};
};

bool endsLinesWithReturns(const Bytes& head)
{
    return std::find(head.begin(), head.end(), '\n') == head.end()
        && std::find(head.begin(), head.end(), '\r') != head.end();
}

} // namespace

CsvText::CsvText(const std::string& path)
    : m_file(path)
{
    if (isPackedFile(m_file))
        m_converted = unpackedFile(m_file);
    Bytes start(std::min<std::uint64_t>(size(), 2));
    read(0, start);
    if (Converter::fits(start))
        m_converted = converted(start);
    m_hasReturns = endsLinesWithReturns(head());
}

std::vector<std::uint8_t> CsvText::converted(std::span<const std::uint8_t> mark) const
{
    requireMemory(size() + size() / 2, "the table in UTF-8", where());
    Converter converter(mark);
    Bytes text;
    Bytes block;
    for (std::uint64_t offset = 0; offset < size(); offset += kTextBlock) {
        block.resize(std::min(size() - offset, kTextBlock));
        read(offset, block);
        converter.append(block, text);
    }
    return text;
}

std::uint64_t CsvText::size() const
{
    return m_converted ? m_converted->size() : m_file.size();
}

void CsvText::read(std::uint64_t offset, std::span<std::uint8_t> to) const
{
    if (m_converted)
        std::copy_n(m_converted->begin() + static_cast<std::ptrdiff_t>(offset), to.size(), to.begin());
    else
        static_cast<void>(m_file.view(offset, to));
    if (m_hasReturns)
        std::replace(to.begin(), to.end(), std::uint8_t('\r'), std::uint8_t('\n'));
}

std::vector<std::uint8_t> CsvText::head() const
{
    Bytes head(std::min(size(), kHead));
    read(0, head);
    return head;
}

std::vector<std::uint8_t> CsvText::headOf(const std::string& path)
{
    Bytes head = unpackedHead(path, kHead);
    if (Converter::fits(head)) {
        Bytes text;
        Converter(head).append(head, text);
        head = std::move(text);
    }
    if (endsLinesWithReturns(head))
        std::replace(head.begin(), head.end(), std::uint8_t('\r'), std::uint8_t('\n'));
    return head;
}

} // namespace isthmus
