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

LayerChain::LayerChain(Shape shape, bool channelsLast, bool isImage)
    : m_input(shape)
    , m_channelsLastOutside(channelsLast)
    , m_shape(shape)
    , m_form(!isImage        ? Form::List
              : channelsLast ? Form::ChannelsLast
                             : Form::Image)
{
    if (!isImage)
        add({"flatten", {}}, shape);
}

void LayerChain::add(LayerSpec spec, Shape output, FloatVector weight, FloatVector bias)
{
    if (output.size() > kMostValues)
        throw Error("expected at most " + grouped(kMostValues) + " values, found " + grouped(output.size()));
    if (std::ssize(m_layers) == kMostLayers)
        throw Error("expected at most " + grouped(kMostLayers) + " layers, found more");
    if (m_padding != 0)
        throw Error("expected a Conv or an AveragePool behind padding, found something else");
    m_weightCount += std::ssize(weight);
    m_layers.push_back({std::move(spec), output, std::move(weight), std::move(bias), m_node});
    m_shape = output;
}

void LayerChain::addElementwise(LayerSpec spec)
{
    add(std::move(spec), m_shape);
}

void LayerChain::addDense(Index units, FloatVector weight, FloatVector bias)
{
    add({"dense", {{"units", static_cast<double>(units)}}}, Shape::vector(static_cast<int>(units)), std::move(weight),
        std::move(bias));
    m_form = Form::List;
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
    if (m_form == Form::Undecided || m_form == Form::ChannelsLast)
        return reshape({-1});
    if (m_form == Form::Image) {
        add({"flatten", {}}, m_shape);
        m_form = Form::List;
    }
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
    if (extents.size() != 1 && extents.size() != 3)
        throw Error(
            "expected N x length or N x 3 axes of an image, found " + std::to_string(extents.size() + 1) + " axes");
    if (m_form == Form::ChannelsLast) {
        if (!m_shape.hasExtentsOf(listOf(m_shape)))
            addReshape(listOf(m_shape));
    } else if (m_form == Form::Image) {
        add({"flatten", {}}, m_shape);
    }
    m_form = extents.size() == 1 ? Form::List : Form::Undecided;
    m_extents = std::move(extents);
}

void LayerChain::decide(bool channelsLast)
{
    const auto extent = [&](std::size_t axis) { return static_cast<int>(m_extents[axis]); };
    const Shape shape = channelsLast ? Shape{extent(2), extent(0), extent(1)} : Shape{extent(0), extent(1), extent(2)};
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
    const bool toFirst = perm == std::vector<std::int64_t>{0, 3, 1, 2};
    const bool toLast = perm == std::vector<std::int64_t>{0, 2, 3, 1};
    if (m_form == Form::Undecided)
        decide(toFirst);
    if (toFirst && m_form == Form::ChannelsLast)
        m_form = Form::Image;
    else if (toLast && m_form == Form::Image)
        m_form = Form::ChannelsLast;
    else
        throw Error("expected axes that move channels of an image to the first or the last place");
}

void LayerChain::pad(std::int64_t pixels)
{
    (void)image();
    if (m_padding != 0)
        throw Error("expected a Conv or an AveragePool behind padding, found more padding");
    m_padding = pixels;
}

Shape LayerChain::image()
{
    if (m_form == Form::Undecided)
        decide(false);
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

void LayerChain::beginWithCode(Shape code, bool isMap)
{
    if (code.size() > kLargestCode)
        throw Error("expected a code of at most " + grouped(kLargestCode) + " numbers, found " + grouped(code.size()));
    m_code = code;
    m_shape = code;
    m_form = isMap ? Form::Image : Form::List;
    m_fromDense = false;
    beginDecoder();
}

Shape LayerChain::shape() const
{
    return m_form == Form::Image ? m_shape : listOf(m_shape);
}

void LayerChain::finish()
{
    if (m_padding != 0)
        throw Error("expected a Conv or an AveragePool behind padding, found the end");
    if (size() != m_input.size())
        throw Error("expected " + grouped(m_input.size()) + " outputs for an image of " + m_input.text() + ", found "
            + grouped(size())
            + (size() < m_input.size() ? "; if this is an encoder alone, its decoder must be given, too" : ""));
    if (m_form == Form::Undecided)
        decide(m_channelsLastOutside);
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
