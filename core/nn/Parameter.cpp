// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Parameter.h"

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

} // namespace isthmus
