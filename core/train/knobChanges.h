// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Knobs.h"

#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// The knobs that differ between two sets, one entry each, as changes at this step.
std::vector<KnobChange> changesBetween(const Knobs& from, const Knobs& to, std::int64_t step);

/// The net changes of a run's knobs from a step on: one entry for each knob that ended elsewhere than it began, from
/// the first value to the last, at the step at which it left the first one for good; in the order of those.
std::vector<KnobChange> netChanges(std::span<const KnobChange> changes, std::int64_t fromStep);

/// Can the loss have risen because of this change? Not where the learning rate or a weight of the loss was lowered.
/// @throws Error as checked()
bool mayRaiseLoss(const KnobChange& change);

/// Does the watch of validation begin anew, since losses before and after the change are not on one scale?
/// @throws Error for a knob that is not there
bool beginsWatchAnew(const KnobChange& change);

/// Can losses before and after the change not be compared, however their parts are weighed?
/// @throws Error for a knob that is not there
bool isOfAnotherScale(const KnobChange& change);

/// A change from outside with its values as changesBetween() writes them, which was not always so.
/// @throws Error if it is not one that a run logs: of a knob that there is, from and to a value that it takes
KnobChange checked(const KnobChange& change);

/// The knobs that are in force after the change, exactly.
/// @param knobs  knobs in force before it
/// @throws Error as checked()
Knobs replay(Knobs knobs, const KnobChange& change);

/// The knobs as they were before these changes.
/// @throws Error if a knob is not there, or does not take the value that it is put back to
Knobs withoutChanges(Knobs knobs, std::span<const KnobChange> changes);

/// What a run has been through once it is back in an earlier state: the changes up to that state's step which lead to
/// its knobs. A change at that very step is left out if the state was kept before it. What leads to the knobs and is
/// in no change that is left is added at the step.
/// @param step     of the state
/// @param knobs    of the state
/// @param changes  all that were logged, in their order
/// @param now      the knobs that they have led to
/// @throws Error as withoutChanges()
std::vector<KnobChange> changesUpTo(std::int64_t step, const Knobs& knobs, std::vector<KnobChange> changes, Knobs now);

/// The knob's name as people read it: "learning rate".
/// @throws Error if the knob is not there
std::string knobName(const KnobChange& change);

/// A value of the knob as people read it: "0.001", "Gaussian noise 0.5", "none".
/// @param value  `from` or `to` of the change
/// @throws Error if the knob is not there or does not take the value
std::string knobValueText(const KnobChange& change, const std::string& value);

/// "learning rate 0.001 -> 0.017"
/// @throws Error as checked()
std::string changeText(const KnobChange& change);

} // namespace isthmus
