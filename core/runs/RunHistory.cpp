// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunHistory.h"

#include "core/base/Error.h"
#include "core/runs/RecordColumns.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

namespace isthmus {

namespace {

template <typename Value>
constexpr TensorType typeOf()
{
    if constexpr (std::is_same_v<Value, float>)
        return TensorType::F32;
    else if constexpr (std::is_same_v<Value, double>)
        return TensorType::F64;
    else
        return TensorType::I64;
}

/// Calls visit(name, column, valueOf) for each tensor of such records.
template <typename Record, typename Visit>
void visitTensors(std::span<const Term> terms, const Visit& visit)
{
    constexpr const Record* kKind = nullptr;
    const auto visitOne = [&](const Column& column, auto valueOf) {
        visit(columnPrefix(kKind) + column.name, column, valueOf);
    };
    visitColumns(kKind, terms, visitOne);
}

template <typename Records>
void appendRecords(const Records& records, std::span<const Term> terms, std::vector<TensorSource>& tensors)
{
    using Record = std::decay_t<decltype(*records.begin())>;
    const auto append = [&]<typename ValueOf>(const std::string& name, const Column&, ValueOf valueOf) {
        using Value = ValueIn<const Record, ValueOf>;
        const auto fill = [&records, valueOf](std::byte* out) {
            for (const Record& record : records) {
                std::memcpy(out, &valueOf(record), sizeof(Value));
                out += sizeof(Value);
            }
        };
        tensors.push_back({name, typeOf<Value>(), {static_cast<Index>(records.size())}, fill});
    };
    visitTensors<Record>(terms, append);
}

/// Files that are older than a column lack it.
bool isAbsent(const SafetensorsFile& file, const std::string& name, const Column& column)
{
    return column.since > 1 && file.tensors().count(name) == 0;
}

/// Reads a part of every column.
template <typename Record>
void readRecords(SafetensorsFile& file, std::span<const Term> terms, Index first, std::span<Record> records)
{
    const auto read = [&]<typename ValueOf>(const std::string& name, const Column& column, ValueOf valueOf) {
        if (isAbsent(file, name, column))
            return;
        std::vector<ValueIn<Record, ValueOf>> values(records.size());
        file.values(name, first, values);
        for (std::size_t i = 0; i < records.size(); ++i)
            valueOf(records[i]) = values[i];
    };
    visitTensors<Record>(terms, read);
}

/// Before there were free bits, the KL that was trained was the KL.
template <typename Record>
void completeOldRecords(const SafetensorsFile& file, std::span<const Term> terms, std::span<Record> records)
{
    const auto complete = [&](const std::string& name, const Column& column, auto valueOf) {
        if (!isAbsent(file, name, column) || column.standIn == kNoTerm)
            return;
        for (Record& record : records)
            valueOf(record) = static_cast<ValueIn<Record, decltype(valueOf)>>(record.terms[column.standIn]);
    };
    visitTensors<Record>(terms, complete);
}

template <typename Record>
void checkColumns(const SafetensorsFile& file, std::span<const Term> terms, Index count)
{
    const auto check = [&]<typename ValueOf>(const std::string& name, const Column& column, ValueOf) {
        if (!isAbsent(file, name, column))
            (void)file.check(name, typeOf<ValueIn<Record, ValueOf>>(), {count});
    };
    visitTensors<Record>(terms, check);
}

/// Chunk after chunk, so that the columns of one meet in the cache: a long run has a million steps.
StepHistory readSteps(SafetensorsFile& file, std::span<const Term> terms, Index count)
{
    constexpr auto kChunk = static_cast<Index>(StepHistory::kChunk);
    std::vector<std::shared_ptr<const StepHistory::Chunk>> chunks;
    for (Index first = 0; first < count; first += kChunk) {
        const auto chunk = std::make_shared<StepHistory::Chunk>();
        const auto records =
            std::span<StepRecord>(*chunk).first(static_cast<std::size_t>(std::min(kChunk, count - first)));
        readRecords(file, terms, first, records);
        completeOldRecords(file, terms, records);
        chunks.push_back(chunk);
    }
    return {std::move(chunks), static_cast<std::size_t>(count)};
}

/// @param column  history.epoch ...
/// @param at      which element it is
void requireFinite(const SafetensorsFile& file, const char* column, double value, std::int64_t at)
{
    if (!std::isfinite(value))
        throw Error(file.path() + ": tensor " + column + ": expected finite numbers, found " + shortNumber(value)
            + " at " + grouped(at));
}

/// Steps rise up to the run's, and each has its time.
void checkSteps(const SafetensorsFile& file, const StepHistory& steps, std::int64_t end)
{
    const std::string where = file.path() + ": tensor history.step: expected ";
    std::int64_t last = 0;
    std::int64_t at = 0;
    for (const StepRecord& record : steps) {
        if (record.step <= last)
            throw Error(
                where + "a step after " + grouped(last) + ", found " + grouped(record.step) + " at " + grouped(at));
        requireFinite(file, "history.epoch", record.epoch, at);
        requireFinite(file, "history.seconds", record.seconds, at);
        last = record.step;
        ++at;
    }
    if (!steps.empty() && last != end)
        throw Error(where + grouped(end) + " at its end, the step of the run, found " + grouped(last));
}

Index lengthOf(const SafetensorsFile& file, const char* name)
{
    const TensorInfo& info = file.tensor(name, TensorType::I64);
    if (info.shape.size() != 1)
        throw Error(file.path() + ": tensor " + name + ": expected one axis, found " + shapeText(info.shape));
    return info.shape[0];
}

} // namespace

void appendHistory(const Checkpoint& checkpoint, std::vector<TensorSource>& tensors)
{
    appendRecords(checkpoint.steps, checkpoint.terms, tensors);
    appendRecords(checkpoint.evaluations, checkpoint.terms, tensors);
    appendRecords(checkpoint.knobChanges, checkpoint.terms, tensors);
}

void readHistory(SafetensorsFile& file, Checkpoint& checkpoint)
{
    const std::span<const Term> terms = checkpoint.terms;
    const Index steps = lengthOf(file, "history.step");
    const Index evaluations = lengthOf(file, "history.evaluation.step");
    checkColumns<StepRecord>(file, terms, steps);
    checkColumns<EvaluationRecord>(file, terms, evaluations);
    checkColumns<KnobChange>(file, terms, static_cast<Index>(checkpoint.knobChanges.size()));
    checkpoint.steps = readSteps(file, terms, steps);
    checkSteps(file, checkpoint.steps, checkpoint.step);
    checkpoint.evaluations.resize(static_cast<std::size_t>(evaluations));
    const std::span<EvaluationRecord> records(checkpoint.evaluations);
    readRecords(file, terms, 0, records);
    completeOldRecords(file, terms, records);
    readRecords(file, terms, 0, std::span(checkpoint.knobChanges));
}

} // namespace isthmus
