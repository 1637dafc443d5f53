// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/fairSamples.h"

#include "ui/compare/likeness.h"
#include "ui/session/Workbench.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace isthmus {
namespace {

std::vector<Index> inBoth(const std::vector<Index>& a, const std::vector<Index>& b)
{
    std::vector<Index> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<Index> heldOutByAll(const Workbench& bench, const RunSession& run)
{
    std::vector<Index> samples = run.split().test;
    for (const RunSession* other : bench.runs())
        if (other != &run && haveSameData(run, *other))
            samples = inBoth(samples, other->split().test);
    return samples;
}

} // namespace

FairSamples fairSamples(const Workbench& bench, const RunSession& run)
{
    std::vector<Index> common = heldOutByAll(bench, run);
    if (!common.empty())
        return {std::move(common), Fairness::HeldOut};
    return {run.shownSamples(), run.split().test.empty() ? Fairness::Trained : Fairness::OwnTest};
}

bool canBeJudged(const RunSession& run)
{
    return hasImages(run) && run.model()->hasEncoder();
}

bool wasTrainedOnAny(const RunSession& run, const std::vector<Index>& samples)
{
    const std::vector<Index>& train = run.split().train;
    return std::any_of(samples.begin(), samples.end(),
        [&train](Index sample) { return std::binary_search(train.begin(), train.end(), sample); });
}

} // namespace isthmus
