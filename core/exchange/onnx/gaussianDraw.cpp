// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/gaussianDraw.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/OperatorAtWork.h"
#include "core/exchange/onnx/activationPatterns.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isthmus {

namespace {

constexpr int kDeepestProduct = 4; ///< most nodes of a product behind one another
constexpr int kLongestHead = 8; ///< most nodes between a head's weights and its output

bool isRandom(const OnnxNode& node)
{
    return node.op.rfind("Random", 0) == 0 || node.op == "Bernoulli" || node.op == "Multinomial";
}

/// The node that makes a value, if it is this operator; else null.
const OnnxNode* makerOf(const OnnxGraph& graph, const std::string& value, const std::string& op)
{
    const OnnxNode* node = graph.producer(value);
    return node != nullptr && node->op == op && !node->inputs.empty() ? node : nullptr;
}

/// A value before it is repeated for a shape that it has already.
std::string beforeExpand(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* expand = makerOf(graph, value, "Expand");
    return expand == nullptr ? value : expand->inputs.front();
}

/// Is a value this number in all places: a constant, or one of a shape that is computed?
bool isEverywhere(const OnnxGraph& graph, const std::string& value, float number)
{
    const OnnxTensor* tensor = graph.constant(value);
    if (const OnnxNode* filled = makerOf(graph, value, "ConstantOfShape")) {
        const auto filling = filled->attributes.find("value");
        tensor = filling == filled->attributes.end() ? nullptr : std::get_if<OnnxTensor>(&filling->second);
        if (tensor == nullptr)
            return number == 0;
    }
    const auto* values = tensor == nullptr ? nullptr : std::get_if<FloatVector>(&tensor->values);
    return values != nullptr && !values->empty()
        && std::all_of(values->begin(), values->end(), [&](float each) { return each == number; });
}

/// Are the numbers of a value drawn from N(0, 1)?
bool isNoise(const OnnxGraph& graph, const std::string& value, int depth = 0)
{
    const OnnxNode* node = graph.producer(value);
    if (node == nullptr || depth == kDeepestProduct)
        return false;
    if (node->op == "RandomNormalLike" || node->op == "RandomNormal") {
        const OperatorAtWork work(*node, graph);
        return work.number("mean", 0) == 0 && work.number("scale", 1) == 1;
    }
    if (node->op == "Expand" && !node->inputs.empty())
        return isNoise(graph, node->inputs[0], depth + 1);
    if ((node->op != "Mul" && node->op != "Add") || node->inputs.size() != 2)
        return false;
    const float neutral = node->op == "Mul" ? 1.0F : 0.0F;
    for (const std::size_t i : {0U, 1U}) {
        if (isEverywhere(graph, node->inputs[1 - i], neutral) && isNoise(graph, node->inputs[i], depth + 1))
            return true;
    }
    return false;
}

/// What is multiplied to make a value, without factors of 1.
void collectFactors(const OnnxGraph& graph, const std::string& value, std::vector<std::string>& factors, int depth)
{
    const OnnxNode* product = makerOf(graph, value, "Mul");
    if (product == nullptr || product->inputs.size() != 2 || depth == kDeepestProduct || isNoise(graph, value)) {
        if (!isEverywhere(graph, value, 1))
            factors.push_back(value);
        return;
    }
    for (const std::string& input : product->inputs)
        collectFactors(graph, input, factors, depth + 1);
}

/// The deviation of a product of it and noise; empty if the value is another one.
std::string deviationIn(const OnnxGraph& graph, const std::string& value)
{
    std::vector<std::string> factors;
    collectFactors(graph, value, factors, 0);
    if (factors.size() != 2)
        return "";
    if (isNoise(graph, factors[0]))
        return beforeExpand(graph, factors[1]);
    return isNoise(graph, factors[1]) ? beforeExpand(graph, factors[0]) : "";
}

/// A value before it is held within limits.
std::string beforeClamp(const OnnxGraph& graph, std::string value, GaussianDraw& draw)
{
    for (const char* op : {"Clip", "Min", "Max"}) {
        if (const OnnxNode* clamp = makerOf(graph, value, op)) {
            draw.isClamped = true;
            value = graph.constant(clamp->inputs.front()) == nullptr ? clamp->inputs.front() : clamp->inputs.back();
        }
    }
    return value;
}

/// The value of which half is taken; empty if it is not.
std::string beforeHalf(const OnnxGraph& graph, const std::string& value)
{
    const OnnxNode* product = makerOf(graph, value, "Mul");
    const OnnxNode* quotient = makerOf(graph, value, "Div");
    if (product != nullptr && hasConstant(graph, *product, 0.5F))
        return graph.constant(product->inputs[0]) != nullptr ? product->inputs.back() : product->inputs.front();
    return quotient != nullptr && hasConstant(graph, *quotient, 2) ? quotient->inputs.front() : "";
}

/// Finds log_var, or the logarithm of the deviation.
void traceDeviation(const OnnxGraph& graph, const std::string& deviation, GaussianDraw& draw)
{
    const OnnxNode* root = makerOf(graph, deviation, "Sqrt");
    const OnnxNode* exp = makerOf(graph, root == nullptr ? deviation : root->inputs.front(), "Exp");
    if (exp == nullptr) {
        const OnnxNode* maker = graph.producer(deviation);
        throw Error((maker == nullptr ? "'" + deviation + "'" : nodeText(*maker))
            + ": expected the deviation of a variational model as exp(log_var / 2), found "
            + (maker != nullptr && maker->op == "Softplus" ? "a softplus" : "another form"));
    }
    const std::string exponent = beforeClamp(graph, exp->inputs.front(), draw);
    const std::string whole = root == nullptr ? beforeHalf(graph, exponent) : exponent;
    draw.isDeviation = whole.empty();
    draw.logVar = beforeClamp(graph, whole.empty() ? exponent : whole, draw);
}

std::optional<GaussianDraw> drawAt(const OnnxGraph& graph, const OnnxNode& sum)
{
    if (sum.op != "Add" || sum.inputs.size() != 2 || sum.outputs.empty() || isNoise(graph, sum.outputs.front()))
        return std::nullopt;
    for (const std::size_t i : {0U, 1U}) {
        const std::string deviation = deviationIn(graph, sum.inputs[i]);
        if (deviation.empty() || graph.constant(deviation) != nullptr)
            continue;
        GaussianDraw draw;
        draw.mu = beforeExpand(graph, sum.inputs[1 - i]);
        draw.code = sum.outputs.front();
        traceDeviation(graph, deviation, draw);
        return draw;
    }
    return std::nullopt;
}

/// A head's layer: where its numbers come from, and how many it makes.
struct HeadSource
{
    std::string input;
    std::int64_t units = 0;
};

std::optional<HeadSource> headSource(const OnnxGraph& graph, std::string value)
{
    for (int depth = 0; depth < kLongestHead; ++depth) {
        const OnnxNode* node = graph.producer(value);
        if (node == nullptr || node->inputs.empty())
            return std::nullopt;
        const bool isDense = node->op == "Gemm" || node->op == "MatMul";
        if (isDense || node->op == "Conv") {
            const OnnxTensor* weight = node->inputs.size() < 2 ? nullptr : graph.constant(node->inputs[1]);
            if (weight == nullptr || weight->dims.size() < 2)
                return std::nullopt;
            const bool unitsFirst =
                !isDense || (node->op == "Gemm" && OperatorAtWork(*node, graph).integer("transB", 0) != 0);
            return HeadSource{node->inputs.front(), weight->dims[unitsFirst ? 0 : 1]};
        }
        constexpr std::array kPassed{"Add", "BatchNormalization", "Clip", "Flatten", "Reshape", "Slice", "Split"};
        if (std::find(kPassed.begin(), kPassed.end(), node->op) == kPassed.end())
            return std::nullopt;
        const bool isSecond = node->op == "Add" && graph.constant(node->inputs.front()) != nullptr;
        value = isSecond ? node->inputs.back() : node->inputs.front();
    }
    return std::nullopt;
}

bool areHeadsOfOne(const OnnxGraph& graph, const std::string& a, const std::string& b)
{
    const auto first = headSource(graph, a);
    const auto second = headSource(graph, b);
    return first && second && first->input == second->input && first->units == second->units;
}

bool soundsLikeVariance(std::string name)
{
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char each) { return std::tolower(each); });
    constexpr std::array kWords{"var", "sigma", "std"};
    return std::any_of(
        kWords.begin(), kWords.end(), [&](const char* word) { return name.find(word) != std::string::npos; });
}

/// An output whose name says that it is a variance, and the head beside it that the image is made of.
std::optional<GaussianDraw> namedVariance(const OnnxGraph& graph, const std::set<std::string>& path)
{
    for (const OnnxValue& output : graph.model().outputs) {
        const std::string logVar = graph.resolved(output.name);
        if (!soundsLikeVariance(output.name) || path.count(logVar) > 0)
            continue;
        for (const OnnxNode& node : graph.nodes()) {
            const std::string mu = node.outputs.empty() ? "" : node.outputs.front();
            const bool isHead = node.op == "Gemm" || node.op == "MatMul" || node.op == "Conv";
            if (isHead && path.count(mu) > 0 && areHeadsOfOne(graph, mu, logVar))
                return GaussianDraw{mu, logVar, mu};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<GaussianDraw> drawIn(const OnnxGraph& graph)
{
    const OnnxNode* random = nullptr;
    for (const OnnxNode& node : graph.nodes()) {
        if (auto draw = drawAt(graph, node))
            return draw;
        if (isRandom(node))
            random = &node;
    }
    if (random != nullptr)
        throw Error(nodeText(*random)
            + ": expected noise in z = mu + exp(log_var / 2) * noise alone, found it elsewhere; export the model in "
              "evaluation mode, without its noise");
    return std::nullopt;
}

std::optional<GaussianDraw> undrawnHeads(const OnnxModel& model, const std::string& image)
{
    const OnnxGraph graph(model);
    const std::string target = graph.resolved(image);
    const std::set<std::string> path = image.empty() ? std::set<std::string>() : graph.ancestors({target});
    for (const OnnxValue& first : model.outputs) {
        const std::string mu = graph.resolved(first.name);
        if (mu == target || (!image.empty() && path.count(mu) == 0))
            continue;
        for (const OnnxValue& second : model.outputs) {
            const std::string logVar = graph.resolved(second.name);
            if (logVar == mu || path.count(logVar) > 0 || !areHeadsOfOne(graph, mu, logVar))
                continue;
            const bool isSwapped = image.empty() && soundsLikeVariance(first.name) && !soundsLikeVariance(second.name);
            GaussianDraw draw = isSwapped ? GaussianDraw{logVar, mu, logVar} : GaussianDraw{mu, logVar, mu};
            draw.logVar = beforeClamp(graph, draw.logVar, draw);
            return draw;
        }
    }
    return image.empty() ? std::nullopt : namedVariance(graph, path);
}

} // namespace isthmus
