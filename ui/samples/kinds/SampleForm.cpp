// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/samples/kinds/SampleForm.h"

#include "ui/samples/kinds/sampleKinds.h"

#include <algorithm>

namespace isthmus {

double SampleForm::offBy(Index place, float is, float was) const
{
    return (double(is) - double(was)) * scaling.shownAt(place).scale / double(kErrorScale);
}

std::shared_ptr<const SampleForm> sampleForm(const Dataset& data)
{
    auto form = std::make_shared<SampleForm>();
    form->shape = data.shape;
    form->scaling = data.scaling;
    form->columns = data.columns;
    form->kind = &sampleKindOf(data.shape, data.columns);
    if (form->kind->paint)
        form->drawing = rowDrawing(data.shape, data.scaling, data.columns);
    const bool hasImages = data.images && data.images->count() > 0;
    form->lowest = hasImages ? data.images->minimum() : form->inUnits(0, 0);
    form->highest = hasImages ? data.images->maximum() : form->inUnits(0, 1);
    return form;
}

} // namespace isthmus
