// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/Arguments.h"
#include "core/train/Trainer.h"

#include <chrono>
#include <string>

namespace isthmus {

/// Keeps a run in its file while it trains, so that a killed program loses no more than the time between two saves.
/// Written on the thread that calls look(), from a checkpoint that the trainer hands over between two steps; the file
/// is replaced as a whole. What cannot be written is said once, and tried again in its turn.
class PeriodicSave
{
public:
    /// @param path  UTF-8
    PeriodicSave(std::string path, double seconds);

    /// --save-every.
    [[nodiscard]] static Options options();
    /// @throws UsageError if its value is no number of seconds
    [[nodiscard]] static double chosenSeconds(const Arguments& arguments);

    /// Asks for a checkpoint when it is time, and writes the one that has come. It has to be called often.
    void look(Trainer& trainer);

    /// Writes the state that training has ended with.
    /// @throws Error if that fails: the reason, and which step the file holds
    void finish(const Checkpoint& state);

private:
    using Clock = std::chrono::steady_clock;

    void write(const Checkpoint& state);

    const std::string m_path;
    const std::chrono::duration<double> m_pace; ///< 0: never
    Clock::time_point m_saved = Clock::now();
    std::int64_t m_savedStep = 0; ///< 0: none yet
    bool m_isAsked = false;
    bool m_hasFailed = false;
};

} // namespace isthmus
