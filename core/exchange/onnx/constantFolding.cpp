// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/constantFolding.h"

#include "core/base/Error.h"

#include <algorithm>

namespace isthmus {

namespace {

using IntegerList = std::vector<std::int64_t>;
using Constants = std::vector<const OnnxTensor*>;

constexpr std::int64_t kLongestList = 64; ///< most integers of a list that is computed

const IntegerList* integersOf(const OnnxTensor* tensor)
{
    const auto* values = tensor == nullptr ? nullptr : std::get_if<IntegerList>(&tensor->values);
    return values == nullptr || std::ssize(*values) > kLongestList ? nullptr : values;
}

OnnxTensor listTensor(IntegerList values, IntegerList dims)
{
    return {"", std::move(dims), std::move(values)};
}

OnnxTensor listTensor(const IntegerList& values)
{
    return listTensor(values, {std::ssize(values)});
}

IntegerList attributeList(const OnnxNode& node, const char* name)
{
    const auto found = node.attributes.find(name);
    const auto* values = found == node.attributes.end() ? nullptr : std::get_if<IntegerList>(&found->second);
    return values == nullptr ? IntegerList() : *values;
}

template <typename Vector>
Vector transposedMatrix(const Vector& values, std::int64_t rows, std::int64_t columns)
{
    Vector result(values.size());
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t column = 0; column < columns; ++column)
            result[static_cast<std::size_t>(column * rows + row)] =
                values[static_cast<std::size_t>(row * columns + column)];
    return result;
}

std::optional<OnnxTensor> foldTranspose(const OnnxNode& node, const Constants& inputs)
{
    const OnnxTensor& tensor = *inputs[0];
    const IntegerList perm = attributeList(node, "perm");
    const bool isEmpty = std::visit([](const auto& values) { return values.empty(); }, tensor.values);
    if (tensor.dims.size() != 2 || isEmpty || (!perm.empty() && perm != IntegerList{1, 0}))
        return std::nullopt;
    OnnxTensor result{"", {tensor.dims[1], tensor.dims[0]}, FloatVector()};
    std::visit([&](const auto& values) { result.values = transposedMatrix(values, tensor.dims[0], tensor.dims[1]); },
        tensor.values);
    return result;
}

/// Short lists of one type, one behind the other.
template <typename Vector>
std::optional<OnnxTensor> joinedLists(const Constants& inputs)
{
    Vector all;
    for (const OnnxTensor* tensor : inputs) {
        const auto* values = std::get_if<Vector>(&tensor->values);
        if (values == nullptr || tensor->dims.size() > 1 || std::ssize(*values) > kLongestList - std::ssize(all))
            return std::nullopt;
        all.insert(all.end(), values->begin(), values->end());
    }
    return OnnxTensor{"", {std::ssize(all)}, std::move(all)};
}

std::optional<OnnxTensor> foldConcat(const OnnxNode&, const Constants& inputs)
{
    const auto integers = joinedLists<IntegerList>(inputs);
    return integers ? integers : joinedLists<FloatVector>(inputs);
}

std::optional<OnnxTensor> foldConstantOfShape(const OnnxNode& node, const Constants& inputs)
{
    const IntegerList* shape = integersOf(inputs[0]);
    const auto value = node.attributes.find("value");
    const auto* filling = value == node.attributes.end() ? nullptr : std::get_if<OnnxTensor>(&value->second);
    const IntegerList* filled = integersOf(filling);
    if (shape == nullptr || shape->size() != 1 || filled == nullptr || filled->size() != 1 || shape->front() < 0
        || shape->front() > kLongestList)
        return std::nullopt;
    return listTensor(IntegerList(static_cast<std::size_t>(shape->front()), filled->front()));
}

std::optional<OnnxTensor> foldReshape(const OnnxNode&, const Constants& inputs)
{
    const IntegerList* values = integersOf(inputs[0]);
    const IntegerList* shape = inputs.size() < 2 ? nullptr : integersOf(inputs[1]);
    if (values == nullptr || shape == nullptr || shape->empty() || shape->size() > 2)
        return std::nullopt;
    IntegerList dims = *shape;
    std::int64_t known = 1;
    for (const std::int64_t extent : dims) {
        if (extent < -1 || extent == 0 || extent > kLongestList)
            return std::nullopt;
        known *= extent == -1 ? 1 : extent;
    }
    std::replace(dims.begin(), dims.end(), std::int64_t(-1), std::int64_t(std::ssize(*values)) / known);
    if (dims.front() * dims.back() != std::ssize(*values) * (dims.size() == 1 ? dims.front() : 1))
        return std::nullopt;
    return listTensor(*values, dims);
}

/// A list of rows from `start` on, forwards or backwards.
IntegerList slicedRows(
    const IntegerList& values, std::int64_t rows, std::int64_t start, std::int64_t end, std::int64_t step)
{
    const std::int64_t width = std::ssize(values) / rows;
    const auto inside = [&](std::int64_t place) {
        return std::clamp<std::int64_t>(
            place < 0 ? place + rows : place, step < 0 ? -1 : 0, step < 0 ? rows - 1 : rows);
    };
    IntegerList result;
    const std::int64_t last = end < -rows ? (step < 0 ? -1 : 0) : inside(end);
    for (std::int64_t row = inside(start); step < 0 ? row > last : row < last; row += step)
        result.insert(result.end(), values.begin() + row * width, values.begin() + (row + 1) * width);
    return result;
}

std::optional<OnnxTensor> foldSlice(const OnnxNode&, const Constants& inputs)
{
    const IntegerList* values = integersOf(inputs[0]);
    if (values == nullptr || values->empty() || inputs[0]->dims.empty() || inputs.size() < 3)
        return std::nullopt;
    const auto number = [&](std::size_t input, std::int64_t fallback) -> std::optional<std::int64_t> {
        if (input >= inputs.size())
            return fallback;
        const IntegerList* list = integersOf(inputs[input]);
        return list == nullptr || list->size() != 1 ? std::nullopt : std::optional(list->front());
    };
    const auto start = number(1, 0), end = number(2, 0), axis = number(3, 0), step = number(4, 1);
    const std::int64_t rows = inputs[0]->dims.front();
    if (!start || !end || axis != 0 || !step || (*step != 1 && *step != -1))
        return std::nullopt;
    IntegerList dims = inputs[0]->dims;
    const IntegerList rest = slicedRows(*values, rows, std::clamp<std::int64_t>(*start, -rows, rows),
        std::clamp<std::int64_t>(*end, -rows - 1, rows), *step);
    dims.front() = std::ssize(rest) * rows / std::ssize(*values);
    return listTensor(rest, dims);
}

/// The extents of a constant.
std::optional<OnnxTensor> foldShape(const OnnxNode& node, const Constants& inputs)
{
    const bool isWhole = node.attributes.count("start") == 0 && node.attributes.count("end") == 0;
    return isWhole ? std::optional(listTensor(inputs[0]->dims)) : std::nullopt;
}

std::optional<OnnxTensor> foldGather(const OnnxNode&, const Constants& inputs)
{
    const IntegerList* values = integersOf(inputs[0]);
    const IntegerList* places = inputs.size() < 2 ? nullptr : integersOf(inputs[1]);
    if (values == nullptr || places == nullptr || inputs[0]->dims.size() != 1)
        return std::nullopt;
    IntegerList found;
    for (const std::int64_t place : *places) {
        const std::int64_t from = place < 0 ? place + std::ssize(*values) : place;
        if (from < 0 || from >= std::ssize(*values))
            return std::nullopt;
        found.push_back((*values)[static_cast<std::size_t>(from)]);
    }
    return listTensor(found, inputs[1]->dims);
}

/// The difference or product of small numbers, of which one may stand for as many as the other has.
std::optional<OnnxTensor> foldArithmetic(const OnnxNode& node, const Constants& inputs)
{
    constexpr std::int64_t kMost = std::int64_t(1) << 31;
    const IntegerList* a = integersOf(inputs[0]);
    const IntegerList* b = inputs.size() < 2 ? nullptr : integersOf(inputs[1]);
    if (a == nullptr || b == nullptr || a->empty() || b->empty() || std::min(a->size(), b->size()) != 1)
        return std::nullopt;
    IntegerList result(std::max(a->size(), b->size()));
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::int64_t left = (*a)[a->size() == 1 ? 0 : i];
        const std::int64_t right = (*b)[b->size() == 1 ? 0 : i];
        if (left < -kMost || left > kMost || right < -kMost || right > kMost)
            return std::nullopt;
        result[i] = node.op == "Mul" ? left * right : left - right;
    }
    return listTensor(result);
}

/// The same numbers: integers are kept in one type alone.
std::optional<OnnxTensor> foldSame(const OnnxNode&, const Constants& inputs)
{
    const IntegerList* values = integersOf(inputs[0]);
    return values == nullptr ? std::nullopt : std::optional(listTensor(*values));
}

/// Integers are kept in one type alone; floats, and integers that become floats, in the other.
std::optional<OnnxTensor> foldCast(const OnnxNode& node, const Constants& inputs)
{
    constexpr std::int64_t kFloat = 1; // TensorProto.DataType
    const auto to = node.attributes.find("to");
    const auto* type = to == node.attributes.end() ? nullptr : std::get_if<std::int64_t>(&to->second);
    if (type == nullptr || *type != kFloat)
        return foldSame(node, inputs);
    if (std::holds_alternative<FloatVector>(inputs[0]->values))
        return OnnxTensor{"", inputs[0]->dims, inputs[0]->values};
    const IntegerList* values = integersOf(inputs[0]);
    return values == nullptr
        ? std::nullopt
        : std::optional(OnnxTensor{"", inputs[0]->dims, FloatVector(values->begin(), values->end())});
}

/// The same numbers with further axes of one number each.
std::optional<OnnxTensor> foldUnsqueeze(const OnnxNode& node, const Constants& inputs)
{
    const auto* floats = std::get_if<FloatVector>(&inputs[0]->values);
    if (floats == nullptr)
        return foldSame(node, inputs);
    const IntegerList* given = inputs.size() < 2 ? nullptr : integersOf(inputs[1]);
    IntegerList axes = given == nullptr ? attributeList(node, "axes") : *given;
    const std::int64_t rank = std::ssize(inputs[0]->dims) + std::ssize(axes);
    for (std::int64_t& axis : axes)
        axis += axis < 0 ? rank : 0;
    std::sort(axes.begin(), axes.end());
    OnnxTensor result{"", inputs[0]->dims, *floats};
    for (const std::int64_t axis : axes) {
        if (axis < 0 || axis > std::ssize(result.dims))
            return std::nullopt;
        result.dims.insert(result.dims.begin() + axis, 1);
    }
    return result;
}

struct FoldedOperator
{
    const char* op;
    std::optional<OnnxTensor> (*fold)(const OnnxNode& node, const Constants& inputs);
};

constexpr FoldedOperator kFoldedOperators[] = {
    {"Cast", foldCast},
    {"Concat", foldConcat},
    {"ConstantOfShape", foldConstantOfShape},
    {"Gather", foldGather},
    {"Mul", foldArithmetic},
    {"Reshape", foldReshape},
    {"Shape", foldShape},
    {"Slice", foldSlice},
    {"Squeeze", foldSame},
    {"Sub", foldArithmetic},
    {"Transpose", foldTranspose},
    {"Unsqueeze", foldUnsqueeze},
};

} // namespace

std::optional<OnnxTensor> foldedConstant(const OnnxNode& node, const ConstantOf& constantOf)
{
    const auto* known = std::find_if(std::begin(kFoldedOperators), std::end(kFoldedOperators),
        [&](const FoldedOperator& each) { return node.op == each.op; });
    if (known == std::end(kFoldedOperators) || node.inputs.empty() || node.outputs.empty())
        return std::nullopt;
    Constants inputs;
    for (const std::string& input : node.inputs) {
        const OnnxTensor* tensor = constantOf(input);
        if (tensor == nullptr)
            return std::nullopt;
        inputs.push_back(tensor);
    }
    std::optional<OnnxTensor> result = known->fold(node, inputs);
    if (result)
        result->name = node.outputs.front();
    return result;
}

} // namespace isthmus
