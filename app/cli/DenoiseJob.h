// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Run.h"
#include "core/data/Corruption.h"
#include "core/data/NumberType.h"
#include "core/data/ReadOptions.h"
#include "core/tasks/denoise/DenoiseFigures.h"

#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// What the options of `denoise` ask for.
struct DenoiseRequest
{
    std::string path; ///< picture or folder; empty: the samples of --data
    std::string out; ///< file, or folder; empty: figures alone
    std::string corruptedOut; ///< the same for what the model was given; empty: not wanted
    Corruption corruption; ///< none: the pictures are noisy already
    std::uint64_t seed = 1;
    ReadOptions::Channels channels = ReadOptions::Channels::Auto;
    bool eachChannel = false; ///< each channel of a picture by itself, through a model of grey ones
};

/// @throws UsageError, Error
DenoiseRequest denoiseRequest(const Arguments& arguments, const Run& trained);

/// One picture that was written.
struct DenoisedFile
{
    std::string path;
    std::string out;
    Shape shape;
    NumberType type = NumberType::U8;
    std::optional<DenoiseFigures> figures; ///< empty without a clean picture
};

struct DenoiseResult
{
    Index pictures = 0;
    std::vector<DenoisedFile> files;
    std::optional<DenoiseFigures> figures; ///< of all pictures; empty without clean ones
    double atEnds = 0; ///< share of the noisy values that are 0 or 1 exactly, where clipping piles them up
    std::vector<std::string> notices;
};

/// Denoises a picture, or all pictures of a folder and of the folders in it, and writes them.
/// @throws Error
DenoiseResult denoiseFiles(const Run& trained, const DenoiseRequest& request, ThreadPool& pool);

/// The same of the samples of a data set that --data, --split, --classes and --limit choose.
/// @throws Error
DenoiseResult denoiseData(
    const Run& trained, const Arguments& arguments, const DenoiseRequest& request, ThreadPool& pool);

} // namespace isthmus
