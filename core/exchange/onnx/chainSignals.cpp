// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/exchange/onnx/LayerChain.h"

#include <algorithm>
#include <utility>

namespace isthmus {

// What a LayerChain does with signals: images with one row, without an axis for it.

namespace {

bool isSameEverywhere(const FloatVector& values)
{
    return std::all_of(values.begin(), values.end(), [&](float value) { return value == values.front(); });
}

/// @param axes  sorted
void requireDifferent(const std::vector<std::int64_t>& axes)
{
    if (const auto twice = std::adjacent_find(axes.begin(), axes.end()); twice != axes.end())
        throw Error("expected each axis once, found axis " + std::to_string(*twice) + " twice");
}

} // namespace

/// A list of two axes is read as a signal: C x L, or L x C. Its numbers lie in the other order if the axes were
/// exchanged.
void LayerChain::decideSignal(bool channelsLast)
{
    const std::int64_t channels = m_extents[channelsLast ? 1 : 0];
    const std::int64_t length = m_extents[channelsLast ? 0 : 1];
    const bool lieLast = channelsLast != std::exchange(m_isPairTurned, false);
    const Shape signal{static_cast<int>(channels), 1, static_cast<int>(length)};
    if (!lieLast && !m_fromDense && channels > 1 && m_shape.hasExtentsOf({1, signal.channels, signal.width}))
        throw Error("expected the " + std::to_string(channels)
            + " channels of a signal beside each other, found them as rows; turn the pictures (transpose) when the "
              "data are read");
    if (hasAffine() && isSameEverywhere(m_affine.scale) && isSameEverywhere(m_affine.shift)
        && !m_affine.isNormalisation()) {
        m_affine.scale.resize(static_cast<std::size_t>(channels), m_affine.scale.front());
        m_affine.shift.resize(static_cast<std::size_t>(channels), m_affine.shift.front());
    } else {
        settleAffine(m_node);
    }
    m_form = Form::Undecided;
    m_extents =
        lieLast ? std::vector<std::int64_t>{1, length, channels} : std::vector<std::int64_t>{channels, 1, length};
    if (!takeFlattenBack(signal, lieLast))
        readAs(signal, lieLast);
    m_form = channelsLast ? Form::ChannelsLast : Form::Image;
    m_isSignal = true;
}

/// A list that was an image of this shape is that again, without a layer.
bool LayerChain::takeFlattenBack(Shape shape, bool channelsLast)
{
    const bool wasImage = m_layers.size() > m_sealed && m_layers.back().spec.type == "flatten" && !m_fromDense
        && m_shape.hasExtentsOf(shape) && (!channelsLast || shape.channels == 1);
    if (!wasImage)
        return false;
    m_layers.pop_back();
    m_shape = shape;
    return true;
}

void LayerChain::transposeSignal()
{
    if (isPair()) {
        std::swap(m_extents[0], m_extents[1]);
        m_isPairTurned = !m_isPairTurned;
    } else if (m_isSignal && (m_form == Form::Image || m_form == Form::ChannelsLast)) {
        m_form = m_form == Form::Image ? Form::ChannelsLast : Form::Image;
    } else {
        throw Error("expected axes that move channels of an image to the first or the last place");
    }
}

/// The axis of the one row of an image comes or goes.
bool LayerChain::changeRowAxis(const std::vector<std::int64_t>& extents)
{
    if (m_shape.height != 1 || m_form != Form::Image)
        return false;
    const bool toImage = m_isSignal && extents == std::vector<std::int64_t>{m_shape.channels, 1, m_shape.width};
    const bool toSignal = !m_isSignal && extents == std::vector<std::int64_t>{m_shape.channels, m_shape.width};
    if (toImage || toSignal)
        m_isSignal = toSignal;
    return toImage || toSignal;
}

void LayerChain::insertAxes(const std::vector<std::int64_t>& axes)
{
    constexpr std::int64_t kMostAxes = 8; // of samples, and no axis of an image is named twice
    std::vector<std::int64_t> all = extents();
    const auto count = std::ssize(all) + std::ssize(axes);
    if (count > kMostAxes)
        throw Error("expected at most " + std::to_string(kMostAxes) + " axes, found " + grouped(count));
    std::vector<std::int64_t> places = axes;
    for (std::int64_t& axis : places)
        axis += axis < 0 ? count : 0;
    std::sort(places.begin(), places.end());
    requireDifferent(places);
    for (const std::int64_t axis : places) {
        if (axis < 1 || axis > std::ssize(all))
            throw Error("expected a new axis behind that of the samples, found axis " + std::to_string(axis));
        all.insert(all.begin() + axis, 1);
    }
    all.erase(all.begin());
    reshape(std::move(all));
}

void LayerChain::removeAxes(const std::vector<std::int64_t>& axes)
{
    std::vector<std::int64_t> all = extents();
    std::vector<std::int64_t> places = axes;
    for (std::int64_t& axis : places)
        axis += axis < 0 ? std::ssize(all) : 0;
    std::sort(places.rbegin(), places.rend());
    requireDifferent(places);
    for (const std::int64_t axis : places) {
        if (axis < 1 || axis >= std::ssize(all) || all[static_cast<std::size_t>(axis)] != 1)
            throw Error(
                "expected to remove axes of one number behind that of the samples, found axis " + std::to_string(axis));
        all.erase(all.begin() + axis);
    }
    all.erase(all.begin());
    if (all.empty())
        all.push_back(1);
    reshape(std::move(all));
}

void LayerChain::readAsTurned()
{
    const Shape signal{m_input.width, 1, m_input.height};
    addReshape(signal);
    m_form = Form::Image;
    m_isSignal = true;
    m_isTurned = true;
}

/// Two axes that were exchanged are put in their order before the numbers are read as anything else.
void LayerChain::settlePair()
{
    if (isPair() && m_isPairTurned)
        decideSignal(false);
}

/// What comes out is the grey picture that a turned signal was.
void LayerChain::finishTurned()
{
    const Shape signal{m_input.width, 1, m_input.height};
    if (m_form == Form::List) {
        reshape({signal.channels, signal.width});
        decideSignal(false);
    }
    if (m_form != Form::Image || !m_shape.hasExtentsOf(signal))
        throw Error("expected a signal of " + std::to_string(signal.channels) + " x " + std::to_string(signal.width)
            + " numbers at the end, as at the beginning, found another form");
    addReshape(m_input);
}

} // namespace isthmus
