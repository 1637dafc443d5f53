// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"

#include "core/analysis/Blocks.h"
#include "core/analysis/ImportanceBound.h"
#include "core/analysis/Latent.h"
#include "core/analysis/Quality.h"
#include "core/analysis/spread.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace isthmus {

namespace {

/// Sums over the samples so far, and the buffers of one block.
class Evaluator
{
public:
    Evaluator(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
        const EvaluateOptions& options, Index total, ThreadPool& pool)
        : m_model(model)
        , m_parameters(parameters)
        , m_data(data)
        , m_options(options)
        , m_pool(pool)
    {
        if (options.quality && model.isVariational())
            m_codes.resize(total, model.latentDim());
        if (options.importanceSamples > 0)
            m_bound.emplace(model, parameters, options.importanceSamples, options.seed, pool);
    }

    void add(std::span<const Index> samples)
    {
        m_data.gatherTargets(samples, m_clean);
        if (m_data.hasMissing()) {
            m_filled = m_clean;
            m_data.fillMissing(m_filled);
        }
        corruptInput(samples);
        m_present += m_data.hasMissing() || isBlind() ? presentCount(m_clean) : m_clean.rows() * m_clean.cols();
        const bool corrupted = !m_options.corruption.isNone();
        const NoiseKey noise{m_options.seed, Purpose::Evaluation, 0, samples};
        LossTerms terms =
            m_model.losses(m_parameters, corrupted ? m_corrupted : given(), m_clean, noise, m_workspace, m_pool);
        terms[AutoencoderTerm::Reconstruction] /= m_options.corruption.judgedShare();
        const auto count = static_cast<double>(samples.size());
        m_terms.add(terms, count);
        m_klOfDimensions.resize(m_workspace.kl.size());
        for (std::size_t i = 0; i < m_klOfDimensions.size(); ++i)
            m_klOfDimensions[i] += m_workspace.kl[i] * count;

        m_model.output(m_workspace, m_output, m_pool);
        m_squaredError += squaredErrorSum(m_output, m_clean, m_pool);
        if (m_bound)
            m_bound->add(m_workspace.heads, m_clean, samples);
        if (m_options.quality && m_samples == 0)
            m_spread = outputSpread(isBlind() ? m_corrupted : given(), m_output);
        toShown(m_data.scaling, m_output);
        toShown(m_data.scaling, m_clean);
        if (!m_data.scaling.isShownAsItIs())
            m_shownError += squaredErrorSum(m_output, m_clean, m_pool);
        if (m_options.quality)
            addQuality();
        m_samples += static_cast<Index>(samples.size());
    }

    [[nodiscard]] Evaluation result() const
    {
        Evaluation evaluation;
        evaluation.samples = m_samples;
        const auto count = static_cast<double>(std::max<Index>(m_samples, 1));
        const auto values = static_cast<double>(std::max<Index>(m_present, 1));
        for (std::size_t i = 0; i < kMostTerms; ++i)
            evaluation.terms[i] = m_terms[i] / count;
        if (m_bound)
            evaluation.importanceBound = m_bound->mean();
        for (const double kl : m_klOfDimensions)
            evaluation.klOfDimensions.push_back(kl / count);
        evaluation.terms[AutoencoderTerm::Mse] = m_squaredError / values;
        evaluation.psnr = psnrFromMse(m_data.scaling.isShownAsItIs() ? evaluation.mse() : m_shownError / values);
        if (m_options.quality && arePictures() && !isBlind())
            evaluation.ssim = m_ssim / count;
        if (!m_options.corruption.isNone())
            evaluation.corruptedMse = m_corruptedError / values;
        evaluation.outputSpread = m_spread;
        if (m_model.isVariational()) {
            evaluation.negativeElbo = evaluation.reconstruction() + evaluation.terms[AutoencoderTerm::Kl];
            if (m_options.quality)
                evaluation.activeUnits = activeUnits();
        }
        return evaluation;
    }

private:
    void corruptInput(std::span<const Index> samples)
    {
        if (m_options.corruption.isNone())
            return;
        m_corrupted.resize(m_clean.rows(), m_clean.cols());
        m_corrupted.view() = given().view();
        corruptSamples(m_options.corruption, m_data, m_options.seed, Purpose::EvaluationCorruption, 0, samples,
            m_corrupted, m_pool);
        leaveJudged(m_options.corruption, m_data.shape, m_options.seed, Purpose::EvaluationCorruption, 0, samples,
            m_clean, m_pool);
        m_corruptedError += squaredErrorSum(m_corrupted, m_clean, m_pool);
    }

    /// Do figures look at some values alone, those that were replaced?
    [[nodiscard]] bool isBlind() const { return m_options.corruption.judgedShare() < 1; }

    /// SSIM compares windows of neighbouring pixels, which the columns of a table have not.
    [[nodiscard]] bool arePictures() const { return m_model.inputShape().height > 1; }

    /// The samples as the model is given them, without a corruption.
    [[nodiscard]] const Batch& given() const { return m_data.hasMissing() ? m_filled : m_clean; }

    /// What is missing counts as restored.
    void takeOutputsForMissing()
    {
        for (Index row = 0; row < m_clean.rows(); ++row)
            std::transform(m_clean.row(row), m_clean.row(row) + m_clean.cols(), m_output.row(row), m_clean.row(row),
                [](float clean, float output) { return std::isnan(clean) ? output : clean; });
    }

    void addQuality()
    {
        if (arePictures() && m_data.hasMissing())
            takeOutputsForMissing();
        if (arePictures() && !isBlind())
            for (const double value : ssim(m_model.inputShape(), m_output, m_clean, m_pool))
                m_ssim += value;
        if (!m_model.isVariational())
            return;
        const Index dimensions = m_model.latentDim();
        m_codes.middleRows(m_samples, m_clean.cols()) = m_workspace.heads.rowsView(0, dimensions).transpose();
    }

    [[nodiscard]] int activeUnits() const { return summarise(m_codes.topRows(m_samples)).activeUnits(); }

    const Autoencoder& m_model;
    const FloatVector& m_parameters;
    const Dataset& m_data;
    const EvaluateOptions& m_options;
    ThreadPool& m_pool;

    Workspace m_workspace;
    Batch m_clean; ///< NaN where a number is missing
    Batch m_filled; ///< the same with the missing ones filled, where there are any
    Batch m_corrupted;
    Batch m_output;
    std::optional<ImportanceBound> m_bound;
    Matrix m_codes; // mu, samples x latentDim; the rows up to m_samples are filled

    Index m_samples = 0;
    Index m_present = 0; ///< values that are not missing
    LossTerms m_terms;
    std::vector<double> m_klOfDimensions;
    double m_squaredError = 0;
    double m_shownError = 0; ///< the same on the scale that images are drawn in, where it is another one
    double m_corruptedError = 0;
    double m_ssim = 0;
    std::optional<double> m_spread;
};

} // namespace

Evaluation evaluate(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, const EvaluateOptions& options, ThreadPool& pool)
{
    requireEncoder(model.spec());
    const auto total = static_cast<Index>(samples.size());
    Evaluator evaluator(model, parameters, data, options, total, pool);
    bool stopped = false;
    forEachBlock(total, [&](Index first, Index count) {
        stopped = stopped || (options.stop && options.stop());
        if (!stopped)
            evaluator.add(blockOf(samples, first, count));
    });
    return evaluator.result();
}

} // namespace isthmus
