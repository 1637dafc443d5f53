// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/base/Rng.h"
#include "core/base/ThreadPool.h"
#include "core/data/Dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

/// What the input of a denoising autoencoder suffers: a kind and its amount.
struct Corruption
{
    std::string kind = "none"; ///< a name from corruptionTypes()
    double amount = 0; ///< amount in the unit of the kind
    [[nodiscard]] bool operator==(const Corruption&) const = default;
    [[nodiscard]] bool isNone() const { return kind == "none"; }
    /// Share of the values that a loss looks at, on average: 1, or that of a blind spot.
    [[nodiscard]] double judgedShare() const;

    /// "gaussian:0.5", "none".
    [[nodiscard]] std::string text() const;

    /// The text for people: "Gaussian noise 0.5", "blur of 1.5 px", "none".
    /// @throws Error for an unknown kind
    [[nodiscard]] std::string words() const;

    /// Reads what text() writes.
    /// @throws Error for an unknown kind or an amount outside its range: what, expected, found
    static Corruption parse(const std::string& text);
};

/// Columns [first, first + 16) of a batch, to be corrupted in place, and the names of their samples for the noise.
/// `first` is a multiple of 16, so that each row of the block is one cache line.
struct CorruptionBlock
{
    Shape shape; ///< shape of one sample, with a vector as an image of one row: height 1, width its length, 1 channel
    const Rng& rng;
    const std::uint64_t* samples; ///< 16 numbers
    std::uint32_t epoch;
    Batch& batch;
    Index first;
    float neutral = 0; ///< what a value becomes that tells nothing: black, or the mean of a column in standard scores

    /// The 16 values of one feature.
    [[nodiscard]] float* line(Index feature) const { return batch.row(feature) + first; }
    [[nodiscard]] Index pixels() const { return Index(shape.height) * shape.width; }
};

/// One kind of corruption. Each has its own file in corruptions/ and one line in the table of corruptionTypes().
struct CorruptionType
{
    const char* name; ///< "gaussian"
    const char* label; ///< "Gaussian"
    const char* words; ///< name in a sentence, with % for the amount: "Gaussian noise %"
    const char* symbol; ///< name of the amount: "Noise sigma"
    double minimum;
    double maximum;
    double initial; ///< amount that the window starts from
    bool integer;
    const char* help; ///< unit and meaning of the amount, one line

    /// Corrupts a block as a function of the amount, the values and the noise of (seed, epoch, sample, draw) alone.
    void (*apply)(double amount, const CorruptionBlock& block);

    /// Makes all values NaN of a block of targets but those that the loss is to look at. By the same noise as apply().
    /// Null: the loss looks at all.
    void (*judge)(double amount, const CorruptionBlock& block) = nullptr;
};

/// All kinds of corruption: none, gaussian, gaussian-unclipped, salt-pepper, mask, occlude, blur, blind-spot.
const std::vector<CorruptionType>& corruptionTypes();

/// @throws Error for an unknown name, with the names that there are
const CorruptionType& corruptionType(const std::string& name);

/// Corrupts a whole batch in place. The noise is a function of (seed, epoch, sample number, draw): it depends neither
/// on the other samples of the batch nor on the number of threads. Padding columns change too.
/// @param shape    shape of one sample; shape.size() x samples.size() is the extent of batch
/// @param samples  numbers of the samples in the data set, one per column of batch
/// @param purpose  Corruption in training, Evaluation or Preview elsewhere
/// @param neutral  see CorruptionBlock
void corrupt(const Corruption& corruption, Shape shape, std::uint64_t seed, Purpose purpose, std::uint32_t epoch,
    std::span<const Index> samples, Batch& batch, ThreadPool& pool, float neutral = 0);

/// The same for samples of a data set, on the scale from 0 to 1 that they are drawn in: where the engine's values have
/// another one, they are brought to it and back.
void corruptSamples(const Corruption& corruption, const Dataset& data, std::uint64_t seed, Purpose purpose,
    std::uint32_t epoch, std::span<const Index> samples, Batch& batch, ThreadPool& pool);

/// Makes those values of targets missing (NaN) that the loss does not look at where the input suffered this by the same
/// seed, purpose and epoch; does nothing unless Corruption::judgedShare() is below 1.
/// @param targets  shape.size() x samples.size(); its padding stays finite
void leaveJudged(const Corruption& corruption, Shape shape, std::uint64_t seed, Purpose purpose, std::uint32_t epoch,
    std::span<const Index> samples, Batch& targets, ThreadPool& pool);

} // namespace isthmus
