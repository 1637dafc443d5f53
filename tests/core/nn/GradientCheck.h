// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Rng.h"
#include "core/nn/Network.h"

#include <algorithm>
#include <cmath>

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

/// Largest difference between analytic and central-difference gradients of a network, as a share of the largest
/// gradient of its kind.
struct GradientErrors
{
    double input = 0;
    double parameters = 0;
};

inline GradientErrors checkGradients(const Network& network, Index samples)
{
    constexpr float kStep = 4e-3F;
    ThreadPool pool(1);
    Batch input(network.inputShape().size(), samples);
    fill(input, 1);
    FloatVector parameters(static_cast<std::size_t>(network.parameterCount()));
    initialiseGlorot(network.parameters(), 2, parameters);
    const Rng biases(3, Purpose::Preview);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        parameters[i] += 0.1F * biases.normal(i, 0, 0);
    const Pass pass{parameters.data(), pool};
    NetworkState state;
    Batch weights = network.forward(pass, input, state);
    fill(weights, 4);
    const auto value = [&] { return weightedSum(network.forward(pass, input, state), weights); };

    FloatVector gradient(parameters.size(), 1e30F);
    Batch inputGradient;
    network.forward(pass, input, state);
    network.outputGradient(state) = weights;
    network.backward(pass, input, state, gradient.data(), &inputGradient);

    const auto worst = [&](float* numbers, const float* analytic, Index count, Index stride) {
        double error = 0;
        double scale = 1e-6;
        for (Index i = 0; i < count; i += stride) {
            const float kept = numbers[i];
            numbers[i] = kept + kStep;
            const double above = value();
            numbers[i] = kept - kStep;
            const double below = value();
            numbers[i] = kept;
            const double numeric = (above - below) / (2 * static_cast<double>(kStep));
            error = std::max(error, std::abs(numeric - static_cast<double>(analytic[i])));
            scale = std::max(scale, std::abs(numeric));
        }
        return error / scale;
    };
    GradientErrors errors;
    for (Index row = 0; row < input.rows(); ++row)
        errors.input = std::max(errors.input, worst(input.row(row), inputGradient.row(row), samples, 1));
    const auto count = static_cast<Index>(parameters.size());
    if (count > 0)
        errors.parameters = worst(parameters.data(), gradient.data(), count, std::max<Index>(1, count / 500));
    return errors;
}

} // namespace isthmus::test
