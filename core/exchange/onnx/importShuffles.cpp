// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/importShuffles.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/activationPatterns.h"
#include "core/exchange/onnx/graphExtents.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace isthmus {

namespace {

using Axes = std::vector<std::int64_t>;

constexpr std::int64_t kMostFactor = 64; // of a layer

std::int64_t blockOf(const OperatorAtWork& work)
{
    return work.integer("blocksize", 0);
}

LayerSpec movedPixels(const char* type, std::int64_t factor, bool depthFirst)
{
    LayerSpec spec{type, {{"factor", static_cast<double>(factor)}}};
    if (depthFirst)
        spec.values["depth"] = 1;
    return spec;
}

void addShuffle(std::int64_t factor, bool depthFirst, LayerChain& chain)
{
    const Shape shape = chain.image();
    if (factor < 1 || factor > kMostFactor || shape.channels % (factor * factor) != 0)
        throw Error("attribute blocksize: expected a number whose square divides the " + std::to_string(shape.channels)
            + " channels, found " + std::to_string(factor));
    const auto side = static_cast<int>(factor);
    chain.addOnImage(movedPixels("pixel-shuffle", factor, depthFirst),
        {shape.channels / side / side, shape.height * side, shape.width * side});
}

void addUnshuffle(std::int64_t factor, bool depthFirst, LayerChain& chain)
{
    const Shape shape = chain.image();
    if (factor < 1 || factor > kMostFactor || shape.height % factor != 0 || shape.width % factor != 0)
        throw Error("attribute blocksize: expected a number that divides height and width of " + shape.text()
            + ", found " + std::to_string(factor));
    const auto side = static_cast<int>(factor);
    chain.addOnImage(movedPixels("pixel-unshuffle", factor, depthFirst),
        {shape.channels * side * side, shape.height / side, shape.width / side});
}

/// Extents behind that of the samples which a Reshape gives to those before it.
std::optional<Axes> reshapedExtents(const OnnxGraph& graph, const OnnxNode& node, const Axes& before)
{
    Axes shape{kAnyExtent};
    shape.insert(shape.end(), before.begin(), before.end());
    const auto given =
        node.inputs.size() < 2 ? std::nullopt : graphExtents(graph, node.inputs[1], {node.inputs.front(), shape});
    if (!given || given->size() < 2)
        return std::nullopt;
    Axes extents(given->begin() + 1, given->end());
    std::int64_t left = std::accumulate(before.begin(), before.end(), std::int64_t(1), std::multiplies<>());
    for (std::size_t i = 0; i < extents.size(); ++i) {
        if (extents[i] == 0 && i < before.size())
            extents[i] = before[i];
        if (extents[i] != -1 && (extents[i] < 1 || left % extents[i] != 0))
            return std::nullopt;
        left /= extents[i] == -1 ? 1 : extents[i];
    }
    if (std::count(extents.begin(), extents.end(), -1) > 1)
        return std::nullopt;
    std::replace(extents.begin(), extents.end(), std::int64_t(-1), left);
    return extents;
}

/// Extents behind that of the samples where axes of one number come or go.
std::optional<Axes> changedExtents(const OnnxNode& node, Axes extents)
{
    const auto given = node.attributes.find("axes");
    const auto* axes = given == node.attributes.end() ? nullptr : std::get_if<Axes>(&given->second);
    if (axes == nullptr)
        return std::nullopt;
    constexpr std::int64_t kMostAxes = 8; // behind that of the samples
    const bool comes = node.op == "Unsqueeze";
    if (std::ssize(*axes) > kMostAxes)
        return std::nullopt;
    Axes places = *axes;
    std::sort(places.begin(), places.end());
    if (!comes)
        std::reverse(places.begin(), places.end());
    for (const std::int64_t axis : places) {
        if (axis < 1 || axis > std::ssize(extents) + (comes ? 1 : 0))
            return std::nullopt;
        if (comes)
            extents.insert(extents.begin() + (axis - 1), 1);
        else
            extents.erase(extents.begin() + (axis - 1));
    }
    return extents;
}

/// Each sample is read with five axes, they are moved, and it is read with three again.
struct MovedAxes
{
    const OnnxNode* first = nullptr;
    Axes cut; ///< the five
    Axes order; ///< of all axes, that of the samples first
    Axes result; ///< the three
    std::string value;
};

/// Goes over operators that change the extents of a value alone, as far as they reach or until it has so many axes.
void followShapes(const OnnxGraph& graph, std::string& value, Axes& extents, std::size_t enough)
{
    while (extents.size() != enough && graph.users(value).size() == 1) {
        const OnnxNode& node = *graph.users(value).front();
        std::optional<Axes> changed;
        if (node.op == "Reshape")
            changed = reshapedExtents(graph, node, extents);
        else if (node.op == "Unsqueeze" || node.op == "Squeeze")
            changed = changedExtents(node, extents);
        if (!changed || node.outputs.empty() || node.inputs.front() != value)
            return;
        extents = std::move(*changed);
        value = node.outputs.front();
    }
}

const Axes* orderOf(const OnnxNode& transpose)
{
    const auto found = transpose.attributes.find("perm");
    return found == transpose.attributes.end() ? nullptr : std::get_if<Axes>(&found->second);
}

std::optional<MovedAxes> movedAxes(const OnnxGraph& graph, const std::string& value, const LayerChain& chain)
{
    if (graph.users(value).size() != 1)
        return std::nullopt;
    MovedAxes moved{graph.users(value).front(), {}, {}, {}, value};
    const Axes whole = chain.extents();
    Axes extents(whole.begin() + 1, whole.end());
    constexpr std::size_t kCut = 5;
    constexpr std::size_t kPicture = 3;
    followShapes(graph, moved.value, extents, 0);
    const OnnxNode* turn = onlyUser(graph, moved.value, "Transpose");
    const Axes* order = turn == nullptr ? nullptr : orderOf(*turn);
    if (order == nullptr || order->size() != kCut + 1 || extents.size() != kCut)
        return std::nullopt;
    moved.cut = extents;
    moved.order = *order;
    for (std::size_t i = 0; i < kCut; ++i) {
        const std::int64_t from = (*order)[i + 1];
        if (from < 1 || from > std::int64_t(kCut))
            return std::nullopt;
        extents[i] = moved.cut[static_cast<std::size_t>(from - 1)];
    }
    moved.value = turn->outputs.front();
    followShapes(graph, moved.value, extents, kPicture);
    moved.result = extents;
    return extents.size() == kPicture ? std::optional(moved) : std::nullopt;
}

/// One way to write it: where the factor stands twice among the axes, and how they are moved.
struct ShuffleForm
{
    Axes order;
    std::size_t factor; ///< places of the factor among the axes of a sample
    std::size_t again;
    bool isShuffle;
    bool depthFirst;
};

const std::vector<ShuffleForm>& shuffleForms()
{
    static const std::vector<ShuffleForm> forms{
        {{0, 1, 4, 2, 5, 3}, 1, 2, true, false}, // C r r H W
        {{0, 3, 4, 1, 5, 2}, 0, 1, true, true}, // r r C H W
        {{0, 1, 3, 5, 2, 4}, 2, 4, false, false}, // C H r W r
        {{0, 3, 5, 1, 2, 4}, 2, 4, false, true},
    };
    return forms;
}

bool isCutOf(const MovedAxes& found, const ShuffleForm& form, Shape image)
{
    const std::int64_t factor = found.cut[form.factor];
    if (factor < 1 || factor > kMostFactor || found.cut[form.again] != factor)
        return false;
    const std::int64_t squared = factor * factor;
    return found.result
        == (form.isShuffle ? Axes{image.channels / squared, image.height * factor, image.width * factor}
                           : Axes{image.channels * squared, image.height / factor, image.width / factor});
}

} // namespace

void appendDepthToSpace(const OperatorAtWork& work, LayerChain& chain)
{
    const std::string order = work.text("mode", "DCR");
    if (order != "DCR" && order != "CRD")
        throw Error("attribute mode: expected DCR or CRD, found " + order);
    addShuffle(blockOf(work), order == "DCR", chain);
}

void appendSpaceToDepth(const OperatorAtWork& work, LayerChain& chain)
{
    addUnshuffle(blockOf(work), true, chain);
}

std::optional<std::string> appendShufflePattern(const OnnxGraph& graph, const std::string& value, LayerChain& chain)
{
    if (chain.axes() != 4)
        return std::nullopt;
    const std::optional<MovedAxes> found = movedAxes(graph, value, chain);
    if (!found)
        return std::nullopt;
    const auto form = std::find_if(shuffleForms().begin(), shuffleForms().end(),
        [&](const ShuffleForm& each) { return each.order == found->order; });
    if (form == shuffleForms().end() || !isCutOf(*found, *form, chain.image()))
        return std::nullopt;
    chain.nameNode(nodeText(*found->first));
    (form->isShuffle ? addShuffle : addUnshuffle)(found->cut[form->factor], form->depthFirst, chain);
    return found->value;
}

} // namespace isthmus
