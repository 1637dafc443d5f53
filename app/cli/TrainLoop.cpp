// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/TrainLoop.h"

#include "app/cli/Interrupt.h"
#include "app/cli/PeriodicSave.h"
#include "app/cli/ProgressBar.h"
#include "core/base/Error.h"

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

namespace isthmus {

namespace {

constexpr std::chrono::milliseconds kPoll{20};

bool hasEnded(TrainerState state)
{
    return state != TrainerState::Running && state != TrainerState::Paused;
}

std::string progressText(const Trainer& trainer, const TrainerStatus& status, int epochs)
{
    const std::size_t steps = trainer.log().stepCount();
    const std::vector<StepRecord> last = trainer.log().stepsFrom(steps > 0 ? steps - 1 : 0);
    const double loss = last.empty() ? 0.0 : double(last.back().loss);
    char text[160];
    std::snprintf(text, sizeof text, "epoch %.1f of %d  loss %.4g  %s samples/s", status.epoch, epochs, loss,
        grouped(static_cast<std::int64_t>(status.samplesPerSecond)).c_str());
    return text;
}

std::shared_ptr<const Checkpoint> takeState(Trainer& trainer)
{
    (void)trainer.takeCheckpoint(); // one that was asked for while it trained
    trainer.requestCheckpoint();
    trainer.waitUntilIdle();
    auto state = trainer.takeCheckpoint();
    if (!state)
        throw Error(trainer.status().message);
    return state;
}

} // namespace

TrainingEnd trainWithProgress(Trainer& trainer, int epochs, PeriodicSave* saves)
{
    catchInterrupt();
    ProgressBar bar;
    trainer.trainUntilEpoch(epochs);
    TrainerStatus status = trainer.status();
    while (!hasEnded(status.state) && !interrupted()) {
        if (status.step > 0)
            bar.show(status.epoch / epochs, progressText(trainer, status, epochs));
        if (saves != nullptr)
            saves->look(trainer);
        std::this_thread::sleep_for(kPoll);
        status = trainer.status();
    }
    if (!hasEnded(status.state)) {
        trainer.pause();
        trainer.waitUntilIdle();
    }
    auto state = takeState(trainer);
    return {trainer.status(), std::move(state)}; // asked afterwards: a state that was not finite shows only then
}

} // namespace isthmus
