// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/LiveRun.h"

#include <memory>
#include <string>

namespace isthmus {

/// A saved run that can be looked at but not go on, since its data is not there or has changed, or since it has no
/// encoder: what a Trainer would show of it. Nothing in it changes; orders have no effect.
class StoppedRun : public LiveRun
{
public:
    /// Makes the run on any thread.
    /// @param run         its data: the images that there are, perhaps none
    /// @param checkpoint  the whole run, to be saved again as it was
    /// @param obstacle    what stands in the way of training, in one sentence without its stop
    /// @param lacksData   whether the run could go on with its data
    /// @param threads     number of threads that would train it; 0: as many as the machine has
    /// @throws Error if model and data do not fit each other, or exploring takes more memory than the machine has
    StoppedRun(const RunSpec& run, std::shared_ptr<const Checkpoint> checkpoint, std::string obstacle, bool lacksData,
        int threads = 0);

    [[nodiscard]] const std::string& obstacle() const override { return m_obstacle; }
    [[nodiscard]] bool lacksData() const override { return m_lacksData; }
    [[nodiscard]] const std::shared_ptr<const Checkpoint>& saved() const override { return m_checkpoint; }

    void play() override { }
    void pause() override { }
    void stepBatches(int /*count*/) override { }
    void stepEpoch() override { }
    void reset() override { }
    void goTo(std::shared_ptr<const RunState> /*state*/) override { }
    void setKnobs(const Knobs& /*knobs*/) override { }
    void setThreads(int threads) override;

    [[nodiscard]] Knobs knobs() const override { return m_checkpoint->knobs; }
    [[nodiscard]] int threads() const override { return m_threads; }
    [[nodiscard]] TrainerStatus status() const override { return m_status; }
    [[nodiscard]] const MetricLog& log() const override { return m_log; }
    [[nodiscard]] const std::shared_ptr<const Autoencoder>& model() const override { return m_snapshot->frozen.model; }
    [[nodiscard]] const Split& split() const override { return m_split; }
    [[nodiscard]] std::shared_ptr<const ReadySplit> readySplit() const override { return nullptr; }

    /// The snapshot shows the run's result.
    void requestSnapshot() override { m_wantsSnapshot = true; }
    [[nodiscard]] std::shared_ptr<const Snapshot> takeSnapshot() override;
    void requestCheckpoint() override { m_wantsCheckpoint = true; }
    [[nodiscard]] std::shared_ptr<const Checkpoint> takeCheckpoint() override;
    [[nodiscard]] bool isCheckpointDue() const override { return m_wantsCheckpoint; }

private:
    const std::shared_ptr<const Checkpoint> m_checkpoint;
    const std::string m_obstacle;
    const bool m_lacksData;
    int m_threads = 1;
    std::shared_ptr<const Snapshot> m_snapshot;
    Split m_split; ///< split of the images that there are for the model to encode
    TrainerStatus m_status; ///< paused where the run stood
    MetricLog m_log;
    bool m_wantsSnapshot = false;
    bool m_wantsCheckpoint = false;
};

} // namespace isthmus
