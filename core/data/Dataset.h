// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Batch.h"
#include "core/data/ColumnNames.h"
#include "core/data/ReadOptions.h"
#include "core/data/SampleNames.h"
#include "core/data/Scaling.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace isthmus {

inline constexpr Index kMostImageValues = Index(1) << 28; ///< largest number of values that one sample may have

/// The numbers of all samples, wherever they are kept. Immutable; any thread may read.
class ImageStore
{
public:
    virtual ~ImageStore() = default;

    [[nodiscard]] virtual Index count() const = 0;

    /// "uint8", "float32": as `inspect` prints it.
    [[nodiscard]] virtual std::string type() const = 0;

    /// Smallest and largest stored value, before scaling.
    [[nodiscard]] virtual double minimum() const = 0;
    [[nodiscard]] virtual double maximum() const = 0;

    /// Bytes of all numbers as they are stored.
    [[nodiscard]] virtual std::uint64_t bytes() const = 0;
    /// Are they kept in memory, or left in their files?
    [[nodiscard]] virtual bool isInMemory() const = 0;

    /// Copies samples into the columns first.. of out as value * scale + offset.
    /// @param which  sample numbers in [0, count())
    /// @param out    features x samples; columns [first, first + which.size()) are written
    virtual void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const = 0;

    /// Copies stored values [begin, begin + out.size()) of one sample: a Batch of one takes sixteen times their memory.
    virtual void copy(Index sample, Index begin, std::span<float> out) const = 0;
};

/// Images of one byte a value, in memory as they were in the file: sample after sample, (y, x, channel).
class ByteImages final : public ImageStore
{
public:
    /// @throws Error if the bytes are not a whole number of samples of this shape
    ByteImages(Shape shape, std::vector<std::uint8_t> bytes);

    [[nodiscard]] Index count() const override;
    [[nodiscard]] std::string type() const override;
    [[nodiscard]] double minimum() const override;
    [[nodiscard]] double maximum() const override;
    [[nodiscard]] std::uint64_t bytes() const override { return m_bytes.size(); }
    [[nodiscard]] bool isInMemory() const override { return true; }
    void gather(std::span<const Index> which, float scale, float offset, Batch& out, Index first) const override;
    void copy(Index sample, Index begin, std::span<float> out) const override;

    [[nodiscard]] std::span<const std::uint8_t> sample(Index number) const;

private:
    Shape m_shape;
    std::vector<std::uint8_t> m_bytes;
    std::uint8_t m_minimum = 0;
    std::uint8_t m_maximum = 0;
};

/// A known generating factor of each sample, such as the angle of a sprite.
struct Factor
{
    std::string name;
    std::vector<float> values; ///< one per sample
};

/// A data set: images with an optional class and optional factors each; the training part comes first, then the test
/// part, then a validation part that the data brings. A plain value that is shared as `shared_ptr<const Dataset>` and
/// never changed; any thread may read.
struct Dataset
{
    std::string name; ///< built-in name, or the path that it was read from
    std::string title; ///< what a person calls it: "Fashion-MNIST"
    std::string format; ///< "IDX", "generated"
    Shape shape; ///< shape of one image
    Index trainCount = 0; ///< samples [0, trainCount) are the training part
    Index testCount = 0; ///< samples [trainCount, trainCount + testCount) are the test part; 0: the file has none
    Index validationCount = 0; ///< the last samples are a validation part of the data's own; 0: it brings none
    std::shared_ptr<const ImageStore> images;
    Scaling scaling;
    /// What a model is given for a number that is missing, at each place of a sample, as numbers are stored. The store
    /// has NaN for a missing number. Empty: none is missing.
    std::vector<float> fills = {};
    std::vector<std::int32_t> labels; ///< empty: no classes; else one class index a sample
    std::vector<std::string> classNames;
    /// The number that stands for each class in the file, for the fingerprint; empty: its index.
    std::vector<std::int32_t> classNumbers;
    std::vector<Factor> factors;
    ReadOptions reading; ///< the choices that it was read with
    /// The number of each part's first sample as a person counts: 1 in a table, unless its own first column begins
    /// at 0.
    int firstNumber = 0;
    std::vector<std::string> notices; ///< sentences about what was left out or guessed in reading
    std::size_t fittingNotices = 0; ///< how many of the last notices are about how its own scaling was fitted
    /// Path of each sample's own file, below the folder that was read; null: samples have no files of their own.
    std::shared_ptr<const SampleNames> files;
    /// What the rows of a table are called in it: the texts of its column `id`, or of names; null: it has none.
    std::shared_ptr<const SampleNames> identifiers = {};
    ColumnNames columns = {}; ///< names of a row's numbers; empty: they have none

    [[nodiscard]] Index count() const { return trainCount + testCount + validationCount; }
    /// The first sample of the validation part, whose samples are the last ones.
    [[nodiscard]] Index firstValidation() const { return trainCount + testCount; }
    [[nodiscard]] bool hasMissing() const { return !fills.empty(); }
    [[nodiscard]] bool hasLabels() const { return !labels.empty(); }

    /// Class name of a sample, empty without labels.
    [[nodiscard]] std::string className(Index sample) const;
    /// Path of a sample's own file, "cats/7.png"; empty where it has none.
    [[nodiscard]] std::string fileName(Index sample) const;
    /// What a table calls a row, "S-1007"; empty where it has no such names.
    [[nodiscard]] std::string identifier(Index sample) const;

    /// Scaled values of some samples as a model is given them: missing numbers are filled.
    /// @param out  resized to shape.size() x which.size()
    void gather(std::span<const Index> which, Batch& out) const;

    /// The same into the columns first.. of a batch of shape.size() rows.
    void gatherAt(std::span<const Index> which, Batch& out, Index first) const;

    /// Scaled values of some samples as they are to be restored: a missing number is NaN, which losses and figures
    /// leave out.
    void gatherTargets(std::span<const Index> which, Batch& out) const;
    void gatherTargetsAt(std::span<const Index> which, Batch& out, Index first) const;

    /// Makes the padding of targets finite: a batch may have held missing numbers there before.
    void clearPadding(Batch& targets) const;

    /// Fills the missing numbers of targets in columns [first, first + count).
    void fillMissing(Batch& batch, Index first, Index count) const;
    void fillMissing(Batch& batch) const { fillMissing(batch, 0, batch.cols()); }

    /// 64-bit FNV-1a over shape, counts, labels and 1,000 evenly spaced samples, as 16 hex digits. Enough to tell
    /// whether a run's data is the same; not a signature.
    [[nodiscard]] std::string fingerprint() const;
};

} // namespace isthmus
