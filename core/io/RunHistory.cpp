// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/RunHistory.h"

#include "core/base/Error.h"

#include <cstring>
#include <type_traits>

namespace isthmus {

namespace {

/// Calls visit(name, member) for every field of a record. The names are the file's and stay.
template <typename Visit>
void visitColumns(const std::vector<StepRecord>&, const Visit& visit)
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
void visitColumns(const std::vector<EvaluationRecord>&, const Visit& visit)
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
void visitColumns(const std::vector<KnobChange>&, const Visit& visit)
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

template <typename Value>
auto readValues(SafetensorsFile& file, const char* name)
{
    if constexpr (std::is_same_v<Value, float>)
        return file.floats(name);
    else if constexpr (std::is_same_v<Value, double>)
        return file.doubles(name);
    else
        return file.integers(name);
}

template <typename Record>
void appendRecords(const std::vector<Record>& records, std::vector<TensorSource>& tensors)
{
    visitColumns(records, [&]<typename Value>(const char* name, Value Record::*member) {
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

template <typename Record>
void readColumns(SafetensorsFile& file, std::vector<Record>& records)
{
    visitColumns(records, [&]<typename Value>(const char* name, Value Record::*member) {
        if (isAbsent(file, name))
            return;
        const auto values = readValues<Value>(file, name);
        for (std::size_t i = 0; i < records.size(); ++i)
            records[i].*member = values[i];
    });
}

template <typename Record>
void checkColumns(const SafetensorsFile& file, const std::vector<Record>& records, Index count)
{
    visitColumns(records, [&]<typename Value>(const char* name, Value Record::*) {
        if (!isAbsent(file, name))
            (void)file.check(name, typeOf<Value>(), {count});
    });
}

/// Before there were free bits, the KL that was trained was the KL.
template <typename Record>
void completeOldRecords(const SafetensorsFile& file, const char* column, std::vector<Record>& records)
{
    if (isAbsent(file, column))
        for (Record& record : records)
            record.trainedKl = record.kl;
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
    checkColumns(file, checkpoint.steps, steps);
    checkColumns(file, checkpoint.evaluations, evaluations);
    checkColumns(file, checkpoint.knobChanges, static_cast<Index>(checkpoint.knobChanges.size()));
    checkpoint.steps.resize(static_cast<std::size_t>(steps));
    checkpoint.evaluations.resize(static_cast<std::size_t>(evaluations));
    readColumns(file, checkpoint.steps);
    readColumns(file, checkpoint.evaluations);
    readColumns(file, checkpoint.knobChanges);
    completeOldRecords(file, "history.trained_kl", checkpoint.steps);
    completeOldRecords(file, "history.evaluation.trained_kl", checkpoint.evaluations);
}

} // namespace isthmus
