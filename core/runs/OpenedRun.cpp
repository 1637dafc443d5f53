// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/OpenedRun.h"

#include "core/base/Error.h"
#include "core/runs/RunFile.h"
#include "core/train/StoppedRun.h"
#include "core/train/Trainer.h"
#include "core/train/TrainingRun.h"

#include <utility>

namespace isthmus {

OpenedRun openRun(const std::string& path, const Progress& progress)
{
    return withItsData(readRunFile(path), progress);
}

OpenedRun withItsData(Checkpoint run, const Progress& progress)
{
    report(progress, 0);
    const FoundData found =
        run.model.hasEncoder() ? findRunData(run.data, progress) : FoundData{noImages(run.data), {}};
    report(progress, 1);
    return withData(std::make_shared<const Checkpoint>(std::move(run)), found);
}

OpenedRun withChosenData(
    std::shared_ptr<const Checkpoint> checkpoint, const RunDataChoice& choice, const Progress& progress)
{
    const FoundData found = chosenData(checkpoint->data, choice, progress);
    report(progress, 1);
    return withData(std::move(checkpoint), found);
}

OpenedRun withData(std::shared_ptr<const Checkpoint> checkpoint, const FoundData& found)
{
    OpenedRun opened;
    opened.run.data = found.images;
    opened.run.model = checkpoint->model;
    opened.run.training = checkpoint->training;
    opened.run.split = checkpoint->data.split;
    opened.checkpoint = std::move(checkpoint);
    opened.obstacle =
        opened.run.model.hasEncoder() ? found.obstacle : "This is a decoder alone, which cannot be trained";
    opened.difference = found.difference;
    opened.lacksData = opened.run.model.hasEncoder() && !found.obstacle.empty();
    return opened;
}

OpenedRun begunWith(const Checkpoint& saved, const std::shared_ptr<const Dataset>& images)
{
    RunSpec run;
    run.data = images;
    run.model = saved.model;
    run.training = withKnobs(saved.training, saved.knobs);
    run.split = saved.data.split;
    Checkpoint start = TrainingRun(run).checkpoint();
    start.parameters = saved.result();
    return withData(std::make_shared<const Checkpoint>(std::move(start)), {images, {}});
}

std::unique_ptr<LiveRun> makeLive(const OpenedRun& opened, int threads, int niceness)
{
    std::string obstacle = opened.obstacle;
    if (obstacle.empty()) {
        try {
            return std::make_unique<Trainer>(opened.run, *opened.checkpoint, threads, niceness);
        } catch (const Error& error) {
            obstacle = error.what();
        }
    }
    return std::make_unique<StoppedRun>(opened.run, opened.checkpoint, obstacle, opened.lacksData, threads);
}

} // namespace isthmus
