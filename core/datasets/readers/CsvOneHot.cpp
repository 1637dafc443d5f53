// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/CsvOneHot.h"

#include "core/base/Error.h"
#include "core/data/ByteSource.h"
#include "core/datasets/readers/CsvColumns.h"
#include "core/datasets/readers/CsvDialect.h"
#include "core/datasets/readers/encoding.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <numeric>
#include <utility>

namespace isthmus {

namespace {

constexpr std::size_t kMostToldTexts = 6; ///< columns that have a notice of their own

std::string numbered(std::size_t number)
{
    return grouped(static_cast<std::int64_t>(number));
}

std::size_t columnCalled(std::string_view name, const std::string& where, const CsvForm& form)
{
    const auto named = std::find(form.names.begin(), form.names.end(), name);
    if (named != form.names.end())
        return static_cast<std::size_t>(named - form.names.begin());
    std::size_t index = 0;
    const auto [stop, fault] = std::from_chars(name.data(), name.data() + name.size(), index);
    if (fault != std::errc() || stop != name.data() + name.size() || index >= form.columns)
        throw Error(where + ": expected columns for one-hot among the names of its header, or numbers from 0 to "
            + std::to_string(form.columns - 1) + ", found '" + shortText(name) + '\'');
    return index;
}

/// "colour"; "column 3" where the table has no header, counted from 0.
std::string nameOf(const CsvForm& form, std::size_t column)
{
    const bool isNamed = !form.names.empty() && !form.names[column].empty();
    return isNamed ? form.names[column] : "column " + std::to_string(column);
}

/// Does one of these, which are sorted, begin so?
bool hasPrefix(const std::vector<std::string>& sorted, const std::string& prefix)
{
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), prefix);
    return found != sorted.end() && found->starts_with(prefix);
}

/// Of each column what the names of its texts begin with, and no other's.
std::vector<std::string> prefixesOf(const CsvForm& form)
{
    std::vector<std::string> names;
    for (std::size_t column = 0; column < form.columns; ++column)
        names.push_back(nameOf(form, column));
    std::vector<std::string> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    std::unordered_map<std::string, std::size_t> before;
    std::vector<std::string> prefixes;
    for (const std::string& name : names) {
        const auto equal = std::equal_range(sorted.begin(), sorted.end(), name);
        const bool isAlone = equal.second - equal.first == 1 && !hasPrefix(sorted, name + '=');
        const std::string place = isAlone ? "" : " (" + std::to_string(++before[name]) + ')';
        prefixes.push_back(name + place + '=');
    }
    return prefixes;
}

/// Takes the columns of texts of a run before they are judged by what they hold.
void takeThoseOfRun(const std::string& where, CsvForm& form)
{
    std::vector<std::string> sorted = form.oneHotColumns;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t column = 0; column < form.columns; ++column) {
        if (form.kinds[column] != CsvColumn::Number || !hasPrefix(sorted, form.prefixes[column]))
            continue;
        form.kinds[column] = CsvColumn::Category;
        const auto texts = CsvCategory(column, form).texts().size();
        if (texts > kMostCategories)
            throw Error(where + ": " + csvColumnText(form, column) + ": expected at most "
                + std::to_string(kMostCategories) + " texts of it in the run, found " + numbered(texts));
    }
}

/// A column of the new table.
struct Target
{
    std::size_t source = 0; ///< number of the old row
    float text = -1; ///< number of the text that it stands for; below 0: it is copied
};

/// Alphabetical, or by size where all are numbers.
void sortTexts(const std::vector<std::string>& texts, std::vector<std::size_t>& order)
{
    const auto numberAt = [&texts](std::size_t place) { return csvNumber(texts[place]); };
    const bool areNumbers =
        std::all_of(order.begin(), order.end(), [&](std::size_t place) { return numberAt(place).has_value(); });
    std::sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return areNumbers ? *numberAt(one) < *numberAt(other) : texts[one] < texts[other];
    });
}

/// Builds the new table.
class Widening
{
public:
    Widening(CsvTable table, const CsvForm& form, const std::string& where)
        : m_table(std::move(table))
        , m_form(form)
        , m_where(where)
        , m_size(m_table.areBytes ? 1 : sizeof(float))
    {
    }

    CsvTable widened(const std::vector<CsvCategory>& categories, const std::vector<bool>& isTraining)
    {
        std::size_t source = 0;
        auto category = categories.begin();
        for (std::size_t column = 0; column < m_form.columns; ++column) {
            if (m_form.kinds[column] == CsvColumn::Number)
                addNumber(column, source++);
            else if (m_form.kinds[column] == CsvColumn::Category)
                addTexts(*category++, source++, isTraining);
        }
        if (m_targets.empty())
            throw Error(m_where + ": expected a column of numbers, or of at most " + std::to_string(kMostCategories)
                + " different texts, found none");
        if (m_told > kMostToldTexts)
            m_table.notices.push_back("So did " + numbered(m_told - kMostToldTexts) + " more columns of texts.");
        m_table.values = m_table.areBytes ? filled<std::uint8_t>() : filled<float>();
        m_table.features = m_targets.size();
        return std::move(m_table);
    }

private:
    [[nodiscard]] std::size_t rows() const { return m_table.values.size() / (m_table.features * m_size); }

    [[nodiscard]] float numberAt(std::size_t row, std::size_t source) const
    {
        const std::uint8_t* from = m_table.values.data() + (row * m_table.features + source) * m_size;
        float value = 0;
        if (m_table.areBytes)
            value = static_cast<float>(*from);
        else
            std::memcpy(&value, from, sizeof value);
        return value;
    }

    void add(Target target, std::string name, bool isFlag)
    {
        m_targets.push_back(target);
        m_table.names.push_back(std::move(name));
        m_table.flags.push_back(isFlag ? 1 : 0);
    }

    void addNumber(std::size_t column, std::size_t source) { add({source}, nameOf(m_form, column), false); }

    void addTexts(const CsvCategory& category, std::size_t source, const std::vector<bool>& isTraining)
    {
        const std::string column = csvColumnText(m_form, category.column());
        if (!category.fault().empty()) {
            m_table.notices.push_back("The " + column + " was left out, since it " + category.fault() + '.');
            return;
        }
        std::vector<std::size_t> texts(category.texts().size());
        std::iota(texts.begin(), texts.end(), std::size_t(0));
        if (!category.isOfRun()) {
            texts = textsOfTraining(category, source, isTraining);
            sortTexts(category.texts(), texts);
        }
        std::vector<bool> isKept(category.texts().size() + (category.unknown().empty() ? 0 : 1), false);
        for (const std::size_t text : texts) {
            const std::string name = m_form.prefixes[category.column()] + category.texts()[text];
            add({source, static_cast<float>(text)}, name, true);
            isKept[text] = true;
        }
        if (m_told++ < kMostToldTexts)
            m_table.notices.push_back("The " + column + " became " + numbered(texts.size())
                + (texts.size() == 1 ? " column" : " columns") + " of 0 and 1, one for each text.");
        sayUnknown(category, source, isKept, column);
    }

    [[nodiscard]] std::vector<std::size_t> textsOfTraining(
        const CsvCategory& category, std::size_t source, const std::vector<bool>& isTraining) const
    {
        std::vector<bool> occurs(category.texts().size(), isTraining.empty());
        for (std::size_t row = 0; row < isTraining.size(); ++row)
            if (const float text = numberAt(row, source); isTraining[row] && !std::isnan(text))
                occurs[static_cast<std::size_t>(text)] = true;
        std::vector<std::size_t> texts;
        for (std::size_t text = 0; text < occurs.size(); ++text)
            if (occurs[text])
                texts.push_back(text);
        return texts;
    }

    void sayUnknown(
        const CsvCategory& category, std::size_t source, const std::vector<bool>& isKept, const std::string& column)
    {
        const auto first = std::find(isKept.begin(), isKept.end(), false);
        if (first == isKept.end())
            return;
        const auto place = static_cast<std::size_t>(first - isKept.begin());
        const bool isOfTable = place < category.texts().size();
        const bool isOneText = std::count(isKept.begin(), isKept.end(), false) == 1 && category.unknown().size() < 2;
        std::size_t unknown = 0;
        for (std::size_t row = 0; row < rows(); ++row)
            if (const float text = numberAt(row, source); !std::isnan(text))
                unknown += isKept[static_cast<std::size_t>(text)] ? 0 : 1;
        m_table.notices.push_back("The " + column + " holds texts in " + numbered(unknown)
            + (unknown == 1 ? " row" : " rows")
            + (category.isOfRun() ? " that the run has no column for" : " that the training part lacks")
            + ", and is 0 in all its columns there: "
            + shortText(isOfTable ? category.texts()[place] : category.unknown().front())
            + (isOneText ? "." : " and others."));
    }

    template <typename Number>
    [[nodiscard]] std::vector<std::uint8_t> filled() const
    {
        const std::size_t count = rows();
        requireMemory(count * m_targets.size() * sizeof(Number), "the table with its texts as columns", m_where);
        std::vector<std::uint8_t> values(count * m_targets.size() * sizeof(Number));
        std::uint8_t* to = values.data();
        for (std::size_t row = 0; row < count; ++row) {
            for (const Target& target : m_targets) {
                const float from = numberAt(row, target.source);
                const bool isCopied = target.text < 0 || std::isnan(from);
                const auto value = static_cast<Number>(isCopied ? from : from == target.text ? 1.0F : 0.0F);
                std::memcpy(to, &value, sizeof value);
                to += sizeof value;
            }
        }
        return values;
    }

    CsvTable m_table;
    const CsvForm& m_form;
    const std::string& m_where;
    std::size_t m_size;
    std::vector<Target> m_targets;
    std::size_t m_told = 0;
};

} // namespace

CsvCategory::CsvCategory(std::size_t column, const CsvForm& form)
    : m_column(column)
    , m_isOfRun(!form.oneHotColumns.empty())
{
    for (const std::string& name : form.oneHotColumns)
        if (name.starts_with(form.prefixes[column])) {
            std::string text = name.substr(form.prefixes[column].size());
            if (m_numbers.try_emplace(text, m_texts.size()).second)
                m_texts.push_back(std::move(text));
        }
}

float CsvCategory::numberOf(const std::string& text, const CsvForm& form, const std::string& where)
{
    if (!m_fault.empty())
        return 0;
    if (const auto known = m_numbers.find(text); known != m_numbers.end())
        return static_cast<float>(known->second);
    if (m_isOfRun) {
        if (m_unknown.empty() || (m_unknown.size() == 1 && m_unknown.front() != text))
            m_unknown.push_back(text);
        return static_cast<float>(m_texts.size());
    }
    const bool isLong = text.size() > kLongestCategory;
    if (!isLong && m_texts.size() < kMostCategories) {
        m_numbers.emplace(text, m_texts.size());
        m_texts.push_back(text);
        return static_cast<float>(m_texts.size() - 1);
    }
    if (form.refusesManyTexts)
        throw Error(where + ": " + csvColumnText(form, m_column) + ": expected "
            + (isLong ? "texts of at most " + numbered(kLongestCategory) + " bytes for one-hot, found one of "
                        + numbered(text.size()) + ": '" + shortText(text) + '\''
                      : "at most " + std::to_string(kMostCategories)
                        + " different texts for one-hot, found more; the last is '" + shortText(text) + '\''));
    m_fault = isLong
        ? "holds a text of " + numbered(text.size()) + " bytes, and one-hot takes at most " + numbered(kLongestCategory)
        : "holds more than " + std::to_string(kMostCategories) + " different texts";
    m_texts.clear();
    m_numbers.clear();
    return 0;
}

void chooseOneHot(const ReadOptions& options, const std::string& where, CsvForm& form)
{
    if (options.oneHot.empty())
        return;
    form.oneHotColumns = options.oneHotColumns;
    form.prefixes = prefixesOf(form);
    if (options.oneHot == "auto")
        return takeThoseOfRun(where, form);
    form.refusesManyTexts = true;
    const auto take = [&](std::string_view name) {
        const std::size_t column = columnCalled(name, where, form);
        if (form.kinds[column] == CsvColumn::Label)
            throw Error(where + ": expected columns for one-hot beside the label, found the label itself, '"
                + shortText(name) + '\'');
        form.kinds[column] = CsvColumn::Category;
    };
    const std::string_view all = options.oneHot;
    if (std::find(form.names.begin(), form.names.end(), all) != form.names.end())
        return take(all);
    for (std::size_t begin = 0; begin <= all.size();) {
        const std::size_t end = std::min(all.find(',', begin), all.size());
        take(trimmedField(all.substr(begin, end - begin)));
        begin = end + 1;
    }
}

bool mayBeOneHot(const CsvEvidence& evidence)
{
    return !evidence.areDates && !evidence.differEverywhere() && !evidence.areConstant()
        && evidence.distinct <= kMostCategories;
}

CsvTable withOneHot(CsvTable table, const CsvForm& form, const std::vector<CsvCategory>& categories,
    const std::vector<bool>& isTraining, const std::string& where)
{
    if (categories.empty())
        return table;
    return Widening(std::move(table), form, where).widened(categories, isTraining);
}

} // namespace isthmus
