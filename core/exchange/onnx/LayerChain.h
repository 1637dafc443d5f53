// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/exchange/onnx/ImageForm.h"
#include "core/exchange/onnx/affineFolding.h"
#include "core/nn/LayerSpec.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace isthmus {

/// A layer that an operator became.
struct ChainLayer
{
    LayerSpec spec;
    Shape output;
    FloatVector weight; ///< weights in PyTorch's shape and order; empty without parameters
    FloatVector bias;
    std::string node; ///< the operator, for messages
    FloatVector mean{}; ///< running statistics of a batch normalisation; else empty
    FloatVector variance{};
    [[nodiscard]] bool isView() const { return spec.type == "flatten" || spec.type == "reshape"; }
    /// Does it join several numbers by weights? A normalisation and a PReLU have weights of another kind.
    [[nodiscard]] bool isLinear() const { return joinsNumbers(spec); }
};

/// Values of the field `with` of a layer "pad".
inline constexpr int kPadZeros = 0;
inline constexpr int kPadEdge = 1;
inline constexpr int kPadReflection = 2;

/// Pixels added at the edges of a picture; fewer than 0: taken away.
struct Margins
{
    std::int64_t top = 0;
    std::int64_t bottom = 0;
    std::int64_t left = 0;
    std::int64_t right = 0;
    [[nodiscard]] bool operator==(const Margins&) const = default;
    [[nodiscard]] bool areZero() const { return *this == Margins{}; }
    [[nodiscard]] bool areNoneBelowZero() const { return top >= 0 && bottom >= 0 && left >= 0 && right >= 0; }
};

/// Turns operators into layers, one behind the other: the reverse of OnnxGraphBuilder. Follows how the numbers of the
/// current value lie, by channel, row and column or the channels last, and refuses what would mix them up.
class LayerChain
{
public:
    static constexpr Index kMostValues = Index(1) << 26; ///< most values that one sample may have between two layers

    /// @param shape  shape of the images that go in
    LayerChain(Shape shape, const ImageForm& form);
    /// Begins with a code of this shape and so many axes, as beginWithCode() does.
    LayerChain(Shape shape, const ImageForm& form, Shape code, std::size_t axes);

    /// Layers to come are said to come from this operator.
    void nameNode(const std::string& node) { m_node = node; }

    /// A layer that works on each value by itself, or at least leaves each in its place. It may have weights.
    void addElementwise(LayerSpec spec, FloatVector weight = {}, FloatVector bias = {});
    /// A dense layer on a list.
    /// @param weight  units x features
    void addDense(Index units, FloatVector weight, FloatVector bias);
    /// A layer on an image that makes one of this shape.
    void addOnImage(LayerSpec spec, Shape output, FloatVector weight = {}, FloatVector bias = {});

    /// Each channel of an image, or each number of a list, is scaled and shifted. That becomes part of the layer
    /// before, where it has weights, else of the layer behind, else a batch normalisation if it was one.
    /// @param affine  one number stands for all
    /// @throws Error, now or at the next layer, if neither has weights that take it
    void addAffine(ChannelAffine affine);
    /// Is there a ChannelAffine that the next layer has to take up?
    [[nodiscard]] bool hasAffine() const { return !m_affine.isEmpty(); }
    /// A ChannelAffine that no layer is to take up becomes a layer; does nothing without one.
    /// @param found  what stands behind it, for a message
    /// @throws Error if it is no batch normalisation
    void settleAffine(const std::string& found);
    /// The layers so far keep their numbers: what is to come changes nothing of what is before it.
    void seal() { m_sealed = m_layers.size(); }

    /// The last layer becomes another one of the same shapes, if it is of this type and may be changed.
    [[nodiscard]] bool replaceLast(const std::string& type, LayerSpec spec);

    /// Of the outputs of the last layer, a dense one or a convolution, these alone are kept.
    /// @throws Error if it is another layer, or has fewer
    void keepOutputs(std::int64_t first, std::int64_t end);

    /// The axes behind the samples are given new extents: one is a list, three are an image of a kind that the next
    /// operator tells, and two are a list until an operator on signals reads them as one, C x L. An extent of -1 is
    /// what is left.
    void reshape(std::vector<std::int64_t> extents);
    void flatten();
    /// @param perm  0 3 1 2 or 0 2 3 1; of a signal 0 2 1
    void transpose(const std::vector<std::int64_t>& perm);
    /// Axes of one number come or go. All axes are counted, that of the samples is 0; below 0 from the end.
    void insertAxes(const std::vector<std::int64_t>& axes);
    void removeAxes(const std::vector<std::int64_t>& axes);
    /// Reads the current value as one whose channels are on the last axis, N x H x W x C or N x L x C, if it may be
    /// that.
    /// @return  whether it is
    [[nodiscard]] bool hasChannelsLast();
    /// Is it known to be one?
    [[nodiscard]] bool areChannelsLast() const { return m_form == Form::ChannelsLast; }

    /// A layer that adds pixels at the edges of the image, or takes some away.
    /// @param with  kPadZeros, kPadEdge or kPadReflection
    void addPad(const Margins& margins, int with);
    /// Takes the last layer away if it has added zeros, for a layer that pads by itself.
    /// @return  what it has added; else nothing
    [[nodiscard]] Margins takePadding();

    /// The current value as an operator on images needs it.
    /// @throws Error if it is none
    Shape image();
    /// Features of the current value, which an operator on lists needs.
    /// @throws Error if it is an image
    Index list();

    /// Extents of the current value, of its samples any (-1).
    [[nodiscard]] std::vector<std::int64_t> extents() const;
    [[nodiscard]] std::size_t axes() const { return extents().size(); }
    [[nodiscard]] bool isList() const { return m_form == Form::List; }
    /// Is it N x C x L or N x L x C?
    [[nodiscard]] bool isSignal() const { return m_isSignal; }
    /// Channels of the current value, or numbers of a list.
    [[nodiscard]] Index channels();

    /// The layers behind the first `count` are forgotten.
    void cutBehind(std::size_t count);

    /// The numbers come from a code of this shape from here on, and the layers are the decoder's.
    /// @param axes  of the code behind that of the samples: 1 if it is a list, 3 if it is a feature map, even if that
    ///              has one pixel, and 2 if it is one of a signal
    /// @throws Error if it has more than kLargestCode numbers
    void beginWithCode(Shape code, std::size_t axes = 1);
    /// Shape of that code: of a list that is at once read as a feature map, of that map.
    [[nodiscard]] Shape code() const { return m_code; }

    /// Makes sure that the numbers of the output lie as those of the input do.
    /// @throws Error if it does not
    void finish();

    /// Shape of the images that go in and come out.
    [[nodiscard]] Shape imageShape() const { return m_input; }
    [[nodiscard]] Index size() const { return m_shape.size(); }
    /// Shape of the current value where that is an image; else a list of its length.
    [[nodiscard]] Shape shape() const;
    /// Numbers in the weights of all layers.
    [[nodiscard]] Index weightCount() const { return m_weightCount; }
    [[nodiscard]] const std::vector<ChainLayer>& layers() const { return m_layers; }
    [[nodiscard]] std::vector<ChainLayer>& layers() { return m_layers; }

private:
    enum class Form {
        Image, ///< N x C x H x W
        ChannelsLast, ///< N x H x W x C
        List, ///< N x length, by channel, row and column of m_shape; N x A x B, m_extents, where there are two
        Undecided, ///< a list with the three axes m_extents, not known which
    };

    void add(LayerSpec spec, Shape output, FloatVector weight = {}, FloatVector bias = {});
    void append(ChainLayer layer);
    [[nodiscard]] bool takesAffine(const LayerSpec& spec) const;
    void addReshape(Shape shape);
    void toEngineOrder();
    void decide(bool channelsLast);
    void readAs(Shape shape, bool channelsLast);
    [[nodiscard]] bool isPair() const { return m_form == Form::List && m_extents.size() == 2; }
    void decideSignal(bool channelsLast);
    [[nodiscard]] bool takeFlattenBack(Shape shape, bool channelsLast);
    void transposeSignal();
    void settlePair();
    [[nodiscard]] bool changeRowAxis(const std::vector<std::int64_t>& extents);
    void readAsTurned();
    void finishTurned();
    [[nodiscard]] bool foldIntoLast(const ChannelAffine& affine);
    void flattenAffine();

    Shape m_input;
    bool m_channelsLastOutside;
    Shape m_code;
    std::size_t m_sealed = 0; ///< number of the first layer that may be changed
    ChannelAffine m_affine; ///< for the next layer
    Shape m_shape; ///< shape of the last layer's output
    Form m_form;
    std::vector<std::int64_t> m_extents;
    bool m_isSignal = false; ///< an image, or one with its channels last, that has no axis of rows
    bool m_isTurned = false; ///< ImageForm::isTurned
    bool m_isPairTurned = false; ///< the two axes of a list are not in the order in which its numbers lie
    bool m_fromDense = false; ///< a list that dense and elementwise layers made: its rows may still take any order
    std::string m_node;
    Index m_weightCount = 0;
    std::vector<ChainLayer> m_layers;
};

} // namespace isthmus
