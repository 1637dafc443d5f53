// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvReader.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/CsvRows.h"
#include "core/datasets/readers/FileHead.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <optional>
#include <span>
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

/// The file of a table as text with line feeds. UTF-16 with a byte order mark, as spreadsheets write it, is brought
/// into memory as UTF-8; carriage returns that end lines by themselves become line feeds. Any thread may read.
class CsvText
{
public:
    /// @throws Error if it is no file that can be read, or UTF-16 for which the memory does not suffice
    explicit CsvText(const std::string& path);

    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] const std::string& where() const { return m_file.where(); }

    /// Copies some bytes of the text.
    void read(std::uint64_t offset, std::span<std::uint8_t> to) const;

    /// Its first rows.
    [[nodiscard]] std::vector<std::uint8_t> head() const;

    /// The first rows of a file, as that of the whole text; none where it cannot be read. Never throws.
    [[nodiscard]] static std::vector<std::uint8_t> headOf(const std::string& path);

private:
    FileBytes m_file;
    std::optional<std::vector<std::uint8_t>> m_converted;
    bool m_hasReturns = false; ///< whether lines end in carriage returns
};

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

constexpr std::uint64_t kBlock = 8 << 20;
constexpr std::size_t kLongestRow = 256 << 20;

std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Feeds the file to the rows, block after block; what is left of a block is the beginning of the next.
void readRows(const CsvText& file, const CsvForm& form, const Progress& progress, CsvRows& rows)
{
    ThreadPool pool(threadsOrAll(0));
    std::vector<std::uint8_t> block;
    std::uint64_t wanted = kBlock;
    std::uint64_t offset = form.begin;
    while (offset < file.size() || !block.empty()) {
        const std::size_t kept = block.size();
        const std::uint64_t more = std::min(file.size() - offset, wanted);
        block.resize(kept + more);
        file.read(offset, std::span(block).subspan(kept));
        offset += more;
        const std::size_t whole = rows.append(textOf(block), offset == file.size(), pool);
        wanted = whole > 0 ? kBlock : 2 * block.size(); // a long row is not looked through again and again
        if (whole == 0 && block.size() > kLongestRow)
            throw Error(file.where() + ": line " + grouped(rows.line())
                + ": expected rows of at most 268,435,456 bytes, found a longer one or a quote that nothing closes");
        block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(whole));
        report(progress, static_cast<double>(offset) / static_cast<double>(file.size()));
    }
}

} // namespace

bool sniffCsv(const std::string& path)
{
    return looksLikeCsv(textOf(CsvText::headOf(path)));
}

CsvForm csvFormOf(const std::string& path, const ReadOptions& options)
{
    const CsvText file(path);
    const std::vector<std::uint8_t> head = file.head();
    return csvForm(textOf(head), options, file.where());
}

DatasetChoices csvChoices(const std::string& path)
{
    DatasetChoices choices;
    const CsvForm form = csvFormOf(path, {});
    for (std::size_t column = 0; column < form.columns; ++column)
        choices.columns.push_back(form.names.empty() ? std::to_string(column) : form.names[column]);
    choices.labelColumn = form.label ? choices.columns[*form.label] : "";
    return choices;
}

Dataset readCsv(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const CsvText file(path);
    const std::vector<std::uint8_t> head = file.head();
    const CsvForm form = csvForm(textOf(head), options, file.where());
    CsvRows rows(form, file.where());
    readRows(file, form, progress, rows);

    const bool areBytes = rows.areBytes();
    SourceArray table{file.where(), {}, nullptr, 0};
    table.header.type = areBytes ? NumberType::U8 : NumberType::F32;
    table.header.shape = {static_cast<std::uint64_t>(rows.rows()), rows.features()};
    table.source = std::make_shared<MemoryBytes>(rows.takeValues());
    Dataset data = datasetAt(path, form.delimiter == '\t' ? "TSV" : "CSV", options);
    setImages({table}, options, {}, data);
    data.notices.insert(data.notices.end(), form.notices.begin(), form.notices.end());
    if (form.label)
        setClasses(rows.labels(), data);
    return data;
}

} // namespace isthmus
