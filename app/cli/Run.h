// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/train/Checkpoint.h"

#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// A run file that was opened, and its model.
struct Run
{
    std::string path;
    Checkpoint state;
    std::shared_ptr<const Autoencoder> model;
};

/// @throws Error if the file is not there or broken
Run readRun(const std::string& path);

/// Images for the model of a run, and which of them the options choose.
struct RunData
{
    std::shared_ptr<const Dataset> data; ///< data set with the scaling of the run
    std::vector<Index> samples; ///< samples that the options choose, in file order
    SplitSpec split; ///< with the classes and the limit of that choice
};

/// --data, --split, --classes, --limit.
Options runDataOptions();

/// Which samples are meant where no option chooses.
enum class Unchosen {
    All,
    AsTrained, ///< those that the run was trained on, where the data is its own
};

/// Opens --data, or the run's own data set where it is not given, with the scaling that the run was trained with.
/// @throws Error if the model has no encoder to see them with, the images have another shape, or the loss does not take
/// their values
RunData openRunData(const Run& run, const Arguments& arguments, Unchosen unchosen = Unchosen::All);

} // namespace isthmus
