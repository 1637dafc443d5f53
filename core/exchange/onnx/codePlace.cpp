// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/codePlace.h"

#include "core/base/Error.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isthmus {

namespace {

/// An output on the way, with weights behind it.
struct CodeCandidate
{
    const OnnxValue* output; ///< of the graph's model
    CodePlace place;
    Index size;
};

bool hasWeights(const ChainLayer& layer)
{
    return layer.isLinear();
}

/// An output behind all weights is another form of the image, not a code.
bool mayBeCode(const std::vector<ChainLayer>& layers, std::size_t place)
{
    return place > 0 && std::any_of(layers.begin() + static_cast<std::ptrdiff_t>(place), layers.end(), hasWeights);
}

std::vector<CodeCandidate> candidates(
    const OnnxGraph& graph, const std::vector<GraphWalk::Place>& places, const std::vector<ChainLayer>& layers)
{
    std::vector<CodeCandidate> found;
    for (const OnnxValue& output : graph.model().outputs) {
        const std::string value = graph.resolved(output.name);
        for (const GraphWalk::Place& place : places) {
            if (place.value == value && mayBeCode(layers, place.layers))
                found.push_back({&output, {place.layers, place.isScaled}, layers[place.layers - 1].output.size()});
        }
    }
    return found;
}

/// Those up to the last layer that is as narrow as the narrowest, and behind which weights are still to come.
std::size_t narrowestPlace(const std::vector<ChainLayer>& layers)
{
    const auto first = std::find_if(layers.begin(), layers.end(), hasWeights);
    const auto last = std::find_if(layers.rbegin(), layers.rend(), hasWeights).base();
    if (first == layers.end() || last - first < 2)
        throw Error("expected an encoder and a decoder with weights, found fewer than two layers that have any");
    auto best = first;
    for (auto layer = first; layer + 1 < last; ++layer) {
        const bool goesOn = layer == best + 1 && layer->output.size() == best->output.size() && !hasWeights(*layer);
        if (goesOn || layer->output.size() < best->output.size())
            best = layer;
    }
    return static_cast<std::size_t>(best - layers.begin()) + 1;
}

CodePlace placeOf(const OnnxGraph& graph, const std::string& code, const std::vector<GraphWalk::Place>& places)
{
    const std::string value = graph.resolved(code);
    std::string known;
    for (const GraphWalk::Place& place : places) {
        if (place.value == value)
            return {place.layers, place.isScaled};
        known += (known.empty() ? "'" : ", '") + place.value + "'";
    }
    throw Error("expected the code to be one of " + known + ", found '" + code + "'");
}

} // namespace

bool soundsLikeCode(const std::string& name)
{
    constexpr std::array kWords{"z", "code", "codes", "latent", "latents", "embedding", "embeddings", "bottleneck"};
    std::string word;
    for (const char each : name + ' ') {
        if (std::isalnum(static_cast<unsigned char>(each)) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
            continue;
        }
        if (std::find(kWords.begin(), kWords.end(), word) != kWords.end())
            return true;
        word.clear();
    }
    return false;
}

CodePlace codePlace(const OnnxGraph& graph, const std::string& code, const std::vector<GraphWalk::Place>& places,
    const std::vector<ChainLayer>& layers, ImportReport& report)
{
    if (!code.empty()) {
        report.code = "'" + code + "', as asked for";
        return placeOf(graph, code, places);
    }
    std::vector<CodeCandidate> found = candidates(graph, places, layers);
    const auto byName = std::stable_partition(
        found.begin(), found.end(), [](const CodeCandidate& each) { return soundsLikeCode(each.output->name); });
    if (byName != found.begin())
        found.erase(byName, found.end());
    if (!found.empty()) {
        const auto best = std::min_element(
            found.begin(), found.end(), [](const CodeCandidate& a, const CodeCandidate& b) { return a.size < b.size; });
        report.code = "'" + best->output->name + "', an output of the graph";
        return best->place;
    }
    const std::size_t place = narrowestPlace(layers);
    report.code = "behind " + layers[place - 1].node + ", the narrowest layer";
    report.isCodeGuessed = true;
    report.notices.push_back(
        "the code was taken to be " + report.code + ": a guess, since the graph has no output there");
    return {place};
}

} // namespace isthmus
