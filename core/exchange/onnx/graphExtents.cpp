// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/graphExtents.h"

#include <algorithm>

namespace isthmus {

namespace {

using ExtentList = std::vector<std::int64_t>;

constexpr std::size_t kMostExtents = 64;
constexpr int kDeepest = 16; ///< most nodes behind one another
constexpr int kMostVisits = 1000; ///< most nodes that one list is made of

struct ExtentArithmetic
{
    const char* op;
    std::int64_t (*compute)(std::int64_t a, std::int64_t b);
};

constexpr ExtentArithmetic kExtentArithmetic[] = {
    {"Add", [](std::int64_t a, std::int64_t b) { return a + b; }},
    {"Div", [](std::int64_t a, std::int64_t b) { return b == 0 ? kUnknownExtent : a / b; }},
    {"Mul", [](std::int64_t a, std::int64_t b) { return a * b; }},
    {"Sub", [](std::int64_t a, std::int64_t b) { return a - b; }},
};

struct ExtentReader
{
    const OnnxGraph& graph;
    const ShapedValue& value;
    int visits = 0;

    [[nodiscard]] std::optional<ExtentList> of(const std::string& list, int depth)
    {
        const OnnxTensor* tensor = graph.constant(list);
        if (tensor != nullptr) {
            const auto* values = std::get_if<ExtentList>(&tensor->values);
            return values == nullptr || values->size() > kMostExtents ? std::nullopt : std::optional(*values);
        }
        const OnnxNode* node = graph.producer(list);
        if (node == nullptr || node->inputs.empty() || depth == kDeepest || ++visits > kMostVisits)
            return std::nullopt;
        return made(*node, depth + 1);
    }

private:
    [[nodiscard]] std::optional<ExtentList> made(const OnnxNode& node, int depth)
    {
        if (node.op == "Shape")
            return partOf(shapeOf(node), wholeNumber(node, "start").value_or(0),
                wholeNumber(node, "end").value_or(std::ssize(value.extents)));
        if (node.op == "Concat")
            return joined(node, depth);
        if (node.op == "Slice")
            return sliced(node, depth);
        if (node.op == "Gather")
            return gathered(node, depth);
        if (node.op == "Unsqueeze" || node.op == "Squeeze" || node.op == "Cast" || node.op == "Reshape")
            return of(node.inputs[0], depth);
        for (const ExtentArithmetic& each : kExtentArithmetic) {
            if (node.op == each.op)
                return computed(node, each, depth);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<ExtentList> joined(const OnnxNode& node, int depth)
    {
        ExtentList all;
        for (const std::string& input : node.inputs) {
            const auto part = of(input, depth);
            if (!part || all.size() + part->size() > kMostExtents)
                return std::nullopt;
            all.insert(all.end(), part->begin(), part->end());
        }
        return all;
    }

    /// One number, from an input or, before opset 10, an attribute.
    [[nodiscard]] std::optional<std::int64_t> bound(const OnnxNode& node, std::size_t input, const char* name) const
    {
        const OnnxTensor* tensor = node.inputs.size() > input ? graph.constant(node.inputs[input]) : nullptr;
        const auto attribute = node.attributes.find(name);
        const ExtentList* list = tensor != nullptr ? std::get_if<ExtentList>(&tensor->values)
            : attribute != node.attributes.end()   ? std::get_if<ExtentList>(&attribute->second)
                                                   : nullptr;
        return list == nullptr || list->size() != 1 ? std::nullopt : std::optional(list->front());
    }

    [[nodiscard]] static ExtentList partOf(const ExtentList& whole, std::int64_t start, std::int64_t end)
    {
        const std::int64_t size = std::ssize(whole);
        const auto place = [&](std::int64_t at) {
            return std::clamp<std::int64_t>(at < 0 && at >= -size ? at + size : at, 0, size);
        };
        const std::int64_t first = place(start);
        return ExtentList(whole.begin() + first, whole.begin() + std::max(first, place(end)));
    }

    [[nodiscard]] static std::optional<std::int64_t> wholeNumber(const OnnxNode& node, const char* name)
    {
        const auto found = node.attributes.find(name);
        const auto* number = found == node.attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
        return number == nullptr ? std::nullopt : std::optional(*number);
    }

    [[nodiscard]] std::optional<ExtentList> sliced(const OnnxNode& node, int depth)
    {
        const auto whole = of(node.inputs[0], depth);
        const auto start = bound(node, 1, "starts");
        const auto end = bound(node, 2, "ends");
        if (!whole || !start || !end || bound(node, 4, "steps").value_or(1) != 1)
            return std::nullopt;
        return partOf(*whole, *start, *end);
    }

    [[nodiscard]] std::optional<ExtentList> gathered(const OnnxNode& node, int depth)
    {
        const auto whole = of(node.inputs[0], depth);
        const auto places = node.inputs.size() < 2 ? std::nullopt : of(node.inputs[1], depth);
        if (!whole || !places)
            return std::nullopt;
        ExtentList result;
        for (const std::int64_t place : *places) {
            const std::int64_t from = place < 0 ? place + std::ssize(*whole) : place;
            result.push_back(
                from < 0 || from >= std::ssize(*whole) ? kUnknownExtent : (*whole)[static_cast<std::size_t>(from)]);
        }
        return result;
    }

    /// The extents of another value than the one that is asked about are not known.
    [[nodiscard]] ExtentList shapeOf(const OnnxNode& node) const
    {
        ExtentList extents = value.extents;
        for (std::int64_t& extent : extents) {
            if (extent == kAnyExtent || node.inputs.front() != value.name)
                extent = kUnknownExtent;
        }
        return extents;
    }

    /// One number stands for as many as the other list has.
    [[nodiscard]] std::optional<ExtentList> computed(const OnnxNode& node, const ExtentArithmetic& each, int depth)
    {
        const auto a = of(node.inputs[0], depth);
        const auto b = node.inputs.size() != 2 ? std::nullopt : of(node.inputs[1], depth);
        if (!a || !b || a->empty() || b->empty() || (a->size() != b->size() && a->size() != 1 && b->size() != 1))
            return std::nullopt;
        ExtentList result(std::max(a->size(), b->size()));
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = ofNumbers((*a)[a->size() == 1 ? 0 : i], (*b)[b->size() == 1 ? 0 : i], each);
        return result;
    }

    [[nodiscard]] static std::int64_t ofNumbers(std::int64_t a, std::int64_t b, const ExtentArithmetic& each)
    {
        constexpr std::int64_t kMost = std::int64_t(1) << 31;
        const auto isSmall = [](std::int64_t number) { return number >= -kMost && number <= kMost; };
        return isSmall(a) && isSmall(b) ? each.compute(a, b) : kUnknownExtent;
    }
};

} // namespace

std::optional<std::vector<std::int64_t>> graphExtents(
    const OnnxGraph& graph, const std::string& list, const ShapedValue& value)
{
    return ExtentReader{graph, value}.of(list, 0);
}

} // namespace isthmus
