// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/LayerChain.h"

#include "core/base/Error.h"
#include "core/models/ModelSpec.h"

#include <algorithm>

namespace isthmus {

namespace {

constexpr Index kMostLayers = 1000; // as in a model file

/// Is there but one order, whether channels come first or last?
bool hasOneOrder(Shape shape)
{
    return shape.channels == 1 || (shape.height == 1 && shape.width == 1);
}

Shape listOf(Shape shape)
{
    return Shape::vector(static_cast<int>(shape.size()));
}

} // namespace

LayerChain::LayerChain(Shape shape, const ImageForm& form)
    : m_input(shape)
    , m_channelsLastOutside(form.channelsLast)
    , m_shape(shape)
    , m_form(!form.isImage        ? Form::List
              : form.channelsLast ? Form::ChannelsLast
                                  : Form::Image)
    , m_extents(form.listAxes)
    , m_isSignal(form.isSignal)
{
    if (form.isTurned)
        readAsTurned();
    else if (!form.isImage)
        add({"flatten", {}}, shape);
}

LayerChain::LayerChain(Shape shape, const ImageForm& form, Shape code, std::size_t axes)
    : m_input(shape)
    , m_channelsLastOutside(form.channelsLast)
    , m_shape(code)
    , m_form(Form::List)
    , m_isTurned(form.isTurned)
{
    beginWithCode(code, axes);
}

void LayerChain::add(LayerSpec spec, Shape output, FloatVector weight, FloatVector bias)
{
    if (hasAffine() && !takesAffine(spec))
        settleAffine(m_node);
    ChainLayer layer{std::move(spec), output, std::move(weight), std::move(bias), m_node};
    if (hasAffine() && layer.isLinear())
        foldBefore({layer.spec, layer.weight, layer.bias}, std::exchange(m_affine, {}));
    append(std::move(layer));
}

void LayerChain::append(ChainLayer layer)
{
    if (layer.output.size() > kMostValues)
        throw Error("expected at most " + grouped(kMostValues) + " values, found " + grouped(layer.output.size()));
    if (std::ssize(m_layers) == kMostLayers)
        throw Error("expected at most " + grouped(kMostLayers) + " layers, found more");
    m_weightCount += std::ssize(layer.weight);
    m_shape = layer.output;
    m_layers.push_back(std::move(layer));
}

void LayerChain::addElementwise(LayerSpec spec, FloatVector weight, FloatVector bias)
{
    add(std::move(spec), m_shape, std::move(weight), std::move(bias));
}

void LayerChain::addDense(Index units, FloatVector weight, FloatVector bias)
{
    add({"dense", {{"units", static_cast<double>(units)}}}, Shape::vector(static_cast<int>(units)), std::move(weight),
        std::move(bias));
    m_form = Form::List;
    m_isSignal = false;
    m_extents.clear();
    m_fromDense = true;
}

void LayerChain::addOnImage(LayerSpec spec, Shape output, FloatVector weight, FloatVector bias)
{
    add(std::move(spec), output, std::move(weight), std::move(bias));
    m_form = Form::Image;
    m_fromDense = false;
}

void LayerChain::addReshape(Shape shape)
{
    add({"reshape",
            {{"channels", static_cast<double>(shape.channels)}, {"height", static_cast<double>(shape.height)},
                {"width", static_cast<double>(shape.width)}}},
        shape);
    m_fromDense = false;
}

bool LayerChain::replaceLast(const std::string& type, LayerSpec spec)
{
    const bool fits = m_layers.size() > m_sealed && m_layers.back().spec.type == type && !hasAffine();
    if (fits)
        m_layers.back().spec = std::move(spec);
    return fits;
}

void LayerChain::keepOutputs(std::int64_t first, std::int64_t end)
{
    ChainLayer* const last = m_layers.size() > m_sealed ? &m_layers.back() : nullptr;
    const bool hasRows = last != nullptr
        && (last->spec.type == "dense" || (last->spec.type == "conv" && !last->spec.values.count("groups")));
    const std::int64_t rows = hasRows ? std::ssize(last->bias) : 0;
    if (!hasRows || hasAffine() || m_isPairTurned)
        throw Error("expected a dense layer or a convolution before a part of it is taken, found something else");
    if (first < 0 || end <= first || end > rows)
        throw Error(
            "expected a part of " + grouped(rows) + " numbers, found " + grouped(first) + " to " + grouped(end));
    const std::ptrdiff_t width = std::ssize(last->weight) / rows;
    last->weight = FloatVector(last->weight.begin() + first * width, last->weight.begin() + end * width);
    last->bias = FloatVector(last->bias.begin() + first, last->bias.begin() + end);
    last->spec.values[last->spec.type == "dense" ? "units" : "channels"] = static_cast<double>(end - first);
    last->output = last->spec.type == "dense"
        ? Shape::vector(static_cast<int>(end - first))
        : Shape{static_cast<int>(end - first), last->output.height, last->output.width};
    m_shape = last->output;
    if (isPair())
        m_extents[0] = (end - first) / m_extents[1];
}

std::vector<std::int64_t> LayerChain::extents() const
{
    std::vector<std::int64_t> all{-1};
    if (m_form == Form::Undecided || isPair())
        all.insert(all.end(), m_extents.begin(), m_extents.end());
    else if (m_form == Form::List)
        all.push_back(size());
    else if (m_isSignal && m_form == Form::Image)
        all.insert(all.end(), {m_shape.channels, m_shape.width});
    else if (m_isSignal)
        all.insert(all.end(), {m_shape.width, m_shape.channels});
    else if (m_form == Form::Image)
        all.insert(all.end(), {m_shape.channels, m_shape.height, m_shape.width});
    else
        all.insert(all.end(), {m_shape.height, m_shape.width, m_shape.channels});
    return all;
}

Index LayerChain::channels()
{
    return m_form == Form::List && !isPair() ? size() : image().channels;
}

void LayerChain::cutBehind(std::size_t count)
{
    m_layers.resize(count);
    m_affine = {};
}

/// The list is as the engine has it: channels last.
void LayerChain::toEngineOrder()
{
    if (!m_fromDense && !hasOneOrder(m_shape))
        throw Error("expected the numbers of an image in their order, found channels first read as channels last");
    if (m_fromDense || !m_shape.hasExtentsOf(listOf(m_shape)))
        addReshape(listOf(m_shape));
}

void LayerChain::flatten()
{
    settlePair();
    if (m_form == Form::Undecided || m_form == Form::ChannelsLast)
        return reshape({-1});
    if (m_form == Form::Image) {
        flattenAffine();
        add({"flatten", {}}, m_shape);
        m_form = Form::List;
        m_isSignal = false;
    }
    m_extents.clear();
}

void LayerChain::reshape(std::vector<std::int64_t> extents)
{
    Index known = 1;
    for (const std::int64_t extent : extents) {
        if (extent < -1 || extent == 0 || extent > size())
            throw Error(
                "expected extents of at least 1 and at most " + grouped(size()) + " numbers, found " + grouped(extent));
        known *= extent == -1 ? 1 : extent;
        if (known > size())
            throw Error("expected a shape of " + grouped(size()) + " numbers, found more");
    }
    std::replace(extents.begin(), extents.end(), std::int64_t(-1), std::int64_t(size() / known));
    Index product = 1;
    for (const std::int64_t extent : extents)
        product = product > size() ? product : product * extent;
    if (product != size())
        throw Error("expected a shape of " + grouped(size()) + " numbers, found another one");
    if (extents.empty() || extents.size() > 3)
        throw Error("expected at most an image, N x 3 axes, found " + std::to_string(extents.size() + 1) + " axes");
    settlePair();
    if (changeRowAxis(extents))
        return;
    flattenAffine();
    if (m_form == Form::ChannelsLast) {
        if (!m_shape.hasExtentsOf(listOf(m_shape)))
            addReshape(listOf(m_shape));
    } else if (m_form == Form::Image) {
        add({"flatten", {}}, m_shape);
    }
    m_form = extents.size() < 3 ? Form::List : Form::Undecided;
    m_isSignal = false;
    m_extents = std::move(extents);
    if (m_extents.size() == 1)
        m_extents.clear();
}

void LayerChain::decide(bool channelsLast)
{
    settleAffine(m_node);
    const auto extent = [&](std::size_t axis) { return static_cast<int>(m_extents[axis]); };
    readAs(
        channelsLast ? Shape{extent(2), extent(0), extent(1)} : Shape{extent(0), extent(1), extent(2)}, channelsLast);
}

void LayerChain::readAs(Shape shape, bool channelsLast)
{
    if (m_layers.empty() && m_shape.isVector() && m_shape == m_code && !channelsLast) {
        m_code = m_shape = shape;
        m_form = Form::Image;
        return;
    }
    if (channelsLast)
        toEngineOrder();
    else if (!m_fromDense && !m_shape.hasExtentsOf(shape) && !(hasOneOrder(m_shape) && hasOneOrder(shape)))
        throw Error(
            "a list that stands for an image of " + m_shape.text() + " cannot be read as one of " + shape.text());
    addReshape(shape);
    m_form = channelsLast ? Form::ChannelsLast : Form::Image;
}

void LayerChain::transpose(const std::vector<std::int64_t>& perm)
{
    if (perm == std::vector<std::int64_t>{0, 2, 1})
        return transposeSignal();
    const bool toFirst = perm == std::vector<std::int64_t>{0, 3, 1, 2};
    const bool toLast = perm == std::vector<std::int64_t>{0, 2, 3, 1};
    if (m_form == Form::Undecided)
        decide(toFirst);
    if (m_isSignal)
        throw Error("expected three axes of a signal, found another number");
    if (toFirst && m_form == Form::ChannelsLast)
        m_form = Form::Image;
    else if (toLast && m_form == Form::Image)
        m_form = Form::ChannelsLast;
    else
        throw Error("expected axes that move channels of an image to the first or the last place");
}

void LayerChain::addPad(const Margins& margins, int with)
{
    const Shape before = image();
    const std::int64_t height = before.height + margins.top + margins.bottom;
    const std::int64_t width = before.width + margins.left + margins.right;
    if (height < 1 || width < 1)
        throw Error("expected to leave at least one pixel of the image of " + before.text() + ", found none");
    const auto field = [](std::int64_t pixels) { return static_cast<double>(pixels); };
    LayerSpec spec{"pad",
        {{"top", field(margins.top)}, {"bottom", field(margins.bottom)}, {"left", field(margins.left)},
            {"right", field(margins.right)}, {"with", with}}};
    addOnImage(std::move(spec), {before.channels, static_cast<int>(height), static_cast<int>(width)});
}

Margins LayerChain::takePadding()
{
    if (m_layers.size() <= m_sealed || m_layers.back().spec.type != "pad")
        return {};
    const auto field = [&](const char* name) {
        return static_cast<std::int64_t>(m_layers.back().spec.values.at(name));
    };
    const Margins margins{field("top"), field("bottom"), field("left"), field("right")};
    if (field("with") != kPadZeros || !margins.areNoneBelowZero())
        return {};
    m_layers.pop_back();
    m_shape.height -= static_cast<int>(margins.top + margins.bottom);
    m_shape.width -= static_cast<int>(margins.left + margins.right);
    return margins;
}

Shape LayerChain::image()
{
    if (m_form == Form::Undecided)
        decide(false);
    if (isPair())
        decideSignal(false);
    if (m_form != Form::Image)
        throw Error("expected an image, N x channels x height x width, found something else");
    return m_shape;
}

Index LayerChain::list()
{
    if (m_form != Form::List)
        throw Error("expected a list, N x length, found an image");
    return size();
}

bool LayerChain::hasChannelsLast()
{
    if (m_form == Form::Undecided)
        decide(true);
    if (isPair())
        decideSignal(true);
    return m_form == Form::ChannelsLast;
}

void LayerChain::beginWithCode(Shape code, std::size_t axes)
{
    if (code.size() > kLargestCode)
        throw Error("expected a code of at most " + grouped(kLargestCode) + " numbers, found " + grouped(code.size()));
    m_code = code;
    m_shape = code;
    m_form = axes > 1 ? Form::Image : Form::List;
    m_isSignal = axes == 2;
    m_extents.clear();
    m_fromDense = false;
    seal();
}

Shape LayerChain::shape() const
{
    return m_form == Form::Image ? m_shape : listOf(m_shape);
}

void LayerChain::finish()
{
    settleAffine("the end");
    if (size() != m_input.size())
        throw Error("expected " + grouped(m_input.size()) + " outputs for an image of " + m_input.text() + ", found "
            + grouped(size())
            + (size() < m_input.size() ? "; if this is an encoder alone, its decoder must be given, too" : ""));
    if (m_form == Form::Undecided)
        decide(m_channelsLastOutside);
    settlePair();
    if (m_isTurned)
        return finishTurned();
    if (m_form == Form::List && m_channelsLastOutside)
        toEngineOrder();
    const bool asFlattened = m_form == Form::List
        && (m_fromDense || m_shape.hasExtentsOf(m_input) || (hasOneOrder(m_shape) && hasOneOrder(m_input)));
    const bool asImage =
        m_form == (m_channelsLastOutside ? Form::ChannelsLast : Form::Image) && m_shape.hasExtentsOf(m_input);
    if (!asFlattened && !asImage && !(m_form == Form::List && m_channelsLastOutside))
        throw Error("expected an image of " + m_input.text() + " in the order in which it goes in, found one of "
            + m_shape.text());
}

} // namespace isthmus
