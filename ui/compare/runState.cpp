// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/runState.h"

#include "core/base/Error.h"
#include "ui/session/RunSession.h"
#include "ui/widgets/epochText.h"
#include "ui/widgets/rateText.h"
#include "ui/widgets/sampleWords.h"
#include "ui/widgets/windowWords.h"

namespace isthmus {

namespace {

QString said(const char* text)
{
    return QObject::tr(text);
}

QString placeText(const RunSession& run)
{
    return said("step %1 · epoch %2")
        .arg(QString::fromStdString(grouped(run.status().step)), epochText(run.status().epoch));
}

QString speedText(const RunSession& run)
{
    const double speed = run.status().samplesPerSecond;
    if (speed <= 0)
        return said("training");
    return said("%1 %2/s").arg(rateText(speed), samplesName(run.data()->shape));
}

RunStateText stoppedText(const RunSession& run)
{
    const QString step = QString::fromStdString(grouped(run.status().shownStep));
    return {said("step %1 · training is off").arg(step), StateTone::Plain, run.obstacle() + '.'};
}

} // namespace

RunStateText runStateText(const RunSession& run)
{
    if (!run.hasRun())
        return {run.awaited().isEmpty() ? said("no run yet") : run.awaited()};
    if (!run.canTrain())
        return stoppedText(run);
    const TrainerStatus& status = run.status();
    const QString step = QString::fromStdString(grouped(status.step));
    const QString why = windowWords(status.message);
    switch (status.state) {
    case TrainerState::Running:
        return {placeText(run) + said(" · %1").arg(speedText(run))};
    case TrainerState::Diverged:
        return {said("diverged: back at step %1").arg(step), StateTone::Warning, why};
    case TrainerState::Failed:
        return {said("stopped at step %1: %2").arg(step, why), StateTone::Bad, why};
    case TrainerState::StoppedEarly:
        return {placeText(run) + said(" · stopped early"), StateTone::Plain, why};
    case TrainerState::Paused:
    case TrainerState::Finished:
        break;
    }
    return {placeText(run) + said(" · paused")};
}

} // namespace isthmus
