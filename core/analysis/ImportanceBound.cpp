// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/ImportanceBound.h"

#include "core/base/Error.h"
#include "core/models/GaussianHead.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

namespace {

/// log p(z) - log q(z | x) of one image: the constants of the two Gaussians cancel.
double priorOverPosterior(const Batch& heads, const Batch& noise, const Batch& code, Index sample)
{
    const Index latentDim = noise.rows();
    double sum = 0;
    for (Index row = 0; row < latentDim; ++row) {
        const auto z = static_cast<double>(code.row(row)[sample]);
        const auto eps = static_cast<double>(noise.row(row)[sample]);
        sum += 0.5 * (eps * eps + static_cast<double>(heads.row(latentDim + row)[sample]) - z * z);
    }
    return sum;
}

} // namespace

ImportanceBound::ImportanceBound(
    const Autoencoder& model, const FloatVector& parameters, int draws, std::uint64_t seed, ThreadPool& pool)
    : m_model(model)
    , m_parameters(parameters)
    , m_draws(draws)
    , m_seed(seed)
    , m_pool(pool)
{
    if (!model.isVariational())
        throw Error("importance samples: expected a variational model, whose posterior they are drawn from; "
            + model.spec().name + " is none");
    if (draws < 1)
        throw Error("importance samples: expected at least 1, found " + std::to_string(draws));
}

void ImportanceBound::add(const Batch& heads, const Batch& target, std::span<const Index> samples)
{
    m_reconstruction.resize(samples.size());
    m_largest.assign(samples.size(), -std::numeric_limits<double>::infinity());
    m_sum.assign(samples.size(), 0);
    for (int draw = 0; draw < m_draws; ++draw) {
        drawNoise(m_seed, Purpose::Evaluation, static_cast<std::uint32_t>(draw), samples, m_model.latentDim(),
            m_workspace.noise, m_pool);
        addDraw(heads, target);
    }
    for (std::size_t i = 0; i < samples.size(); ++i)
        m_total -= m_largest[i] + std::log(m_sum[i] / m_draws);
    m_samples += static_cast<Index>(samples.size());
}

void ImportanceBound::addDraw(const Batch& heads, const Batch& target)
{
    Batch& code = m_workspace.code;
    drawCode(heads, m_workspace.noise, code, m_pool);
    m_model.reconstructionLosses(m_parameters, code, target, m_reconstruction, m_workspace, m_pool);
    for (std::size_t i = 0; i < m_reconstruction.size(); ++i) {
        const double ratio = priorOverPosterior(heads, m_workspace.noise, code, static_cast<Index>(i));
        const double weight = ratio - m_reconstruction[i];
        const double largest = std::max(weight, m_largest[i]);
        m_sum[i] = m_sum[i] * std::exp(m_largest[i] - largest) + std::exp(weight - largest);
        m_largest[i] = largest;
    }
}

double ImportanceBound::mean() const
{
    return m_total / static_cast<double>(std::max<Index>(m_samples, 1));
}

} // namespace isthmus
