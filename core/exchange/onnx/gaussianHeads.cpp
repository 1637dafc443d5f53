// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/gaussianHeads.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/GraphWalk.h"
#include "core/exchange/onnx/denseConvolution.h"
#include "core/nn/layers.h"

#include <algorithm>

namespace isthmus {

namespace {

using HeadLayers = std::vector<ChainLayer>;

LayerChain followedTo(const OnnxModel& model, const std::string& value, Shape shape, const ImageForm& form)
{
    const OnnxGraph graph(model, {value});
    LayerChain chain(shape, form);
    GraphWalk(graph, chain, value).follow(graph.input().name);
    if (chain.hasAffine())
        throw Error("'" + value + "': expected a head that ends with its weights, found a factor behind them");
    return chain;
}

bool isSame(const ChainLayer& a, const ChainLayer& b)
{
    return a.node == b.node && a.spec == b.spec && a.weight == b.weight && a.bias == b.bias;
}

std::size_t commonLayers(const HeadLayers& a, const HeadLayers& b)
{
    std::size_t count = 0;
    while (count < std::min(a.size(), b.size()) && isSame(a[count], b[count]))
        ++count;
    return count;
}

/// The layers of one head, without views: dense ones and activations.
HeadLayers headLayers(const HeadLayers& layers, std::size_t first)
{
    HeadLayers head;
    for (std::size_t i = first; i < layers.size(); ++i) {
        if (layers[i].isView())
            continue;
        const bool isConv = layers[i].spec.type == "conv";
        if (!isConv && layers[i].spec.type != "dense" && !layers[i].weight.empty())
            throw Error(
                layers[i].node + ": expected dense layers in the heads of a variational model, found another kind");
        if (!isConv && layers[i].weight.empty() && !layerType(layers[i].spec.type).isActivation)
            throw Error(layers[i].node + ": expected dense layers in the heads of a variational model, found "
                + layers[i].spec.type);
        head.push_back(isConv ? denseOf(layers[i], i == 0 ? Shape{} : layers[i - 1].output) : layers[i]);
    }
    return head;
}

void requireAlike(const HeadLayers& mu, const HeadLayers& logVar, const GaussianDraw& draw)
{
    const auto fits = [](const ChainLayer& a, const ChainLayer& b) {
        return a.weight.empty() ? a.spec == b.spec : !b.weight.empty();
    };
    const bool alike = mu.size() == logVar.size() && std::equal(mu.begin(), mu.end(), logVar.begin(), fits);
    if (mu.empty() || !alike || mu.back().weight.empty() || mu.front().weight.empty())
        throw Error("expected two heads of the same kinds of layers, the last dense, found others before '" + draw.mu
            + "' and '" + draw.logVar + "'");
    if (mu.back().bias.size() != logVar.back().bias.size())
        throw Error(logVar.back().node + ": expected two heads of the same length, found "
            + grouped(std::ssize(mu.back().bias)) + " and " + grouped(std::ssize(logVar.back().bias)));
}

/// Rows that take `before` zeros, their own numbers and `behind` zeros.
FloatVector padded(const ChainLayer& layer, std::size_t before, std::size_t behind)
{
    const std::size_t rows = layer.bias.size();
    const std::size_t columns = layer.weight.size() / rows;
    FloatVector result(rows * (before + columns + behind), 0);
    for (std::size_t row = 0; row < rows; ++row)
        std::copy_n(&layer.weight[row * columns], columns, &result[row * (before + columns + behind) + before]);
    return result;
}

void appendTo(FloatVector& to, const FloatVector& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

/// Two layers side by side: of the same inputs, or each of the outputs of its own layer before.
ChainLayer joined(const ChainLayer& a, const ChainLayer& b, std::size_t widthA, std::size_t widthB)
{
    ChainLayer both = a;
    const auto units = static_cast<int>(a.bias.size() + b.bias.size());
    both.weight = padded(a, 0, widthB);
    appendTo(both.weight, padded(b, widthA, 0));
    appendTo(both.bias, b.bias);
    both.spec.values["units"] = units;
    both.output = Shape::vector(units);
    return both;
}

DenseWeights lastOf(const ChainLayer& layer, std::size_t before, std::size_t behind)
{
    return {std::ssize(layer.bias), padded(layer, before, behind), layer.bias};
}

void twice(DenseWeights& dense)
{
    for (FloatVector* values : {&dense.weight, &dense.bias})
        for (float& value : *values)
            value *= 2;
}

/// Hidden layers of both heads go to the encoder; the last ones are the heads.
GaussianHeads splitHeads(const HeadLayers& mu, const HeadLayers& logVar, HeadLayers& encoder)
{
    std::size_t widthMu = 0;
    std::size_t widthLogVar = 0;
    for (std::size_t i = 0; i + 1 < mu.size(); ++i) {
        if (mu[i].weight.empty()) {
            encoder.push_back(mu[i]);
            encoder.back().output = encoder[encoder.size() - 2].output;
            continue;
        }
        encoder.push_back(joined(mu[i], logVar[i], widthMu, widthLogVar));
        widthMu = mu[i].bias.size();
        widthLogVar = logVar[i].bias.size();
    }
    return {lastOf(mu.back(), 0, widthLogVar), lastOf(logVar.back(), widthMu, 0)};
}

/// Is the value behind these layers a list?
bool endInList(const HeadLayers& layers)
{
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if (layer->isView() || !layer->weight.empty())
            return layer->spec.type == "flatten" || layer->spec.type == "dense" || layer->output.isVector();
    }
    return false;
}

} // namespace

HeadedEncoder readHeads(const OnnxModel& model, const GaussianDraw& draw, Shape shape, const ImageForm& form)
{
    LayerChain chain = followedTo(model, draw.mu, shape, form);
    const LayerChain other = followedTo(model, draw.logVar, shape, form);
    const bool isMap = !chain.isList();
    if (isMap && Index(chain.shape().height) * chain.shape().width != 1)
        throw Error("'" + draw.mu + "': expected a list as the code of a variational model, found a feature map of "
            + chain.shape().text());
    const std::size_t mapAxes = chain.axes() - 1;
    const std::size_t common = commonLayers(chain.layers(), other.layers());
    const HeadLayers mu = headLayers(chain.layers(), common);
    const HeadLayers logVar = headLayers(other.layers(), common);
    requireAlike(mu, logVar, draw);
    chain.cutBehind(common);
    if (!endInList(chain.layers()))
        chain.layers().push_back(
            {{"flatten", {}}, common == 0 ? shape : chain.layers().back().output, {}, {}, mu.front().node});
    GaussianHeads heads = splitHeads(mu, logVar, chain.layers());
    if (draw.isDeviation)
        twice(heads.logVar);
    return {std::move(chain), std::move(heads), isMap ? mapAxes : 1};
}

} // namespace isthmus
