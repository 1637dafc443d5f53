// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/train/Checkpoint.h"

#include <functional>
#include <memory>
#include <string>

namespace isthmus {

/// Data that a saved run is opened with, and how it is read, where that is not as the run says.
struct RunDataChoice
{
    std::string nameOrPath = {}; ///< name of a built-in set, or a path; empty: what the run names
    /// Puts what the user has chosen into the choices in reading. Empty: nothing was chosen.
    std::function<ReadOptions(const ReadOptions& base)> reading = {};
    /// Does a run that names no data, and so was never scaled, keep its numbers as they are? Else it takes the scaling
    /// of the images.
    bool keepsNumbers = false;
};

/// What was found where a saved run says that its data is.
struct FoundData
{
    /// Images of the shape that the model takes, with the run's scaling. Without any of them, a data set of no images
    /// that still says name and shape.
    std::shared_ptr<const Dataset> images;
    /// Why the run cannot go on with them, in one sentence without its stop; empty: it can.
    std::string obstacle;
    /// What tells them from the images that the run was trained on, as differenceFrom() says it; empty: nothing.
    std::string difference = {};
};

/// Looks for the data of a saved run where the run says that it is. Never throws for data that is missing, broken or
/// changed. Slow; any thread.
/// @throws Cancelled
FoundData findRunData(const DataReference& reference, const Progress& progress = {});

/// Opens images for the model of a saved run, with the run's scaling. At another place than the run's they are read
/// with the run's choices as far as the format there takes them, and pictures and rows in the size that the model
/// takes. Slow; any thread.
/// @throws Error if they cannot be opened, or have another shape than the run's; Cancelled
std::shared_ptr<const Dataset> openDataFor(
    const DataReference& reference, const RunDataChoice& choice = {}, const Progress& progress = {});

/// The same, and whether the run can go on with them: with the images that it was trained on, wherever they are.
/// @throws Error, Cancelled likewise
FoundData chosenData(const DataReference& reference, const RunDataChoice& choice, const Progress& progress = {});

/// "expected 150 rows, found 60", or that the numbers are others; empty if the data is what the run was trained on, or
/// if the run names none.
std::string differenceFrom(const DataReference& reference, const Dataset& data);

/// Is there a built-in set of this name, with its files, or anything at this path?
bool isDatasetThere(const std::string& nameOrPath);

/// The same images with another scaling, without the notices about their own.
std::shared_ptr<const Dataset> withScaling(std::shared_ptr<const Dataset> data, const Scaling& scaling);

/// Why data cannot have been meant for the scaling of a run, in one sentence: its numbers reach about 1/255 of those
/// that the scaling is for, or 255 times as far, as when pictures from 0 to 1 meet a run of bytes. Empty: it can.
/// Says nothing where the user chose to take numbers as they are, or where each column has a scaling of its own.
std::string scaleMismatch(const DataReference& reference, const Dataset& data);

/// The same images with the scaling of a run, and with a notice where they cannot have been meant for it; its own
/// images were.
std::shared_ptr<const Dataset> scaledFor(const DataReference& reference, std::shared_ptr<const Dataset> data);

/// A data set without images, for a model of images of this shape.
std::shared_ptr<const Dataset> noImages(const DataReference& reference);

} // namespace isthmus
