// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace isthmus {

class RunSession;

/// How urgent the state of a run is.
enum class StateTone { Plain, Warning, Bad };

struct RunStateText
{
    QString text; ///< "step 1,234 · epoch 5.20 · 12,300 images/s"
    StateTone tone = StateTone::Plain;
    QString whole{}; ///< sentence for a tool tip; empty: the text says all
};

/// The state of a run and what it is doing, in a line.
RunStateText runStateText(const RunSession& run);

} // namespace isthmus
