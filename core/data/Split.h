// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace isthmus {

/// The samples of a data set that are in use, and for what. Sample numbers, each list ascending: file order.
struct Split
{
    std::vector<Index> train; ///< training part, validation samples among them
    std::vector<Index> test;
    std::vector<Index> validation; ///< part of `train` that is held out of training; may be empty

    /// Samples that gradients are computed on: `train` without `validation`, ascending.
    [[nodiscard]] std::vector<Index> fitted() const;
};

/// What the user asked for; stored in the run file.
struct SplitSpec
{
    std::vector<std::string> classes; ///< class names or indices; empty: all
    Index limit = 0; ///< first N of each part after the choice of classes; 0: all
    /// Share of the seed-shuffled training samples held out, [0, 1); 0: the validation part that the data brings, if
    /// any.
    double validation = 0;
    std::uint64_t seed = 1; ///< run's seed: draws the 10 % test part of a set without one, and validation
    [[nodiscard]] bool operator==(const SplitSpec&) const = default;
};

/// Chooses samples in this order: the parts (10 % test drawn by the seed where the file has no test part), the
/// classes, the first `limit` of each part, then validation: that share of the training part, at least one sample; with
/// a share of 0 the validation part that the data brings, which joins the training part. With a share that part is not
/// used.
/// @throws Error for an unknown class, a share outside [0, 1), a negative limit, or nothing left to train on
Split makeSplit(const Dataset& data, const SplitSpec& spec);

/// What becomes of a validation part that the data brings, in one sentence; empty: it brings none.
/// @param share  SplitSpec::validation
std::string validationUse(const Dataset& data, double share);

/// A split and what it was made of: of millions of samples it takes a second to make, and is shared from then on.
struct ReadySplit
{
    std::shared_ptr<const Dataset> data;
    SplitSpec spec;
    Split parts;
    std::vector<Index> fitted; ///< parts.fitted()
};

/// @throws Error as makeSplit()
std::shared_ptr<const ReadySplit> makeReadySplit(std::shared_ptr<const Dataset> data, const SplitSpec& spec);

} // namespace isthmus
