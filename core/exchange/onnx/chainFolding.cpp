// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/exchange/onnx/LayerChain.h"

namespace isthmus {

// What a LayerChain does with a ChannelAffine.

bool LayerChain::takesAffine(const LayerSpec& spec) const
{
    return takesBefore(spec, m_affine) || passesAffine(spec, m_affine) || spec.type == "flatten"
        || spec.type == "reshape";
}

void LayerChain::settleAffine(const std::string& found)
{
    if (!hasAffine())
        return;
    if (!m_affine.isNormalisation() || (m_form != Form::Image && m_form != Form::List))
        throw Error(m_affine.node + ": expected a layer with weights beside it to be folded into, found " + found);
    const ChannelAffine affine = std::exchange(m_affine, {});
    NormWeights weights = normWeights(affine);
    append({{"batch-norm", {{"epsilon", affine.statistics.epsilon}}}, m_shape, std::move(weights.weight),
        std::move(weights.bias), affine.node, affine.statistics.mean, affine.statistics.variance});
}

void LayerChain::addAffine(ChannelAffine affine)
{
    const auto count = static_cast<std::size_t>(isList() && affine.scale.size() == 1 ? size() : channels());
    if (affine.scale.size() == 1)
        repeatForPixels(affine, Index(count));
    if (affine.scale.size() != count)
        throw Error(
            "expected one number, or " + grouped(Index(count)) + ", found " + grouped(std::ssize(affine.scale)));
    affine.node = m_node;
    if (hasAffine())
        m_affine = composed(m_affine, affine);
    else if (!foldIntoLast(affine))
        m_affine = std::move(affine);
}

/// A dense layer may stand before the last one that makes an image of its list.
bool LayerChain::foldIntoLast(const ChannelAffine& affine)
{
    if (m_layers.size() <= m_sealed)
        return false;
    ChainLayer& last = m_layers.back();
    ChannelAffine each = affine;
    if (m_form == Form::Image && last.spec.type != "conv" && last.spec.type != "conv-transpose")
        repeatForPixels(each, Index(m_shape.height) * m_shape.width);
    if (!last.weight.empty())
        return foldBehind({last.spec, last.weight, last.bias}, affine)
            || foldBehind({last.spec, last.weight, last.bias}, each);
    if (last.spec.type != "reshape" || m_form != Form::Image || m_layers.size() < m_sealed + 2)
        return false;
    ChainLayer& before = m_layers[m_layers.size() - 2];
    if (before.spec.type != "dense")
        return false;
    return foldBehind({before.spec, before.weight, before.bias}, each);
}

/// A ChannelAffine of the channels becomes one of the numbers of a list.
void LayerChain::flattenAffine()
{
    if (hasAffine() && m_form == Form::Image)
        repeatForPixels(m_affine, Index(m_shape.height) * m_shape.width);
    else if (m_form != Form::List)
        settleAffine(m_node);
}

} // namespace isthmus
