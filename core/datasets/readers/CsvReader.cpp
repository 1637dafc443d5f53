// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvReader.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/CsvFields.h"
#include "core/datasets/readers/CsvRows.h"
#include "core/datasets/readers/CsvText.h"
#include "core/datasets/readers/ImageArray.h"
#include "core/datasets/readers/classes.h"
#include "core/datasets/readers/origin.h"

#include <algorithm>

namespace isthmus {

namespace {

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

Dataset readCsv(const std::string& path, const ReadOptions& options, const Progress& progress)
{
    const CsvText file(path);
    const std::vector<std::uint8_t> head = file.head();
    const CsvForm form = csvForm(textOf(head), options, file.where());
    CsvRows rows(form, file.where());
    readRows(file, form, progress, rows);

    const bool areBytes = rows.areBytes();
    const bool areUnit = rows.areUnit();
    SourceArray table{file.where(), {}, nullptr, 0};
    table.header.type = areBytes ? NumberType::U8 : NumberType::F32;
    table.header.shape = {static_cast<std::uint64_t>(rows.rows()), rows.features()};
    table.source = std::make_shared<MemoryBytes>(rows.takeValues());
    Dataset data = datasetAt(path, form.delimiter == '\t' ? "TSV" : "CSV", options);
    ReadOptions stored = options;
    if (options.scale == ReadOptions::Scale::Auto && areUnit)
        stored.scale = ReadOptions::Scale::None;
    setImages({table}, stored, {}, data);
    data.notices.insert(data.notices.end(), form.notices.begin(), form.notices.end());
    if (form.label)
        setClasses(rows.labels(), data);
    return data;
}

} // namespace isthmus
