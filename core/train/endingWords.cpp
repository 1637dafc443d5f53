// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/endingWords.h"

#include "core/base/Error.h"
#include "core/train/knobChanges.h"

namespace isthmus {
namespace {

/// The value of the suspect's knob before it rose: one that it came down to since the step was good as well.
std::string valueBeforeRise(const KnobChange& suspect, const std::vector<KnobChange>& changes, std::int64_t fromStep)
{
    std::string value = suspect.from;
    for (const KnobChange& change : changes) {
        if (change.step < fromStep || change.knob != suspect.knob)
            continue;
        if (mayRaiseLoss(change))
            break;
        value = change.to;
    }
    return value;
}

} // namespace

std::vector<KnobChange> suspectsAmong(const TrainingRun& run, const std::vector<KnobChange>& changes)
{
    const std::int64_t fromStep = run.steps() - run.stepsPerEpoch();
    std::vector<KnobChange> suspects = netChanges(changes, fromStep);
    std::erase_if(suspects, [](const KnobChange& change) { return !mayRaiseLoss(change); });
    for (KnobChange& suspect : suspects)
        suspect.from = valueBeforeRise(suspect, changes, fromStep);
    return suspects;
}

std::string divergedSentence(const TrainingRun& run, const std::vector<KnobChange>& suspects)
{
    std::string sentence = "Training diverged";
    for (std::size_t i = 0; i < suspects.size(); ++i) {
        const std::int64_t step = suspects[i].step;
        const bool isSaid = step == run.steps() || (i + 1 < suspects.size() && suspects[i + 1].step == step);
        sentence += (i == 0 ? " after " : ", ") + changeText(suspects[i]);
        sentence += isSaid ? std::string() : " at step " + grouped(step);
    }
    sentence += " (a loss, a weight or a moment was no finite number)";
    sentence += run.steps() == 0 ? " before a good state was kept, so the run has its first parameters again"
                                 : ", so the run went back to step " + grouped(run.steps()) + ", its last good one";
    if (suspects.empty())
        sentence +=
            run.trainable().hasKnob("beta") ? ": lower the learning rate, or beta" : ": lower the learning rate";
    return sentence + '.';
}

std::string earlySentence(const BestEpoch& best)
{
    std::string sentence = "No lower validation loss for " + std::to_string(best.epochsSince) + " epochs";
    if (best.isKnown())
        sentence += "; the lowest was that of epoch " + shortNumber(best.record.epoch) + ", "
            + shortNumber(static_cast<double>(best.loss));
    return sentence;
}

} // namespace isthmus
