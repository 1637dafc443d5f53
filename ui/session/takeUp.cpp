// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/takeUp.h"

#include "core/base/Error.h"
#include "core/runs/OpenedRun.h"
#include "ui/session/RunSession.h"

namespace isthmus {
namespace {

/// @throws Error if the window cannot show what the model makes
void requirePictures(const Dataset& data)
{
    const int channels = data.shape.channels;
    if (channels != 1 && channels != 3 && channels != 4)
        throw Error(
            "the window shows images of 1, 3 or 4 channels, found " + data.shape.text() + "; isthmus-cli takes any");
}

} // namespace

std::shared_ptr<ResumedRun> takeUp(const OpenedRun& opened)
{
    requirePictures(*opened.run.data);
    auto resumed = std::make_shared<ResumedRun>();
    resumed->run = opened.run;
    resumed->live = makeLive(opened, 1, RunSession::kNiceness); // the session says how many threads
    return resumed;
}

} // namespace isthmus
