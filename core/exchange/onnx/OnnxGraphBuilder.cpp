// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxGraphBuilder.h"

#include <algorithm>
#include <cassert>

namespace isthmus {

namespace {

bool isOnePixel(Shape shape)
{
    return shape.height == 1 && shape.width == 1;
}

} // namespace

void OnnxGraphBuilder::addInput(const std::string& name, std::vector<std::int64_t> dims)
{
    m_model.inputs.push_back({name, std::move(dims)});
}

void OnnxGraphBuilder::beginWithImage(const std::string& name, Shape shape)
{
    m_current = {name, shape, true};
    addInput(name, currentDims());
}

void OnnxGraphBuilder::beginWithList(const std::string& name, Shape shape)
{
    m_current = {name, shape, false};
    addInput(name, currentDims());
}

std::vector<std::int64_t> OnnxGraphBuilder::currentDims() const
{
    const Shape shape = m_current.order;
    if (m_current.isImage)
        return {kAnyExtent, shape.channels, shape.height, shape.width};
    return {kAnyExtent, shape.size()};
}

void OnnxGraphBuilder::nameLayer(const std::string& name)
{
    m_layer = name;
    m_operators = 0;
}

std::string OnnxGraphBuilder::freshName(const std::string& suffix)
{
    ++m_operators;
    return m_layer + '.' + suffix + (m_operators > 1 ? '.' + std::to_string(m_operators) : "");
}

void OnnxGraphBuilder::append(
    const std::string& op, std::map<std::string, OnnxAttribute> attributes, const std::vector<std::string>& more)
{
    const std::string name = freshName(op);
    OnnxNode node{name, op, {m_current.name}, {name}, std::move(attributes)};
    node.inputs.insert(node.inputs.end(), more.begin(), more.end());
    m_model.nodes.push_back(std::move(node));
    m_current.name = name;
}

void OnnxGraphBuilder::appendShaped(const std::string& op, std::map<std::string, OnnxAttribute> attributes,
    const std::vector<std::string>& more, Shape result, bool isImage)
{
    append(op, std::move(attributes), more);
    m_current.order = result;
    m_current.isImage = isImage;
}

void OnnxGraphBuilder::normaliseGroups(std::int64_t groups, float epsilon)
{
    const auto count = static_cast<std::size_t>(groups);
    reshape({-1, groups, m_current.order.size() / groups});
    append("InstanceNormalization", {{"epsilon", epsilon}},
        {constant("ones", FloatVector(count, 1.0F)), constant("zeros", FloatVector(count, 0.0F))});
    reshape(currentDims());
}

void OnnxGraphBuilder::normalisePixels(float epsilon)
{
    const Shape shape = m_current.order;
    const std::int64_t pixels = std::int64_t(shape.height) * shape.width;
    const auto count = static_cast<std::size_t>(pixels);
    append("Transpose", {{"perm", std::vector<std::int64_t>{0, 2, 3, 1}}});
    reshape({-1, pixels, shape.channels});
    append("InstanceNormalization", {{"epsilon", epsilon}},
        {constant("ones", FloatVector(count, 1.0F)), constant("zeros", FloatVector(count, 0.0F))});
    reshape({-1, shape.height, shape.width, shape.channels});
    append("Transpose", {{"perm", std::vector<std::int64_t>{0, 3, 1, 2}}});
}

void OnnxGraphBuilder::regroup(std::vector<std::int64_t> cut, std::vector<std::int64_t> order, Shape result)
{
    cut.insert(cut.begin(), -1);
    reshape(std::move(cut));
    append("Transpose", {{"perm", std::move(order)}});
    m_current.order = result;
    m_current.isImage = true;
    reshape(currentDims());
}

std::string OnnxGraphBuilder::constant(const std::string& name, FloatVector values)
{
    const std::string whole = m_layer + '.' + name;
    const auto count = static_cast<std::int64_t>(values.size());
    m_model.constants.push_back({whole, {count}, std::move(values)});
    return whole;
}

std::string OnnxGraphBuilder::constant(const std::string& name, std::vector<std::int64_t> values)
{
    const std::string whole = m_layer + '.' + name;
    const auto count = static_cast<std::int64_t>(values.size());
    m_model.constants.push_back({whole, {count}, std::move(values)});
    return whole;
}

std::string OnnxGraphBuilder::parameter(const Parameter& parameter, const FloatVector& flat)
{
    m_model.constants.push_back(
        {parameter.name, {parameter.shape.begin(), parameter.shape.end()}, parameter.gather(flat)});
    return parameter.name;
}

void OnnxGraphBuilder::reshape(std::vector<std::int64_t> dims)
{
    append("Reshape", {}, {constant("shape." + std::to_string(m_operators + 1), std::move(dims))});
}

/// The engine orders features by row, column and channel, whatever shape they are read as: through that order leads
/// the way from one channel-height-width order to another.
void OnnxGraphBuilder::reorder(Shape shape)
{
    const Shape from = m_current.order;
    if (from.hasExtentsOf(shape))
        return;
    assert(from.size() == shape.size());
    if (!isOnePixel(from)) {
        if (!m_current.isImage)
            reshape({-1, from.channels, from.height, from.width});
        append("Transpose", {{"perm", std::vector<std::int64_t>{0, 2, 3, 1}}});
    }
    if (isOnePixel(shape)) {
        reshape({-1, shape.size()});
    } else {
        reshape({-1, shape.height, shape.width, shape.channels});
        append("Transpose", {{"perm", std::vector<std::int64_t>{0, 3, 1, 2}}});
    }
    m_current.order = shape;
    m_current.isImage = !isOnePixel(shape);
}

void OnnxGraphBuilder::toImage(Shape shape)
{
    reorder(shape);
    if (!m_current.isImage)
        reshape({-1, shape.channels, shape.height, shape.width});
    m_current.isImage = true;
}

void OnnxGraphBuilder::toList(Shape shape)
{
    reorder(shape);
    flatten();
}

void OnnxGraphBuilder::flatten()
{
    if (m_current.isImage)
        append("Flatten", {{"axis", std::int64_t(1)}});
    m_current.isImage = false;
}

void OnnxGraphBuilder::output(const std::string& name)
{
    const auto producer = std::find_if(m_model.nodes.begin(), m_model.nodes.end(),
        [&](const OnnxNode& node) { return node.outputs.front() == m_current.name; });
    assert(producer != m_model.nodes.end());
    producer->outputs.front() = name;
    m_current.name = name;
    m_model.outputs.push_back({name, currentDims()});
}

} // namespace isthmus
