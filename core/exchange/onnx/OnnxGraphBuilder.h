// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Shape.h"
#include "core/exchange/onnx/OnnxModel.h"
#include "core/nn/Parameter.h"

#include <string>
#include <vector>

namespace isthmus {

/// Appends operators to a graph one behind the other, and knows how the numbers of the current value lie: ONNX has
/// images as N x C x H x W and lists as N x length, in which an image that was flattened is in channel-height-width
/// order. Lists of the engine that no image stands behind are in the engine's order; where a reshape makes an image of
/// such a list, the operators that move the numbers are added.
class OnnxGraphBuilder
{
public:
    /// @param model  appended to; must outlive the builder
    explicit OnnxGraphBuilder(OnnxModel& model)
        : m_model(model)
    {
    }

    /// Adds an input of the graph, which is the current value from now on: N x C x H x W.
    void beginWithImage(const std::string& name, Shape shape);
    /// Begins with the images as a list, N x length, in channel-height-width order of `shape`.
    void beginWithList(const std::string& name, Shape shape);

    /// The current value becomes an image of this shape.
    void toImage(Shape shape);
    /// The current value becomes a list that is in channel-height-width order of this shape.
    void toList(Shape shape);
    /// The current value becomes a list in the order that it has.
    void flatten();

    /// What is appended from now on is called after this layer: "encoder.1".
    void nameLayer(const std::string& name);

    /// Appends an operator that takes the current value, then `more`, and leaves its result as the current value, in
    /// the order that it had.
    void append(const std::string& op, std::map<std::string, OnnxAttribute> attributes = {},
        const std::vector<std::string>& more = {});
    /// Appends an operator, as append() does, whose result has another shape.
    void appendShaped(const std::string& op, std::map<std::string, OnnxAttribute> attributes,
        const std::vector<std::string>& more, Shape result, bool isImage);

    /// Brings so many groups of neighbouring numbers of each sample, in the order that they have, to the mean 0 and the
    /// variance 1: an instance normalisation, which older runtimes know as well, of the groups as channels.
    void normaliseGroups(std::int64_t groups, float epsilon);

    /// Brings the channels of each pixel of the current image to the mean 0 and the variance 1, in the same way.
    void normalisePixels(float epsilon);
    /// The axes of each sample are cut into these, moved, and read as an image of this shape.
    /// @param order  of all axes, those of the samples first
    void regroup(std::vector<std::int64_t> cut, std::vector<std::int64_t> order, Shape result);

    /// Adds a constant list, called after the layer.
    /// @return its name
    std::string constant(const std::string& name, FloatVector values);
    std::string constant(const std::string& name, std::vector<std::int64_t> values);
    /// Adds a tensor of the model in the outside's shape and order.
    std::string parameter(const Parameter& parameter, const FloatVector& flat);

    /// The current value becomes an output of the graph of this name.
    void output(const std::string& name);

    /// A value of the graph and how its numbers lie.
    struct Value
    {
        std::string name;
        Shape order; ///< its numbers are in channel-height-width order of this shape
        bool isImage = false; ///< N x C x H x W; else N x length
    };
    [[nodiscard]] const Value& current() const { return m_current; }
    /// Goes on from an earlier value, which thereby leads to two branches.
    void continueFrom(const Value& value) { m_current = value; }

private:
    void reorder(Shape shape);
    void reshape(std::vector<std::int64_t> dims);
    void addInput(const std::string& name, std::vector<std::int64_t> dims);
    [[nodiscard]] std::vector<std::int64_t> currentDims() const;
    [[nodiscard]] std::string freshName(const std::string& suffix);

    OnnxModel& m_model;
    std::string m_layer;
    Value m_current;
    int m_operators = 0; ///< operators appended so far within the layer
};

} // namespace isthmus
