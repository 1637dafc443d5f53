// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importNorms.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/activationPatterns.h"
#include "core/exchange/onnx/graphExtents.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace isthmus {

namespace {

LayerSpec normSpec(const char* type, float epsilon)
{
    return {type, {{"epsilon", static_cast<double>(epsilon)}}};
}

LayerSpec groupNormSpec(std::int64_t groups, float epsilon)
{
    LayerSpec spec = normSpec("group-norm", epsilon);
    spec.values["groups"] = static_cast<double>(groups);
    return spec;
}

/// Numbers of the current value that a normalisation takes: those of a list, or of an image.
Index normalisedSize(LayerChain& chain)
{
    return chain.isList() ? chain.list() : chain.image().size();
}

/// A parameter of `count` numbers, or of one for each group of them.
FloatVector normParameter(const OperatorAtWork& work, std::size_t input, Index count, std::int64_t groups)
{
    const FloatVector& values = std::get<FloatVector>(work.floats(input).values);
    if (std::ssize(values) == count)
        return values;
    if (groups < 1 || std::ssize(values) != groups || count % groups != 0)
        throw Error("expected " + grouped(count) + " numbers as input " + std::to_string(input) + ", found "
            + grouped(std::ssize(values)));
    FloatVector repeated;
    for (const float value : values)
        repeated.insert(repeated.end(), static_cast<std::size_t>(count / groups), value);
    return repeated;
}

void appendGroups(const OperatorAtWork& work, std::int64_t groups, LayerChain& chain)
{
    const Index channels = chain.image().channels;
    if (groups < 1 || channels % groups != 0)
        throw Error("expected a number of groups that divides the " + grouped(channels) + " channels, found "
            + grouped(groups));
    chain.addElementwise(groupNormSpec(groups, work.number("epsilon", 1e-5F)), normParameter(work, 1, channels, groups),
        normParameter(work, 2, channels, groups));
}

/// The floats of a constant beside a value.
const FloatVector* constantBeside(const OnnxGraph& graph, const OnnxNode& node)
{
    for (const std::string& input : node.inputs) {
        const OnnxTensor* tensor = graph.constant(input);
        if (const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values))
            return values;
    }
    return nullptr;
}

/// Takes a factor or a summand of each value of an image behind a layer normalisation: what its weights are.
void takeOfEachValue(const OnnxGraph& graph, const char* op, FloatVector& numbers, std::string& value)
{
    const OnnxNode* node = onlyUser(graph, value, op);
    const FloatVector* found = node == nullptr ? nullptr : constantBeside(graph, *node);
    if (found == nullptr || found->size() != numbers.size())
        return;
    numbers = *found;
    value = node->outputs.front();
}

/// Lists have their factors folded in as every layer does; those of images are one for each value.
std::string appendWholeNorm(const OnnxGraph& graph, std::string value, float epsilon, LayerChain& chain)
{
    const auto size = static_cast<std::size_t>(normalisedSize(chain));
    FloatVector weight(size, 1.0F);
    FloatVector bias(size, 0.0F);
    if (!chain.isList() || chain.axes() > 2) {
        takeOfEachValue(graph, "Mul", weight, value);
        takeOfEachValue(graph, "Add", bias, value);
    }
    chain.addElementwise(normSpec("layer-norm", epsilon), std::move(weight), std::move(bias));
    return value;
}

LayerSpec pixelNormSpec(float epsilon)
{
    LayerSpec spec = normSpec("layer-norm", epsilon);
    spec.values["pixels"] = 1;
    return spec;
}

/// The channels of each pixel, and a factor and a summand for each of them where they stand behind.
std::string appendPixelNorm(const OnnxGraph& graph, std::string value, float epsilon, Index channels, LayerChain& chain)
{
    FloatVector weight(static_cast<std::size_t>(channels), 1.0F);
    FloatVector bias(static_cast<std::size_t>(channels), 0.0F);
    takeOfEachValue(graph, "Mul", weight, value);
    takeOfEachValue(graph, "Add", bias, value);
    chain.addElementwise(pixelNormSpec(epsilon), std::move(weight), std::move(bias));
    return value;
}

/// An instance normalisation of groups as channels.
struct GroupedNorm
{
    const OnnxNode* norm = nullptr;
    std::string result;
};

bool isShapeOf(const std::vector<std::int64_t>& found, const std::vector<std::int64_t>& expected)
{
    const auto fits = [](std::int64_t a, std::int64_t b) { return a == b || a < 0 || a == 0; };
    return found.size() == expected.size() && std::equal(found.begin() + 1, found.end(), expected.begin() + 1, fits);
}

std::optional<GroupedNorm> groupedNorm(const OnnxGraph& graph, const std::string& value, const LayerChain& chain)
{
    const OnnxNode* there = onlyUser(graph, value, "Reshape");
    const OnnxNode* norm =
        there == nullptr ? nullptr : onlyUser(graph, there->outputs.front(), "InstanceNormalization");
    const OnnxNode* back = norm == nullptr ? nullptr : onlyUser(graph, norm->outputs.front(), "Reshape");
    if (back == nullptr || there->inputs.size() < 2 || back->inputs.size() < 2)
        return std::nullopt;
    const auto cut = graphExtents(graph, there->inputs[1], {value, chain.extents()});
    const auto whole = graphExtents(graph, back->inputs[1], {value, chain.extents()});
    if (!cut || cut->size() != 3 || !whole || !isShapeOf(*whole, chain.extents()))
        return std::nullopt;
    return GroupedNorm{norm, back->outputs.front()};
}

bool isFactorOfEachValue(const OnnxGraph& graph, const std::string& value, Index size)
{
    const OnnxNode* product = onlyUser(graph, value, "Mul");
    const FloatVector* factors = product == nullptr ? nullptr : constantBeside(graph, *product);
    return factors != nullptr && std::ssize(*factors) == size;
}

bool areAll(const FloatVector& values, float number)
{
    return std::all_of(values.begin(), values.end(), [=](float value) { return value == number; });
}

/// Pixels as groups, behind a Transpose that brought the channels to the end.
std::string appendPixelsAsGroups(const OnnxGraph& graph, const GroupedNorm& found, LayerChain& chain)
{
    const OperatorAtWork work(*found.norm, graph);
    const FloatVector& scale = std::get<FloatVector>(work.floats(1).values);
    const std::vector<std::int64_t> extents = chain.extents();
    const Index pixels = std::accumulate(extents.begin() + 1, extents.end() - 1, Index(1), std::multiplies<>());
    if (std::ssize(scale) != pixels || !areAll(scale, 1) || !areAll(std::get<FloatVector>(work.floats(2).values), 0))
        throw Error("expected a normalisation of the channels of each pixel, found one of other groups");
    return appendPixelNorm(graph, found.result, work.number("epsilon", 1e-5F), extents.back(), chain);
}

std::string appendGroupedNorm(const OnnxGraph& graph, const GroupedNorm& found, LayerChain& chain)
{
    if (chain.areChannelsLast())
        return appendPixelsAsGroups(graph, found, chain);
    const OperatorAtWork work(*found.norm, graph);
    const bool isList = chain.isList();
    const Index size = normalisedSize(chain);
    const Index channels = isList ? size : chain.image().channels;
    const FloatVector& ofGroups = std::get<FloatVector>(work.floats(1).values);
    const auto groups = std::ssize(ofGroups);
    const float epsilon = work.number("epsilon", 1e-5F);
    const bool isPlain = ofGroups == FloatVector{1} && std::get<FloatVector>(work.floats(2).values) == FloatVector{0};
    if (isPlain && (isList || (size != channels && isFactorOfEachValue(graph, found.result, size))))
        return appendWholeNorm(graph, found.result, epsilon, chain);
    if (channels % groups != 0)
        throw Error("expected a number of groups that divides the " + grouped(channels) + " channels, found "
            + grouped(groups));
    chain.addElementwise(groupNormSpec(groups, epsilon), normParameter(work, 1, channels, groups),
        normParameter(work, 2, channels, groups));
    return found.result;
}

/// The axes over which a mean goes, of a value with so many.
std::vector<std::int64_t> axesOfMean(const OnnxGraph& graph, const OnnxNode& mean, std::size_t axes)
{
    std::vector<std::int64_t> found;
    if (const auto given = mean.attributes.find("axes"); given != mean.attributes.end()) {
        if (const auto* values = std::get_if<std::vector<std::int64_t>>(&given->second))
            found = *values;
    } else if (mean.inputs.size() > 1 && graph.constant(mean.inputs[1]) != nullptr) {
        if (const auto* values = std::get_if<std::vector<std::int64_t>>(&graph.constant(mean.inputs[1])->values))
            found = *values;
    }
    for (std::int64_t& axis : found)
        axis += axis < 0 ? static_cast<std::int64_t>(axes) : 0;
    std::sort(found.begin(), found.end());
    return found;
}

/// What a layer normalises together.
enum class NormScope { Sample, Pixel };

/// The scope of a normalisation over the axes from one on, or over one axis alone.
/// @throws Error if no layer has it
NormScope scopeOf(const std::vector<std::int64_t>& axes, LayerChain& chain)
{
    const auto all = std::int64_t(std::ssize(chain.extents()));
    std::vector<std::int64_t> whole(static_cast<std::size_t>(all - 1));
    std::iota(whole.begin(), whole.end(), std::int64_t(1));
    if (axes == whole)
        return NormScope::Sample;
    if (axes == std::vector<std::int64_t>{all - 1} && chain.hasChannelsLast())
        return NormScope::Pixel;
    if (axes == std::vector<std::int64_t>{1} && all > 2 && !chain.areChannelsLast() && chain.image().channels > 0)
        return NormScope::Pixel;
    throw Error("expected a normalisation of all values of a sample (axis 1), or of the channels of each pixel, found "
                "one of other axes, which is not supported");
}

const OnnxNode* userWith(const OnnxGraph& graph, const std::string& value, const char* op, const std::string& second)
{
    for (const OnnxNode* user : graph.users(value))
        if (user->op == op && user->inputs.size() == 2 && user->inputs[0] == value && user->inputs[1] == second
            && !user->outputs.empty())
            return user;
    return nullptr;
}

const OnnxNode* userOp(const OnnxGraph& graph, const std::string& value, const char* op)
{
    for (const OnnxNode* user : graph.users(value))
        if (user->op == op && !user->outputs.empty())
            return user;
    return nullptr;
}

/// (x - mean) squared, in either spelling.
const OnnxNode* squareOf(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* power = userOp(graph, value, "Pow");
    if (power != nullptr && hasConstant(graph, *power, 2))
        return power;
    return userWith(graph, value, "Mul", value);
}

/// A layer normalisation in its arithmetic.
struct ExplodedNorm
{
    const OnnxNode* mean;
    const OnnxNode* variance;
    float epsilon;
    std::string result;
};

template <typename Work>
std::string atPlace(const std::string& place, const Work& work)
{
    try {
        return work();
    } catch (const Error& error) {
        throw Error(place + ": " + error.what());
    }
}

std::optional<ExplodedNorm> explodedNorm(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* mean = userOp(graph, value, "ReduceMean");
    const OnnxNode* less = mean == nullptr ? nullptr : userWith(graph, value, "Sub", mean->outputs.front());
    const OnnxNode* square = less == nullptr ? nullptr : squareOf(graph, less->outputs.front());
    const OnnxNode* variance = square == nullptr ? nullptr : onlyUser(graph, square->outputs.front(), "ReduceMean");
    const OnnxNode* sum = variance == nullptr ? nullptr : onlyUser(graph, variance->outputs.front(), "Add");
    const OnnxNode* root = sum == nullptr ? nullptr : onlyUser(graph, sum->outputs.front(), "Sqrt");
    const FloatVector* epsilon = root == nullptr ? nullptr : constantBeside(graph, *sum);
    const OnnxNode* quotient =
        epsilon == nullptr ? nullptr : userWith(graph, less->outputs.front(), "Div", root->outputs.front());
    if (quotient == nullptr || epsilon->size() != 1)
        return std::nullopt;
    return ExplodedNorm{mean, variance, epsilon->front(), quotient->outputs.front()};
}

} // namespace

void appendGroupNormalization(const OperatorAtWork& work, LayerChain& chain)
{
    appendGroups(work, work.integer("num_groups", 0), chain);
}

void appendInstanceNormalization(const OperatorAtWork& work, LayerChain& chain)
{
    appendGroups(work, chain.image().channels, chain);
}

void appendLayerNormalization(const OperatorAtWork& work, LayerChain& chain)
{
    const auto all = std::int64_t(std::ssize(chain.extents()));
    const std::int64_t axis = work.integer("axis", -1);
    const std::int64_t first = axis < 0 ? axis + all : axis;
    if (first < 1 || first >= all)
        throw Error("attribute axis: expected an axis behind that of the samples, found " + std::to_string(axis));
    std::vector<std::int64_t> axes(static_cast<std::size_t>(all - first));
    std::iota(axes.begin(), axes.end(), first);
    const bool isOfPixels = scopeOf(axes, chain) == NormScope::Pixel;
    const Index size = isOfPixels ? chain.extents().back() : normalisedSize(chain);
    FloatVector bias(static_cast<std::size_t>(size), 0.0F);
    if (work.has(2))
        bias = normParameter(work, 2, size, 0);
    const float epsilon = work.number("epsilon", 1e-5F);
    chain.addElementwise(isOfPixels ? pixelNormSpec(epsilon) : normSpec("layer-norm", epsilon),
        normParameter(work, 1, size, 0), std::move(bias));
}

std::optional<std::string> appendNormPattern(const OnnxGraph& graph, const std::string& value, LayerChain& chain)
{
    if (const std::optional<GroupedNorm> found = groupedNorm(graph, value, chain)) {
        chain.nameNode(nodeText(*found->norm));
        return appendGroupedNorm(graph, *found, chain);
    }
    const std::optional<ExplodedNorm> found = explodedNorm(graph, value);
    if (!found)
        return std::nullopt;
    const std::string name = "the layer normalisation behind '" + value + "'";
    chain.nameNode(name);
    return atPlace(name, [&] {
        const std::vector<std::int64_t> axes = axesOfMean(graph, *found->mean, chain.axes());
        if (axes != axesOfMean(graph, *found->variance, chain.axes()))
            throw Error("expected a mean and a variance of the same axes, found others");
        if (scopeOf(axes, chain) == NormScope::Sample)
            return appendWholeNorm(graph, found->result, found->epsilon, chain);
        const Index channels = chain.areChannelsLast() ? chain.extents().back() : chain.image().channels;
        return appendPixelNorm(graph, found->result, found->epsilon, channels, chain);
    });
}

} // namespace isthmus
