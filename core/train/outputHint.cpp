// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/outputHint.h"

#include "core/data/scaleNames.h"

#include <algorithm>

namespace isthmus {

namespace {

bool endsInTanh(const ModelSpec& model)
{
    const auto last = std::find_if(model.decoder.rbegin(), model.decoder.rend(),
        [](const LayerSpec& layer) { return layer.type != "reshape" && layer.type != "flatten"; });
    return last != model.decoder.rend() && last->type == "tanh";
}

} // namespace

std::string outputHint(const ModelSpec& model, const Scaling& scaling, ReadOptions::Scale chosen)
{
    const bool areInHalf = scaling.form == ScalingForm::Plain || scaling.form == ScalingForm::Columns;
    if (!areInHalf || chosen == ReadOptions::Scale::None || !endsInTanh(model))
        return {};
    return "The decoder ends in tanh, which gives -1 to 1, and the values are scaled to 0 to 1; the scaling "
        + scaleText(ReadOptions::Scale::Symmetric) + " brings them to -1 to 1.";
}

} // namespace isthmus
