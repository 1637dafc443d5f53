// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/modelParts.h"

#include "core/base/Error.h"
#include "core/exchange/onnx/GraphWalk.h"
#include "core/exchange/onnx/codePlace.h"

namespace isthmus {

namespace {

/// The views behind a place belong to what is before it: a code is a feature map where one is made of it.
std::size_t behindViews(const std::vector<ChainLayer>& layers, std::size_t place)
{
    while (place < layers.size() && layers[place].isView())
        ++place;
    return place;
}

bool isNormalisation(const std::vector<ChainLayer>& layers, std::size_t place)
{
    return place < layers.size() && layers[place].spec.type == "batch-norm";
}

std::string followDecoder(const OnnxGraph& graph, LayerChain& chain)
{
    const OnnxValue& input = graph.input();
    const Index extents = std::ssize(input.dims);
    if (extents < 2 || extents > 4)
        throw Error("input '" + input.name + "' of the decoder: expected N x length or a feature map, found "
            + dimsText(input.dims));
    if (extents == 2)
        (void)chain.list();
    const Shape shape = extents == 2 ? Shape::vector(static_cast<int>(chain.size())) : chain.image();
    if (chain.isSignal() != (extents == 3))
        throw Error("input '" + input.name + "' of the decoder: expected as many axes as the encoder's code has, found "
            + dimsText(input.dims));
    if (requiredForm(input, shape).channelsLast && !shape.isVector())
        throw Error("input '" + input.name + "' of the decoder: expected a feature map with its channels first");
    return input.name;
}

void reportHeads(const GaussianDraw& draw, ImportReport& report)
{
    report.heads = "'" + draw.mu + "' and '" + draw.logVar + "'";
    report.code = "'" + draw.mu + "', the mean";
    if (draw.isDeviation)
        report.notices.push_back("'" + draw.logVar + "' is the logarithm of a deviation: log_var is twice as much");
    if (draw.isClamped)
        report.notices.push_back("the limits of '" + draw.logVar + "' were left out: log_var may go beyond them");
}

/// The decoder behind the heads, or behind the code of an encoder that is another file.
void followBehindCode(const GraphSource& source, const std::string& code, const std::string& image, LayerChain& chain)
{
    if (source.decoder != nullptr) {
        const OnnxGraph second(*source.decoder, {imageTarget(*source.decoder, chain.imageShape())});
        GraphWalk(second, chain).follow(followDecoder(second, chain));
    } else {
        const OnnxGraph graph(source.model, {image});
        GraphWalk(graph, chain).follow(graph.resolved(code));
    }
}

ModelParts variationalParts(const GraphSource& source, const GaussianDraw& draw, const std::string& image, Shape shape)
{
    const ImageForm form = requiredForm(OnnxGraph(source.model).input(), shape);
    HeadedEncoder encoder = readHeads(source.model, draw, shape, form);
    ModelParts parts;
    parts.heads = std::move(encoder.heads);
    parts.encoderLayers = encoder.chain.layers().size();
    const auto length = static_cast<int>(parts.heads->mu.units);
    encoder.chain.beginWithCode(Shape::vector(length));
    if (encoder.codeAxes > 1) {
        std::vector<std::int64_t> axes(encoder.codeAxes, 1);
        axes.front() = length;
        encoder.chain.reshape(std::move(axes));
    }
    followBehindCode(source, draw.code, image, encoder.chain);
    encoder.chain.finish();
    parts.layers = std::move(encoder.chain.layers());
    return parts;
}

/// The output of an encoder alone that the user asks for.
std::string askedOutput(const GraphSource& source, ImportReport& report)
{
    std::string known;
    for (const OnnxValue& output : source.model.outputs) {
        if (output.name == source.code) {
            report.code = "'" + source.code + "', as asked for";
            return source.code;
        }
        known += (known.empty() ? "'" : ", '") + output.name + "'";
    }
    throw Error("expected the code to be an output of the encoder, one of " + known + ", found '" + source.code + "'");
}

/// The output of an encoder alone that its decoder takes: the one that is asked for, or whose name says so, else the
/// last that is made.
std::string codeOutput(const GraphSource& source, ImportReport& report)
{
    if (!source.code.empty())
        return askedOutput(source, report);
    const OnnxGraph graph(source.model);
    const OnnxValue* best = nullptr;
    std::size_t most = 0;
    for (const OnnxValue& output : source.model.outputs) {
        if (soundsLikeCode(output.name)) {
            best = &output;
            break;
        }
        const std::size_t count = graph.ancestors({graph.resolved(output.name)}).size();
        if (count > most)
            best = &output;
        most = std::max(most, count);
    }
    if (best == nullptr)
        return "";
    report.code = "'" + best->name + "', an output of the encoder";
    return best->name;
}

ModelParts pairParts(const GraphSource& source, Shape shape, ImportReport& report)
{
    const std::string output = codeOutput(source, report);
    const OnnxGraph graph(source.model, {output});
    const ImageForm form = requiredForm(graph.input(), shape);
    LayerChain chain(shape, form);
    GraphWalk(graph, chain).follow(graph.input().name);
    chain.settleAffine("the end of the encoder");
    ModelParts parts;
    parts.encoderLayers = chain.layers().size();
    chain.seal();
    followBehindCode(source, {}, {}, chain);
    chain.finish();
    parts.layers = std::move(chain.layers());
    parts.encoderLayers = behindViews(parts.layers, parts.encoderLayers);
    return parts;
}

ModelParts plainParts(const GraphSource& source, const std::string& image, Shape shape, ImportReport& report)
{
    const OnnxGraph graph(source.model, {image});
    const ImageForm form = requiredForm(graph.input(), shape);
    LayerChain chain(shape, form);
    GraphWalk walk(graph, chain, source.code.empty() ? "" : graph.resolved(source.code));
    walk.follow(graph.input().name);
    chain.finish();
    ModelParts parts;
    parts.layers = std::move(chain.layers());
    const CodePlace place = codePlace(graph, source.code, walk.places(), parts.layers, report);
    parts.encoderLayers = behindViews(parts.layers, place.layers);
    if (place.isScaled && isNormalisation(parts.layers, parts.encoderLayers))
        ++parts.encoderLayers;
    else if (place.isScaled)
        throw CodeError(parts.layers[place.layers - 1].node
            + ": the code would lack the factor behind it, which only weights can take up; choose another value as the "
              "code");
    return parts;
}

ModelParts wholeParts(const GraphSource& source, Shape shape, ImportReport& report)
{
    const bool isPair = source.decoder != nullptr;
    const std::string image = isPair ? "" : imageTarget(source.model, shape);
    std::vector<std::string> targets{image};
    if (isPair)
        targets.clear();
    std::optional<GaussianDraw> draw = drawIn(OnnxGraph(source.model, targets));
    if (!draw && source.code.empty())
        draw = undrawnHeads(source.model, image);
    if (!draw)
        return isPair ? pairParts(source, shape, report) : plainParts(source, image, shape, report);
    if (!source.code.empty() && source.code != draw->mu && source.code != draw->code)
        throw Error(
            "expected '" + draw->mu + "' as the code, around which the model draws, found '" + source.code + "'");
    reportHeads(*draw, report);
    return variationalParts(source, *draw, image, shape);
}

ModelParts decoderParts(const OnnxModel& model, const OnnxValue& output, Shape shape)
{
    const OnnxGraph graph(model, {output.name});
    const ImageForm form = requiredForm(output, shape);
    LayerChain chain(shape, form, codeOf(graph.input()), graph.input().dims.size() - 1);
    GraphWalk(graph, chain).follow(graph.input().name);
    chain.finish();
    ModelParts parts;
    parts.code = chain.code();
    parts.layers = std::move(chain.layers());
    return parts;
}

/// What takes images of another shape than those of the data may be a whole model.
ModelParts readAsDecoder(const OnnxModel& model, const OnnxValue& output, Shape shape)
{
    try {
        return decoderParts(model, output, shape);
    } catch (const Error& error) {
        const OnnxValue input = OnnxGraph(model).input();
        if (input.dims.size() < 3)
            throw;
        throw Error("'" + input.name + "': expected images of " + shape.text() + ", or a feature map to decode, found "
            + dimsText(input.dims) + " (" + error.what() + ')');
    }
}

} // namespace

ModelParts partsOf(const GraphSource& source, Shape shape, ImportReport& report)
{
    if (source.decoder != nullptr)
        return wholeParts(source, shape, report);
    const std::optional<ImageForm> form = formOf(OnnxGraph(source.model).input(), shape);
    const OnnxValue* images = imageOutput(source.model, shape);
    if (!form && images != nullptr)
        return readAsDecoder(source.model, *images, shape);
    try {
        return wholeParts(source, shape, report);
    } catch (const Error&) {
        if (!form || form->isImage || images == nullptr)
            throw;
        try { // a list as long as an image may be a code
            report = {};
            return decoderParts(source.model, *images, shape);
        } catch (const Error&) {
        }
        throw;
    }
}

} // namespace isthmus
