// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Progress.h"
#include "core/data/Corruption.h"
#include "core/data/Dataset.h"
#include "core/models/Autoencoder.h"

#include <span>
#include <string>

namespace isthmus {

/// A model at one moment, and the images that it is shown.
struct ShownImages
{
    const Autoencoder& model;
    const FloatVector& parameters;
    const Dataset& data;
    std::span<const Index> samples;
};

/// What the input suffers, and by which noise.
struct ShownCorruption
{
    Corruption corruption;
    std::uint64_t seed = 1;
    Purpose purpose = Purpose::EvaluationCorruption;
};

/// What decoded numbers are: how the values of the run's data were scaled, and the names of their columns.
struct RowMeaning
{
    Scaling scaling = {1, 0};
    ColumnNames columns = {};
};

/// The functions below write a file of rows (RowWriter.h) in the order of the samples. They hold some hundred images
/// at a time, however many there are. Slow; any thread.
/// @throws Error if a file cannot be written; Cancelled; then what stood at the path stays

/// Codes, mu for a variational model; a feature map by channel, row and column.
void writeCodes(const std::string& path, const ShownImages& shown, ThreadPool& pool, const Progress& progress = {});

/// Writes what the model makes of the images: the decoder's mean from mu, never clipped. Rows of a table are in the
/// units of the data, with the names of its columns.
/// @param path           file of the reconstructions; empty: not wanted
/// @param corruptedPath  file of what the encoder saw, a number that is missing as NaN (empty in a CSV); empty: not
///                       wanted
void writeReconstructions(const std::string& path, const std::string& corruptedPath, const ShownImages& shown,
    const ShownCorruption& corruption, ThreadPool& pool, const Progress& progress = {});

/// Pictures of codes, never clipped, numbered from 0.
/// @param codes    count x latentDim, in the order of the inside
/// @param meaning  rows of a table are in the units of the data, with names, likewise
void writeDecoded(const std::string& path, const Autoencoder& model, const FloatVector& parameters, const Matrix& codes,
    ThreadPool& pool, const Progress& progress = {}, const RowMeaning& meaning = {});

} // namespace isthmus
