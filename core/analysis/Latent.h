// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Corruption.h"
#include "core/data/Dataset.h"
#include "core/models/Autoencoder.h"

#include <span>
#include <vector>

namespace isthmus {

/// Codes of samples, mu for a variational model, in the order of `samples`.
/// @return  samples x latentDim, row-major: one code after the other
/// @throws Error if the model has no encoder
Matrix encodeSamples(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, ThreadPool& pool);

/// Pictures of codes: the decoder's mean.
/// @param codes  count x latentDim, row-major
/// @return       count x imageSize, row-major: one picture after the other, (y, x, channel), never clipped
Matrix decodeCodes(const Autoencoder& model, const FloatVector& parameters, const Matrix& codes, ThreadPool& pool);

/// Codes as files have them: those that are a feature map in channel-height-width order, all others as they are.
/// @param shape  shape of one code: Autoencoder::codeShape()
/// @param codes  count x latentDim, in the order of the inside: (y * width + x) * channels + channel
Matrix codesForFile(Shape shape, const Matrix& codes);

/// The way back from codesForFile().
Matrix codesFromFile(Shape shape, const Matrix& codes);

/// Decodes one code: the picture under the hand.
/// @param code  latentDim floats
/// @return      imageSize floats, (y, x, channel)
std::vector<float> decodeOne(const Autoencoder& model, const FloatVector& parameters, std::span<const float> code,
    Workspace& workspace, ThreadPool& pool);

/// The way back: where one picture lies.
/// @param picture  imageSize floats, (y, x, channel)
/// @return         latentDim floats, mu for a variational model
/// @throws Error if the model has no encoder
std::vector<float> encodeOne(const Autoencoder& model, const FloatVector& parameters, std::span<const float> picture,
    Workspace& workspace, ThreadPool& pool);

/// Originals, what the encoder saw, and what came back, one row a sample.
struct Reconstructions
{
    Matrix original; ///< samples x imageSize
    Matrix corrupted; ///< what the encoder saw, samples x imageSize; equal to original without a corruption
    Matrix output; ///< decoder's mean from mu
};

/// @param purpose  stream of the noise: EvaluationCorruption for files, Preview for the window's strips
/// @throws Error if the model has no encoder
Reconstructions reconstruct(const Autoencoder& model, const FloatVector& parameters, const Dataset& data,
    std::span<const Index> samples, const Corruption& corruption, std::uint64_t seed, Purpose purpose,
    ThreadPool& pool);

/// Codes from the prior N(0, 1).
/// @param first  number of the first draw, so that pressing again gives others
/// @return       count x latentDim
Matrix samplePrior(int latentDim, Index count, std::uint64_t seed, std::uint64_t first);

/// Mean and variance of each latent dimension over some codes.
struct LatentSummary
{
    std::vector<double> mean;
    std::vector<double> variance;
    /// Dimensions by falling variance.
    [[nodiscard]] std::vector<int> byVariance() const;
    /// Of the mu of a variational model: how many dimensions carry anything about the sample, which those do whose
    /// variance over the samples is more than 0.01. Source: Burda et al. 2016 (arXiv 1509.00519), section 5.2
    [[nodiscard]] int activeUnits() const;
};

LatentSummary summarise(const Matrix& codes);

/// Codes of a grid on the plane of two dimensions, row 0 at the top (largest y), column 0 at the left.
/// @param base  latentDim floats: where the other dimensions stay
/// @return      (rows * columns) x latentDim
Matrix planeGrid(std::span<const float> base, int dimX, int dimY, double xMin, double xMax, double yMin, double yMax,
    int columns, int rows);

} // namespace isthmus
