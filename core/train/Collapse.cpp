// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Collapse.h"

#include "core/models/Autoencoder.h"

#include <algorithm>

namespace isthmus {

namespace {

/// As many as have kCollapsedSpan steps, by the steps before the newest one.
std::size_t evaluationsNeeded(std::span<const EvaluationRecord> evaluations)
{
    const std::size_t count = evaluations.size();
    const std::int64_t before = count > 1 ? evaluations[count - 2].step : 0;
    const std::int64_t period = std::max<std::int64_t>(1, evaluations.back().step - before);
    const auto spanned = static_cast<std::size_t>((kCollapsedSpan + period - 1) / period);
    return std::min(spanned, kCollapsedEpochs);
}

} // namespace

bool isCollapsed(const Autoencoder& model, double kl, std::int64_t steps)
{
    return model.isVariational() && steps >= kCollapsedSteps && kl < kCollapsedKl;
}

bool isCollapsed(const Autoencoder& model, std::span<const EvaluationRecord> evaluations)
{
    if (evaluations.empty() || evaluations.size() < evaluationsNeeded(evaluations))
        return false;
    const auto last = evaluations.last(evaluationsNeeded(evaluations));
    return std::all_of(last.begin(), last.end(), [&model](const EvaluationRecord& each) {
        return isCollapsed(model, double(each.terms[AutoencoderTerm::Kl]), each.step);
    });
}

bool isCodeSettled(const Autoencoder& model, std::span<const EvaluationRecord> evaluations)
{
    if (!model.isVariational() || evaluations.empty() || evaluations.size() < evaluationsNeeded(evaluations))
        return false;
    return evaluations.last(evaluationsNeeded(evaluations)).front().step >= kCollapsedSteps;
}

std::string partlyCollapsedWords(int active, int all, const std::string& sample)
{
    if (active <= 0 || active >= all)
        return {};
    return std::to_string(active) + " of " + std::to_string(all)
        + (active == 1 ? " dimensions of the code is in use" : " dimensions of the code are in use")
        + " (active units); the others tell nothing about the " + sample + ". A smaller beta may put more to use.";
}

std::string collapseWords(const std::string& sample)
{
    return "The code has collapsed: it tells less than 0.1 nats about its " + sample
        + ", and all outputs are nearly alike. A smaller beta lets it carry more.";
}

} // namespace isthmus
