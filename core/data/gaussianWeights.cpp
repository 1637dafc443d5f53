// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gaussianWeights.h"

#include <cmath>

namespace isthmus {

Index gaussianRadius(double sigma)
{
    return static_cast<Index>(std::ceil(3.0 * sigma));
}

void fillGaussian(double sigma, std::span<float> half)
{
    const auto raw = [sigma](std::size_t i) {
        const double distance = static_cast<double>(i) / sigma;
        return std::exp(-0.5 * distance * distance);
    };
    double sum = 0.0;
    for (std::size_t i = 0; i < half.size(); ++i)
        sum += i == 0 ? raw(i) : 2.0 * raw(i);
    for (std::size_t i = 0; i < half.size(); ++i)
        half[i] = static_cast<float>(raw(i) / sum);
}

} // namespace isthmus
