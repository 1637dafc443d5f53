// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/train/Checkpoint.h"

#include <memory>
#include <string>

namespace isthmus {

/// What was found where a saved run says that its data is.
struct FoundData
{
    /// Images of the shape that the model takes, with the run's scaling. Without any of them, a data set of no images
    /// that still says name and shape.
    std::shared_ptr<const Dataset> images;
    /// Why the run cannot go on with them, in one sentence without its stop; empty: it can.
    std::string obstacle;
};

/// Looks for the data of a saved run where the run says that it is. Never throws for data that is missing, broken or
/// changed. Slow; any thread.
/// @throws Cancelled
FoundData findRunData(const DataReference& reference, const Progress& progress = {});

/// Opens the data of a saved run at another place, with the choices in reading of the run as far as the format there
/// takes them, and with the run's scaling. A run that names no data takes the scaling of these.
/// @throws Error if it cannot be opened, or its images have another shape than the run's; Cancelled
std::shared_ptr<const Dataset> openRunDataAt(
    const DataReference& reference, const std::string& nameOrPath, const Progress& progress = {});

/// "expected fingerprint 00ff.., found 11ee.."; empty if the data is what the run was trained on, or if the run names
/// none.
std::string differenceFrom(const DataReference& reference, const Dataset& data);

/// Is there a built-in set of this name, with its files, or anything at this path?
bool isDatasetThere(const std::string& nameOrPath);

/// The same images with another scaling.
std::shared_ptr<const Dataset> withScaling(std::shared_ptr<const Dataset> data, const Scaling& scaling);

/// A data set without images, for a model of images of this shape.
std::shared_ptr<const Dataset> noImages(const DataReference& reference);

} // namespace isthmus
