// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunHistory.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <type_traits>

namespace isthmus {

namespace {

/// The values of the terms that such records hold.
/// @param isHeld  Term::inSteps or inEvaluations
template <typename Visit>
void visitTerms(const std::string& prefix, std::span<const Term> terms, bool Term::*isHeld, const Visit& visit)
{
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto valueOf = [i](auto& record) -> auto&
        {
            return record.terms.values[i];
        };
        if (terms[i].*isHeld)
            visit(prefix + terms[i].name, valueOf, &terms[i]);
    }
}

/// Calls visit(name, value, term) for every number of a record that a run file keeps: the name of its column, and a
/// function that gives the number in a record. The names are the file's and stay. `term` is null but for the terms.
template <typename Visit>
void visitColumns(const StepRecord*, std::span<const Term> terms, const Visit& visit)
{
    visit("history.step", std::mem_fn(&StepRecord::step), nullptr);
    visit("history.epoch", std::mem_fn(&StepRecord::epoch), nullptr);
    visit("history.seconds", std::mem_fn(&StepRecord::seconds), nullptr);
    visit("history.loss", std::mem_fn(&StepRecord::loss), nullptr);
    visit("history.learning_rate", std::mem_fn(&StepRecord::learningRate), nullptr);
    visitTerms("history.", terms, &Term::inSteps, visit);
}

template <typename Visit>
void visitColumns(const EvaluationRecord*, std::span<const Term> terms, const Visit& visit)
{
    visit("history.evaluation.step", std::mem_fn(&EvaluationRecord::step), nullptr);
    visit("history.evaluation.epoch", std::mem_fn(&EvaluationRecord::epoch), nullptr);
    visit("history.evaluation.loss", std::mem_fn(&EvaluationRecord::loss), nullptr);
    visitTerms("history.evaluation.", terms, &Term::inEvaluations, visit);
}

template <typename Visit>
void visitColumns(const KnobChange*, std::span<const Term>, const Visit& visit)
{
    visit("history.knob.step", std::mem_fn(&KnobChange::step), nullptr);
}

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

/// What such a function gives.
template <typename Record, typename ValueOf>
using ValueIn = std::decay_t<std::invoke_result_t<ValueOf, Record&>>;

template <typename Records>
void appendRecords(const Records& records, std::span<const Term> terms, std::vector<TensorSource>& tensors)
{
    using Record = std::decay_t<decltype(*records.begin())>;
    const auto append = [&]<typename ValueOf>(const std::string& name, ValueOf valueOf, const Term*) {
        using Value = ValueIn<const Record, ValueOf>;
        const auto fill = [&records, valueOf](std::byte* out) {
            for (const Record& record : records) {
                std::memcpy(out, &valueOf(record), sizeof(Value));
                out += sizeof(Value);
            }
        };
        tensors.push_back({name, typeOf<Value>(), {static_cast<Index>(records.size())}, fill});
    };
    visitColumns(static_cast<const Record*>(nullptr), terms, append);
}

/// Files that are older than a term lack its column.
bool isAbsent(const SafetensorsFile& file, const std::string& name, const Term* term)
{
    return term != nullptr && term->isLater && file.tensors().count(name) == 0;
}

/// Reads a part of every column.
template <typename Record>
void readRecords(SafetensorsFile& file, std::span<const Term> terms, Index first, std::span<Record> records)
{
    const auto read = [&]<typename ValueOf>(const std::string& name, ValueOf valueOf, const Term* term) {
        if (isAbsent(file, name, term))
            return;
        std::vector<ValueIn<Record, ValueOf>> values(records.size());
        file.values(name, first, values);
        for (std::size_t i = 0; i < records.size(); ++i)
            valueOf(records[i]) = values[i];
    };
    visitColumns(static_cast<const Record*>(nullptr), terms, read);
}

/// Before there were free bits, the KL that was trained was the KL.
/// @param isHeld  as in visitTerms()
template <typename Record>
void completeOldRecords(const SafetensorsFile& file, const std::string& prefix, std::span<const Term> terms,
    bool Term::*isHeld, std::span<Record> records)
{
    visitTerms(prefix, terms, isHeld, [&](const std::string& name, auto valueOf, const Term* term) {
        if (!isAbsent(file, name, term) || term->standIn == kNoTerm)
            return;
        for (Record& record : records)
            valueOf(record) = record.terms[term->standIn];
    });
}

template <typename Record>
void checkColumns(const SafetensorsFile& file, std::span<const Term> terms, Index count)
{
    const auto check = [&]<typename ValueOf>(const std::string& name, ValueOf, const Term* term) {
        if (!isAbsent(file, name, term))
            (void)file.check(name, typeOf<ValueIn<Record, ValueOf>>(), {count});
    };
    visitColumns(static_cast<const Record*>(nullptr), terms, check);
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
        completeOldRecords(file, "history.", terms, &Term::inSteps, records);
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
    completeOldRecords(file, "history.evaluation.", terms, &Term::inEvaluations, records);
    readRecords(file, terms, 0, std::span(checkpoint.knobChanges));
}

} // namespace isthmus
