// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunHistory.h"

#include "core/base/Error.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

namespace isthmus {

namespace {

/// Calls visit(name, member) for every field of a record. The names are the file's and stay.
template <typename Visit>
void visitColumns(const StepRecord*, const Visit& visit)
{
    visit("history.step", &StepRecord::step);
    visit("history.epoch", &StepRecord::epoch);
    visit("history.seconds", &StepRecord::seconds);
    visit("history.loss", &StepRecord::loss);
    visit("history.reconstruction", &StepRecord::reconstruction);
    visit("history.kl", &StepRecord::kl);
    visit("history.learning_rate", &StepRecord::learningRate);
    visit("history.beta", &StepRecord::beta);
    visit("history.trained_kl", &StepRecord::trainedKl);
    visit("history.sparsity", &StepRecord::sparsity);
}

template <typename Visit>
void visitColumns(const EvaluationRecord*, const Visit& visit)
{
    visit("history.evaluation.step", &EvaluationRecord::step);
    visit("history.evaluation.epoch", &EvaluationRecord::epoch);
    visit("history.evaluation.loss", &EvaluationRecord::loss);
    visit("history.evaluation.reconstruction", &EvaluationRecord::reconstruction);
    visit("history.evaluation.kl", &EvaluationRecord::kl);
    visit("history.evaluation.mse", &EvaluationRecord::mse);
    visit("history.evaluation.trained_kl", &EvaluationRecord::trainedKl);
    visit("history.evaluation.sparsity", &EvaluationRecord::sparsity);
}

template <typename Visit>
void visitColumns(const KnobChange*, const Visit& visit)
{
    visit("history.knob.step", &KnobChange::step);
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

template <typename Records>
void appendRecords(const Records& records, std::vector<TensorSource>& tensors)
{
    using Record = std::decay_t<decltype(*records.begin())>;
    visitColumns(static_cast<const Record*>(nullptr), [&]<typename Value>(const char* name, Value Record::*member) {
        const auto fill = [&records, member](std::byte* out) {
            for (const Record& record : records) {
                std::memcpy(out, &(record.*member), sizeof(Value));
                out += sizeof(Value);
            }
        };
        tensors.push_back({name, typeOf<Value>(), {static_cast<Index>(records.size())}, fill});
    });
}

/// Files that were written before these columns existed lack them.
bool isAbsent(const SafetensorsFile& file, const std::string& name)
{
    const bool later = name.ends_with(".trained_kl") || name.ends_with(".sparsity");
    return later && file.tensors().count(name) == 0;
}

/// Reads a part of every column.
template <typename Record>
void readRecords(SafetensorsFile& file, Index first, std::span<Record> records)
{
    const auto visit = [&]<typename Value>(const char* name, Value Record::*member) {
        if (isAbsent(file, name))
            return;
        std::vector<Value> values(records.size());
        file.values(name, first, values);
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].*member = values[i];
    };
    visitColumns(static_cast<const Record*>(nullptr), visit);
}

template <typename Record>
void checkColumns(const SafetensorsFile& file, Index count)
{
    visitColumns(static_cast<const Record*>(nullptr), [&]<typename Value>(const char* name, Value Record::*) {
        if (!isAbsent(file, name))
            (void)file.check(name, typeOf<Value>(), {count});
    });
}

/// Before there were free bits, the KL that was trained was the KL.
template <typename Record>
void completeOldRecords(const SafetensorsFile& file, const char* column, std::span<Record> records)
{
    if (isAbsent(file, column))
        for (Record& record : records)
            record.trainedKl = record.kl;
}

/// Chunk after chunk, so that the columns of one meet in the cache: a long run has a million steps.
StepHistory readSteps(SafetensorsFile& file, Index count)
{
    constexpr auto kChunk = static_cast<Index>(StepHistory::kChunk);
    std::vector<std::shared_ptr<const StepHistory::Chunk>> chunks;
    for (Index first = 0; first < count; first += kChunk) {
        const auto chunk = std::make_shared<StepHistory::Chunk>();
        const auto records =
            std::span<StepRecord>(*chunk).first(static_cast<std::size_t>(std::min(kChunk, count - first)));
        readRecords(file, first, records);
        completeOldRecords(file, "history.trained_kl", records);
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
    appendRecords(checkpoint.steps, tensors);
    appendRecords(checkpoint.evaluations, tensors);
    appendRecords(checkpoint.knobChanges, tensors);
}

void readHistory(SafetensorsFile& file, Checkpoint& checkpoint)
{
    const Index steps = lengthOf(file, "history.step");
    const Index evaluations = lengthOf(file, "history.evaluation.step");
    checkColumns<StepRecord>(file, steps);
    checkColumns<EvaluationRecord>(file, evaluations);
    checkColumns<KnobChange>(file, static_cast<Index>(checkpoint.knobChanges.size()));
    checkpoint.steps = readSteps(file, steps);
    checkSteps(file, checkpoint.steps, checkpoint.step);
    checkpoint.evaluations.resize(static_cast<std::size_t>(evaluations));
    readRecords(file, 0, std::span(checkpoint.evaluations));
    completeOldRecords(file, "history.evaluation.trained_kl", std::span(checkpoint.evaluations));
    readRecords(file, 0, std::span(checkpoint.knobChanges));
}

} // namespace isthmus
