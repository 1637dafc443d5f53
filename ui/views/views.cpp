// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/views.h"

#include "ui/views/loss/LossView.h"

namespace isthmus {

const std::vector<ViewType>& viewTypes()
{
    static const std::vector<ViewType> types{
        {"loss", "Loss", ViewArea::Bottom, makeLossView},
    };
    return types;
}

} // namespace isthmus
