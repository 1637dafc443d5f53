// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Rng.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Network.h"
#include "tests/Sanitized.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace isthmus::test {

/// Fills a batch with numbers from (-1, 1) that keep away from zero, where some activations have a kink.
inline void fill(Batch& batch, std::uint64_t seed)
{
    const Rng rng(seed, Purpose::Preview);
    for (Index row = 0; row < batch.rows(); ++row) {
        for (Index column = 0; column < batch.cols(); ++column) {
            const float u = 2 * rng.uniform(static_cast<std::uint64_t>(row), 0, static_cast<std::uint32_t>(column)) - 1;
            batch.row(row)[column] = u + std::copysign(0.05F, u);
        }
    }
}

/// Fills each column with equally spaced numbers from (-1, 1) in an order of its own: no two of them are close, where a
/// maximum has a kink, and none is close to zero.
inline void spread(Batch& batch, std::uint64_t seed)
{
    const Rng rng(seed, Purpose::Preview);
    for (Index column = 0; column < batch.cols(); ++column) {
        for (Index row = batch.rows(); row-- > 0;) {
            const auto other = static_cast<Index>(rng.below(static_cast<std::uint64_t>(batch.rows() - row),
                static_cast<std::uint64_t>(column), static_cast<std::uint32_t>(row)));
            const float u = (2.0F * static_cast<float>(row) + 1.0F) / static_cast<float>(batch.rows()) - 1.0F;
            batch.row(row)[column] = batch.row(row + other)[column];
            batch.row(row + other)[column] = u + std::copysign(0.05F, u);
        }
    }
}

/// sum over all values of weight * output: a scalar whose gradient by the output is `weights`.
inline double weightedSum(const Batch& output, const Batch& weights)
{
    double sum = 0;
    for (Index row = 0; row < output.rows(); ++row) {
        for (Index column = 0; column < output.cols(); ++column)
            sum += static_cast<double>(output.row(row)[column]) * static_cast<double>(weights.row(row)[column]);
    }
    return sum;
}

/// An estimate of a derivative from differences.
struct NumericDerivative
{
    double value = 0;
    double doubt = 0; ///< how far the two estimates that it comes from are apart
};

/// Derivative of value() by `number`: central differences at steps from 8e-3 down by halves, the first neighbours that
/// agree extrapolated to a step of 0 (Richardson), which takes away the error of second order. So steps may be so large
/// that the rounding of float (6e-8 of an output, over a step of 8e-3) is far below what checks ask for; and
/// differences across a kink give themselves away, because their neighbours do not agree: then the best of smaller
/// steps are taken.
template <typename Value>
NumericDerivative derivative(float& number, const Value& value)
{
    const float kept = number;
    NumericDerivative best{0, 1e30};
    double before = 0;
    for (int i = 0; i < 5 && best.doubt > 2e-4; ++i) {
        const float above = kept + 8e-3F / static_cast<float>(1 << i);
        const float below = kept - 8e-3F / static_cast<float>(1 << i);
        number = above;
        const double valueAbove = value();
        number = below;
        const double slope = (valueAbove - value()) / (static_cast<double>(above) - static_cast<double>(below));
        if (i > 0 && std::abs(slope - before) < best.doubt)
            best = {(4 * slope - before) / 3, std::abs(slope - before)};
        before = slope;
    }
    number = kept;
    return best;
}

/// Compares analytic with numeric derivatives of one kind. Those of which the differences are in doubt, because a kink
/// is within the smallest step, are left out; a check asks that they are few.
class GradientError
{
public:
    void compare(double analytic, const NumericDerivative& numeric)
    {
        ++m_count;
        if (numeric.doubt > 1e-3) {
            ++m_doubtful;
            return;
        }
        m_error = std::max(m_error, std::abs(numeric.value - analytic));
        m_scale = std::max(m_scale, std::abs(numeric.value));
    }
    /// Largest difference as a share of the largest derivative; infinite if more than one in fifty is in doubt.
    [[nodiscard]] double share() const { return m_doubtful * 50 > m_count ? HUGE_VAL : m_error / m_scale; }

private:
    double m_error = 0;
    double m_scale = 1e-6;
    int m_count = 0;
    int m_doubtful = 0;
};

struct GradientErrors
{
    double input = 0;
    double parameters = 0;
};

/// Number of derivatives that stand for all of one kind; any more are the same code with other numbers.
inline constexpr std::size_t kMostDerivatives = kSanitized ? 20 : 200;

/// From each of `count` numbers that are compared to the next: odd, so that it goes through all rows and columns.
inline std::size_t stepBetween(std::size_t count)
{
    return count / kMostDerivatives | 1;
}

/// Which numbers of the flat vector are buffers: their place in a gradient holds what they become.
inline std::vector<bool> bufferPlaces(const Network& network)
{
    std::vector<bool> places(static_cast<std::size_t>(network.parameterCount()));
    for (const Parameter& parameter : network.parameters())
        std::fill_n(places.begin() + parameter.offset, parameter.size(), parameter.isBuffer);
    return places;
}

/// How well the gradients of a network, by its input and by its parameters, agree with differences.
inline GradientErrors checkGradients(const Network& network, Index samples)
{
    ThreadPool pool(1);
    Batch input(network.inputShape().size(), samples);
    spread(input, 1);
    FloatVector parameters(static_cast<std::size_t>(network.parameterCount()));
    initialise(initialiserType("glorot"), network.parameters(), 2, parameters);
    const Rng biases(3, Purpose::Preview);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i] += 0.1F * biases.normal(i, 0, 0);
    std::vector<Index> numbers(static_cast<std::size_t>(samples));
    std::iota(numbers.begin(), numbers.end(), 70);
    const LayerNoise noise{5, 3, numbers};
    const Pass pass{parameters.data(), pool, nullptr, &noise};
    NetworkState state;
    Batch weights = network.forward(pass, input, state);
    fill(weights, 4);
    const auto value = [&] { return weightedSum(network.forward(pass, input, state), weights); };

    FloatVector gradient(parameters.size(), 1e30F);
    Batch inputGradient;
    network.forward(pass, input, state);
    network.outputGradient(state) = weights;
    network.backward(pass, input, state, gradient.data(), &inputGradient);

    GradientError byInput;
    const Index inputs = input.rows() * samples;
    for (Index i = 0; i < inputs; i += static_cast<Index>(stepBetween(static_cast<std::size_t>(inputs)))) {
        const Index row = i / samples;
        const Index column = i % samples;
        const auto analytic = static_cast<double>(inputGradient.row(row)[column]);
        byInput.compare(analytic, derivative(input.row(row)[column], value));
    }
    GradientError byParameters;
    const std::vector<bool> buffers = bufferPlaces(network);
    for (std::size_t i = 0; i < parameters.size(); i += stepBetween(parameters.size()))
        if (!buffers[i])
            byParameters.compare(static_cast<double>(gradient[i]), derivative(parameters[i], value));
    return {byInput.share(), byParameters.share()};
}

} // namespace isthmus::test
