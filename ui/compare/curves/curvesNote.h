// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/curves/ComparePlot.h"

#include <QString>

#include <vector>

namespace isthmus {

/// What a reader of the curves must know of one of them.
struct CurveFacts
{
    QString title; ///< title of its run
    bool hasUnit = true; ///< false: it is not drawn
    bool isOfCorrupted = false; ///< some of its values were measured on corrupted images
    bool hasSteps = false; ///< its steps of training are drawn
    bool isBegun = true; ///< false: nothing of it can be drawn yet
    QString scaling{}; ///< how its data is scaled, in words
};

/// What the axis measures: "MSE", "−ELBO, nats per image", as the table of figures calls it.
[[nodiscard]] QString unitTitle(FairUnit unit, const QString& sample);

/// The legend below the curves: what thick, thin and dashed lines are, which runs are not drawn, and why,
/// and whether the runs scale their data differently.
/// @param samples  "images"
[[nodiscard]] QString curvesNote(FairUnit unit, const QString& samples, const std::vector<CurveFacts>& curves);

/// One line for each run: what its curve is of.
[[nodiscard]] QString curvesTip(FairUnit unit, const QString& samples, const std::vector<CurveFacts>& curves);

} // namespace isthmus
