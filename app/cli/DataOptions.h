// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/data/Split.h"
#include "core/runs/OpenedRun.h"
#include "core/runs/Presets.h"

#include <memory>

namespace isthmus {

/// --data, whose help lists what can be read, and the choices in reading it.
/// @param fallback  what is used where it is not given, for the help; empty if it is needed
Options dataOptions(const std::string& fallback);

/// The choices in reading of `base`, except where the options give others.
/// @throws UsageError for a value that an option does not take
ReadOptions withReading(const Arguments& arguments, ReadOptions base);

/// Opens a data set with the choices of the options, drawing a progress bar on a terminal. Its notices go to stderr.
std::shared_ptr<const Dataset> openData(const Arguments& arguments, const std::string& nameOrPath);

/// The same without its notices, for those who take another scaling than its own: see tell().
std::shared_ptr<const Dataset> openDataUntold(const Arguments& arguments, const std::string& nameOrPath);

/// Writes notices about a data set to stderr, a line each.
void tell(const Dataset& data, const std::vector<std::string>& notices);

/// The same as openData() for a model that is to be trained on it: rows of numbers that may be square pictures are
/// taken as those where the model convolves, is not made for rows, and the options give no size.
std::shared_ptr<const Dataset> openDataForModel(
    const Arguments& arguments, const std::string& nameOrPath, const Preset& preset);

/// Notices about a data set, a sentence each: what was left out, guessed or is doubtful, and that rows of numbers may
/// be pictures.
std::vector<std::string> noticesOf(const Dataset& data);

/// Opens --data, or the data set of a run where it is not given, for the model of the run: with the choices in reading
/// of the run as far as its format takes them, pictures in the run's size, and with the scaling of the run. The notices
/// of the data go to stderr.
/// @throws Error if the run's own data is not there, or the images have another shape than the run's
std::shared_ptr<const Dataset> openDataLike(const Arguments& arguments, const DataReference& reference);

/// The same for a run that is to go on, which it can where the images are those that it was trained on.
/// @throws Error likewise
OpenedRun openWithData(const Arguments& arguments, Checkpoint run);

/// --classes and --limit.
Options choiceOptions();

/// --split.
Options splitOptions();

/// The spec with the choice of --classes and --limit where they are there.
SplitSpec withChoice(const Arguments& arguments, SplitSpec spec);

/// Checks the options of a run that is resumed: --classes and --limit may be repeated, but not differ. A class may be
/// named by its name or its index.
/// @throws UsageError naming the option that differs
/// @throws Error for an unknown class
void requireSameChoice(const Arguments& arguments, const Dataset& data, const SplitSpec& spec);

/// Samples of the part that --split names, in file order.
/// @throws Error if there are none
std::vector<Index> chosenSamples(const Arguments& arguments, const Dataset& data, const Split& split);

} // namespace isthmus
