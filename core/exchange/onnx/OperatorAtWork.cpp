// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OperatorAtWork.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/graphExtents.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

template <typename Value>
Value OperatorAtWork::attribute(const std::string& name, Value fallback) const
{
    const auto found = m_node.attributes.find(name);
    if (found == m_node.attributes.end())
        return fallback;
    const auto* value = std::get_if<Value>(&found->second);
    if (value == nullptr)
        throw Error("attribute " + name + " is of another kind than the operator has it");
    return *value;
}

std::int64_t OperatorAtWork::integer(const std::string& name, std::int64_t fallback) const
{
    return attribute(name, fallback);
}

float OperatorAtWork::number(const std::string& name, float fallback) const
{
    const float value = attribute(name, fallback);
    if (!std::isfinite(value))
        throw Error("attribute " + name + ": expected a finite number");
    return value;
}

std::string OperatorAtWork::text(const std::string& name, const std::string& fallback) const
{
    return attribute(name, fallback);
}

std::vector<std::int64_t> OperatorAtWork::integers(const std::string& name, std::vector<std::int64_t> fallback) const
{
    return attribute(name, std::move(fallback));
}

void OperatorAtWork::require(const std::string& name, std::int64_t value) const
{
    const std::int64_t found = integer(name, value);
    if (found != value)
        throw Error("attribute " + name + ": expected " + std::to_string(value) + ", found " + std::to_string(found));
}

bool OperatorAtWork::has(std::size_t input) const
{
    return input < m_node.inputs.size() && !m_node.inputs[input].empty();
}

bool OperatorAtWork::isConstant(std::size_t input) const
{
    return has(input) && m_graph.constant(m_node.inputs[input]) != nullptr;
}

const OnnxTensor& OperatorAtWork::floats(std::size_t input) const
{
    const OnnxTensor* tensor = has(input) ? m_graph.constant(m_node.inputs[input]) : nullptr;
    const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
    if (values == nullptr || values->empty())
        throw Error("expected constant floats as input " + std::to_string(input) + ", found "
            + (tensor == nullptr || tensor->unread.empty() ? "none" : "numbers of " + tensor->unread));
    if (!std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); }))
        throw Error("tensor '" + tensor->name + "': expected finite numbers, found one that is not");
    return *tensor;
}

double OperatorAtWork::constantNumber(std::size_t input) const
{
    const OnnxTensor* tensor = has(input) ? m_graph.constant(m_node.inputs[input]) : nullptr;
    const auto* whole = tensor == nullptr ? nullptr : std::get_if<std::vector<std::int64_t>>(&tensor->values);
    if (whole != nullptr && whole->size() == 1)
        return static_cast<double>(whole->front());
    return static_cast<double>(std::get<FloatVector>(floats(input).values).front());
}

std::vector<std::int64_t> OperatorAtWork::numbers(std::size_t input, std::vector<std::int64_t> shape) const
{
    if (!has(input))
        throw Error("expected extents as input " + std::to_string(input) + ", found none");
    auto found = graphExtents(m_graph, m_node.inputs[input], {m_node.inputs.front(), std::move(shape)});
    if (!found)
        throw Error("expected extents that are constant but for the first, found others");
    return std::move(*found);
}

std::vector<std::int64_t> OperatorAtWork::extents(std::size_t input, std::vector<std::int64_t> shape) const
{
    std::vector<std::int64_t> found = numbers(input, std::move(shape));
    std::replace(found.begin(), found.end(), kUnknownExtent, kAnyExtent);
    return found;
}

std::vector<std::int64_t> OperatorAtWork::places(std::size_t input, std::vector<std::int64_t> shape) const
{
    std::vector<std::int64_t> found = numbers(input, std::move(shape));
    if (std::find(found.begin(), found.end(), kUnknownExtent) != found.end())
        throw Error(
            "expected constant numbers as input " + std::to_string(input) + ", found some that depend on samples");
    return found;
}

bool OperatorAtWork::isOfPyTorch() const
{
    return m_graph.model().producer == "pytorch";
}

std::int64_t OperatorAtWork::samples() const
{
    const std::vector<std::int64_t>& dims = m_graph.input().dims;
    return dims.empty() ? kAnyExtent : dims.front();
}

} // namespace isthmus
