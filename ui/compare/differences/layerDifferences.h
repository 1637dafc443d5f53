// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/LayerSpec.h"
#include "ui/compare/differences/runDifferences.h"

namespace isthmus {

/// A layer in a line: "dense 512", "conv channels 32, kernel 3".
QString layerText(const LayerSpec& layer);

/// Layers of two lists that differ.
/// @param part  "encoder"
std::vector<RunDifference> layerDifferences(
    const QString& part, const std::vector<LayerSpec>& left, const std::vector<LayerSpec>& right);

} // namespace isthmus
