// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <vector>

class QCustomPlot;

namespace isthmus {

inline constexpr int kLongestName = 160; ///< px of a class name on the plane and in its legend; a longer one is cut

/// Makes the plot fill its widget, with a hairline grid and no numbers of its own, and takes QCustomPlot's own hands
/// off it.
void preparePlot(QCustomPlot& plot);

/// Colours of ground and grid.
void themePlot(QCustomPlot& plot, const ThemeTokens& tokens);

/// Colours of the points: one per class, transparent for hidden ones; the accent alone without classes.
std::vector<QRgb> classColours(
    int classCount, const std::vector<bool>& hidden, const ThemeTokens& tokens, double opacity);

/// How far the manifold's pictures stand out from the ground.
/// @param balance  points against grid, in 0..1
[[nodiscard]] double manifoldOpacity(double balance, const ThemeTokens& tokens);

} // namespace isthmus
