// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Layer.h"
#include "core/nn/layers.h"

#include <string>

namespace isthmus {

/// The field that keeps a normalisation from dividing by nearly 0. Its default is PyTorch's.
LayerField normEpsilonField();

/// What is normalised, and by which numbers: a picture by its channels; a list by its features, which outside are in
/// channel-height-width order of the picture that they come from or are about to become.
struct NormChannels
{
    /// @param input         shape of a sample
    /// @param outputLayout  LayerContext::outputLayout
    NormChannels(Shape input, Shape outputLayout);

    Index count; ///< channels of a picture, features of a list
    Index pixels; ///< values of a channel in one sample
    Shape order; ///< shape whose channel-height-width order the numbers have outside

    /// The tensor of one number for each channel. All of them begin with `initial`.
    [[nodiscard]] Parameter tensor(const std::string& name, Index offset, float initial) const;
};

/// Normalises each sample by itself, in groups of neighbouring channels or in its pixels: y = (x - mean) /
/// sqrt(variance + epsilon) times a weight plus a bias. The variance divides by the number of values. Sums are of
/// double precision. In the flat vector: the weights in the order of the features, then the biases.
class SampleNorm final : public Layer
{
public:
    struct Form
    {
        Index groups; ///< groups of neighbouring channels that are normalised together; or pixels
        Index weights; ///< one for each channel, or one for each feature: feature i has number i % weights
        float epsilon;
        bool ofPixels = false; ///< each pixel is a group, of all its channels
    };

    /// @param weight  the tensor of the weights; the biases lie behind it in the same way
    SampleNorm(Shape shape, const Form& form, Parameter weight);

    [[nodiscard]] std::vector<Parameter> parameters() const override;
    [[nodiscard]] std::optional<ReceptiveField> receptiveField() const override
    {
        const bool isAlikeEverywhere = m_form.ofPixels && m_form.weights == inputShape().channels;
        return isAlikeEverywhere ? fieldInPlace() : std::nullopt;
    }
    void forward(const Pass& pass, const Batch& in, Batch& out, BlockDone done) const override;
    void backwardInput(const Pass& pass, const Batch& in, const Batch& out, const Batch& gradOut, Batch& gradIn,
        BlockDone done) const override;
    void backwardParameters(const Pass& pass, const Batch& in, const Batch& gradOut, float* gradient) const override;

private:
    /// Weights of a group; so many of its values lie in one piece.
    [[nodiscard]] Index groupWeights() const
    {
        return m_form.ofPixels ? m_form.weights : m_form.weights / m_form.groups;
    }
    [[nodiscard]] Index groupOf(Index row) const;
    [[nodiscard]] Index valuesOfGroup() const { return inputShape().size() / m_form.groups; }

    /// Calls work(group, column) for each group and each 16 samples from a column on, on the pool.
    template <typename Work>
    void forEachGroup(ThreadPool& pool, Index columns, const Work& work) const;
    /// Calls visit(row, weight) for each feature of a group.
    template <typename Visit>
    void forEachRow(Index group, const Visit& visit) const;

    struct Moments; // of one group of 16 samples
    [[nodiscard]] Moments moments(const Batch& in, Index group, Index column) const;
    void finish(Index group, Index column, Index columns, BlockDone done) const;

    Form m_form;
    Parameter m_weight;
};

} // namespace isthmus
