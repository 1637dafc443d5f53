// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Parameter.h"

#include "core/base/Rng.h"

#include <cmath>

namespace isthmus {

namespace {

/// Calls visit(position) with the flat position of each element, in the outside's C order.
template <typename Visit>
void forEachElement(const Parameter& parameter, std::size_t axis, Index position, const Visit& visit)
{
    const Index stride = parameter.strides[axis];
    for (Index i = 0; i < parameter.extents[axis]; ++i, position += stride) {
        if (axis + 1 == parameter.extents.size())
            visit(position);
        else
            forEachElement(parameter, axis + 1, position, visit);
    }
}

} // namespace

Parameter Parameter::bias(Index offset, Index outputs)
{
    Parameter tensor;
    tensor.name = "bias";
    tensor.shape = {outputs};
    tensor.offset = offset;
    tensor.extents = {outputs};
    tensor.strides = {1};
    tensor.isBias = true;
    return tensor;
}

Index Parameter::size() const
{
    Index size = 1;
    for (const Index extent : shape)
        size *= extent;
    return size;
}

FloatVector Parameter::gather(const FloatVector& flat) const
{
    FloatVector values;
    values.reserve(static_cast<std::size_t>(size()));
    forEachElement(
        *this, 0, offset, [&](Index position) { values.push_back(flat[static_cast<std::size_t>(position)]); });
    return values;
}

void Parameter::scatter(const float* values, FloatVector& flat) const
{
    forEachElement(*this, 0, offset, [&](Index position) { flat[static_cast<std::size_t>(position)] = *values++; });
}

void initialiseGlorot(const std::vector<Parameter>& parameters, std::uint64_t seed, FloatVector& flat)
{
    std::uint32_t number = 0;
    for (const Parameter& parameter : parameters) {
        FloatVector values(static_cast<std::size_t>(parameter.size()), 0.0F);
        if (!parameter.isBias) {
            const Rng rng(seed, Purpose::Initialisation, number);
            const auto bound =
                static_cast<float>(std::sqrt(6.0 / static_cast<double>(parameter.fanIn + parameter.fanOut)));
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = bound * (2.0F * rng.uniform(i / 4, 0, static_cast<std::uint32_t>(i % 4)) - 1.0F);
        }
        parameter.scatter(values.data(), flat);
        ++number;
    }
}

} // namespace isthmus
