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
        {"data", "Data", ViewArea::Left, makeDataView},
        {"model", "Model", ViewArea::Left, makeModelView},
        {"training", "Training", ViewArea::Left, makeTrainingView},
        {"latent", "Latent space", ViewArea::Centre, makeLatentView},
        {"hand", "Under the hand", ViewArea::Right, makeHandView},
        {"reconstructions", "Reconstructions", ViewArea::Right, makeReconstructionsView},
        {"loss", "Loss", ViewArea::Bottom, makeLossView},
    };
    return types;
}

} // namespace isthmus
