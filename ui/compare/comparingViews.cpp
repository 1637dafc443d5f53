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
        {.id = "planes", .title = "", .row = ComparingRow::Upper, .share = 8, .make = makePlanesView},
        {.id = "strips", .title = "Reconstructions", .row = ComparingRow::Upper, .share = 5, .make = makeStripsView},
        {.id = "curves", .title = "Curves", .row = ComparingRow::Lower, .share = 4, .make = makeCurvesView},
        {.id = "figures", .title = "Figures", .row = ComparingRow::Lower, .share = 5, .make = makeFiguresView},
        {.id = "differences",
            .title = "Differences",
            .row = ComparingRow::Lower,
            .share = 4,
            .make = makeDifferencesView},
    };
    return types;
}

} // namespace isthmus
