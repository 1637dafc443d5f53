// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/Initialiser.h"

#include "core/base/Rng.h"
#include "core/base/named.h"

#include <cmath>

namespace isthmus {

namespace {

double glorotBound(const Parameter& weight)
{
    return std::sqrt(6.0 / static_cast<double>(weight.fanIn + weight.fanOut));
}

double heBound(const Parameter& weight)
{
    return std::sqrt(6.0 / static_cast<double>(weight.fanIn));
}

double fanInBound(const Parameter& weight)
{
    return std::sqrt(1.0 / static_cast<double>(weight.fanIn));
}

} // namespace

const std::vector<InitialiserType>& initialiserTypes()
{
    static const std::vector<InitialiserType> types{
        {"glorot", "Glorot", glorotBound},
        {"he", "He", heBound},
        {"fan-in", "Fan-in", fanInBound, true},
    };
    return types;
}

const InitialiserType& initialiserType(const std::string& name)
{
    return byName(initialiserTypes(), name, "initialiser");
}

void initialise(
    const InitialiserType& type, const std::vector<Parameter>& parameters, std::uint64_t seed, FloatVector& flat)
{
    std::uint32_t number = 0;
    float bound = 0.0F;
    for (const Parameter& parameter : parameters) {
        FloatVector values(static_cast<std::size_t>(parameter.size()), parameter.initial.value_or(0.0F));
        const bool isDrawn = !parameter.initial.has_value();
        if (isDrawn && !parameter.isBias)
            bound = static_cast<float>(type.bound(parameter));
        if (isDrawn && (!parameter.isBias || type.drawsBiases)) {
            const Rng rng(seed, Purpose::Initialisation, number);
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] = bound * (2.0F * rng.uniform(i / 4, 0, static_cast<std::uint32_t>(i % 4)) - 1.0F);
        }
        parameter.scatter(values.data(), flat);
        ++number;
    }
}

} // namespace isthmus
