// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/unsupportedKinds.h"

#include <algorithm>
#include <array>
#include <vector>

namespace isthmus {

namespace {

struct OperatorKind
{
    const char* op;
    const char* kind;
};

constexpr OperatorKind kOperatorKinds[] = {
    {"Attention", "attention"},
    {"GRU", "a recurrent layer"},
    {"GlobalMaxPool", "a maximum over whole images"},
    {"LSTM", "a recurrent layer"},
    {"Loop", "a loop"},
    {"RNN", "a recurrent layer"},
    {"Scan", "a loop"},
    {"Sin", "a sine"},
    {"Softmax", "a softmax"},
};

/// Operators, one behind the other, that tell what a value with several users is for.
struct ForkKind
{
    std::array<const char*, 3> ops; ///< all of them among the next nodes behind the fork; null: any
    const char* kind;
};

/// The first that fits counts.
constexpr ForkKind kForkKinds[] = {
    {{"ArgMin", nullptr, nullptr}, "vector quantisation"},
    {{"ArgMax", nullptr, nullptr}, "vector quantisation"},
    {{"TopK", nullptr, nullptr}, "vector quantisation"},
    {{"Softmax", "MatMul", nullptr}, "attention"},
    {{"ReduceMean", "Sub", "Sqrt"}, "a normalisation of some axes"},
    {{"ReduceL2", nullptr, nullptr}, "a normalisation by length"},
    {{"LpNormalization", nullptr, nullptr}, "a normalisation by length"},
    {{"Concat", nullptr, nullptr}, "a skip connection by concatenation"},
    {{"Sigmoid", "Mul", nullptr}, "a gate"},
    {{"Add", nullptr, nullptr}, "a skip connection by a sum"},
};

/// Names of the operators behind a value, up to some steps away.
std::vector<std::string> operatorsBehind(const OnnxGraph& graph, const std::string& value)
{
    constexpr std::size_t kMost = 200;
    std::vector<std::string> ops;
    std::vector<std::string> open{value};
    std::set<const OnnxNode*> seen;
    for (std::size_t next = 0; next < open.size() && ops.size() < kMost; ++next) {
        const std::string current = open[next];
        for (const OnnxNode* user : graph.users(current)) {
            if (!seen.insert(user).second)
                continue;
            ops.push_back(user->op);
            open.insert(open.end(), user->outputs.begin(), user->outputs.end());
        }
    }
    return ops;
}

} // namespace

std::string operatorKind(const std::string& op)
{
    const auto* found = std::find_if(
        std::begin(kOperatorKinds), std::end(kOperatorKinds), [&](const OperatorKind& each) { return op == each.op; });
    return found == std::end(kOperatorKinds) ? "" : " (" + std::string(found->kind) + ')';
}

std::string forkKind(const OnnxGraph& graph, const std::string& value)
{
    const std::vector<std::string> ops = operatorsBehind(graph, value);
    const auto isThere = [&](const char* op) {
        return op == nullptr || std::find(ops.begin(), ops.end(), op) != ops.end();
    };
    for (const ForkKind& kind : kForkKinds) {
        if (std::all_of(kind.ops.begin(), kind.ops.end(), isThere))
            return kind.kind;
    }
    return "branches";
}

} // namespace isthmus
