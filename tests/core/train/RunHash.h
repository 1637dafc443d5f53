// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Fnv.h"
#include "core/train/TrainingRun.h"
#include "tests/Sanitized.h"
#include "tests/core/train/PresetRun.h"

#include <cstdint>
#include <map>
#include <string>

namespace isthmus::test {

inline constexpr int kHashedBatch = kSanitized ? 40 : 136; ///< no whole number of registers
inline constexpr Index kHashedSamples = 2 * kHashedBatch + 18; ///< three steps an epoch, the last of 18 samples
inline constexpr int kHashedSteps = kSanitized ? 3 : 5;

inline RunSpec hashedRun(const std::string& preset)
{
    return namedRun(preset, kHashedSamples, kHashedBatch);
}

/// Hash of everything that the next step depends on, and of the last loss.
inline std::string hashOf(const Checkpoint& state)
{
    Fnv hash;
    for (const float value : state.parameters)
        hash.add(value);
    for (const FloatVector& moment : state.optimizer.moments) {
        for (const float value : moment)
            hash.add(value);
    }
    hash.add(static_cast<std::uint64_t>(state.step));
    hash.add(state.record.loss);
    return hash.text();
}

inline std::string hashAfter(TrainingRun& run, int steps, int threads)
{
    ThreadPool pool(threads);
    for (int i = 0; i < steps; ++i) {
        if (!run.step(pool))
            return "diverged";
    }
    return hashOf(run.checkpoint());
}

/// The hash of a run on one thread, computed once.
inline const std::string& referenceHash(const std::string& preset)
{
    static std::map<std::string, std::string> hashes;
    std::string& hash = hashes[preset];
    if (hash.empty()) {
        TrainingRun run(hashedRun(preset));
        hash = hashAfter(run, kHashedSteps, 1);
    }
    return hash;
}

} // namespace isthmus::test
