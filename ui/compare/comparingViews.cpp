// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/comparingViews.h"

#include "ui/compare/curves/CurvesView.h"
#include "ui/compare/differences/DifferencesView.h"
#include "ui/compare/figures/FiguresView.h"
#include "ui/compare/planes/PlanesView.h"
#include "ui/compare/strips/StripsView.h"

namespace isthmus {

const std::vector<ComparingViewType>& comparingViews()
{
    static const std::vector<ComparingViewType> types{
        {"planes", "", ComparingRow::Upper, 8, makePlanesView},
        {"strips", "Reconstructions", ComparingRow::Upper, 5, makeStripsView},
        {"curves", "Curves", ComparingRow::Lower, 4, makeCurvesView},
        {"figures", "Figures", ComparingRow::Lower, 5, makeFiguresView},
        {"differences", "Differences", ComparingRow::Lower, 4, makeDifferencesView},
    };
    return types;
}

} // namespace isthmus
