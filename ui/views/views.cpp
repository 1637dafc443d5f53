// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/views.h"

#include "ui/views/data/DataView.h"
#include "ui/views/hand/HandView.h"
#include "ui/views/latent/LatentView.h"
#include "ui/views/loss/LossView.h"
#include "ui/views/model/ModelView.h"
#include "ui/views/reconstructions/ReconstructionsView.h"
#include "ui/views/training/TrainingView.h"

namespace isthmus {

const std::vector<ViewType>& viewTypes()
{
    static const std::vector<ViewType> types{
        {.id = "data", .title = "Data", .area = ViewArea::Left, .make = makeDataView},
        {.id = "model", .title = "Model", .area = ViewArea::Left, .make = makeModelView},
        {.id = "training", .title = "Training", .area = ViewArea::Left, .make = makeTrainingView},
        {.id = "latent", .title = "Latent space", .area = ViewArea::Centre, .make = makeLatentView},
        {.id = "hand", .title = "Under the hand", .area = ViewArea::Right, .make = makeHandView},
        {.id = "reconstructions", .title = "Reconstructions", .area = ViewArea::Right, .make = makeReconstructionsView},
        {.id = "loss", .title = "Loss", .area = ViewArea::Bottom, .make = makeLossView},
    };
    return types;
}

} // namespace isthmus
