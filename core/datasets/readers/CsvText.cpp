// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvText.h"

#include "core/datasets/readers/FileHead.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>

namespace isthmus {

namespace {

constexpr std::uint64_t kHead = 4 << 20; // holds the first rows of a table with many columns
constexpr std::uint64_t kTextBlock = 8 << 20;

using Bytes = std::vector<std::uint8_t>;

/// From UTF-16 to UTF-8, block after block.
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
    const Bytes start = m_file.bytes(0, std::min<std::uint64_t>(m_file.size(), 2));
    if (Converter::fits(start)) {
        requireMemory(m_file.size() + m_file.size() / 2, "the table in UTF-8", where());
        Converter converter(start);
        Bytes text;
        for (std::uint64_t offset = 0; offset < m_file.size(); offset += kTextBlock)
            converter.append(m_file.bytes(offset, std::min(m_file.size() - offset, kTextBlock)), text);
        m_converted = std::move(text);
    }
    m_hasReturns = endsLinesWithReturns(head());
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
    Bytes head = fileHead(path, kHead);
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
