// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/Collapse.h"

#include "core/models/Autoencoder.h"

#include <algorithm>

namespace isthmus {

bool isCollapsed(const Autoencoder& model, double kl, std::int64_t steps)
{
    return model.isVariational() && steps >= kCollapsedSteps && kl < kCollapsedKl;
}

bool isCollapsed(const Autoencoder& model, std::span<const EvaluationRecord> evaluations)
{
    if (evaluations.size() < kCollapsedEpochs)
        return false;
    const auto last = evaluations.last(kCollapsedEpochs);
    return std::all_of(last.begin(), last.end(), [&model](const EvaluationRecord& each) {
        return isCollapsed(model, double(each.terms[AutoencoderTerm::Kl]), each.step);
    });
}

std::string collapseWords(const std::string& sample)
{
    return "The code has collapsed: it tells less than 0.1 nats about its " + sample
        + ", and all outputs are nearly alike. A smaller beta lets it carry more.";
}

} // namespace isthmus
