// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/applyPending.h"

#include "core/runs/Presets.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/views/buildFault.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QWidget>

namespace isthmus {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PendingRun", text);
}

void apply(PendingRun& pending)
{
    if (!pending.canApply()) // taken back while the question was open
        return;
    try {
        pending.apply();
    } catch (const std::exception& exception) {
        pending.setRefusal(buildFault(exception));
    }
}

/// A field takes what is typed in it when it loses the focus, which comes back for whoever works by keys.
void judgeFields(QWidget& window)
{
    const QPointer<QWidget> focused = QApplication::focusWidget();
    window.setFocus(Qt::OtherFocusReason);
    if (focused && window.isAncestorOf(focused) && focused->isVisible() && focused->isEnabled())
        focused->setFocus(Qt::OtherFocusReason);
}

} // namespace

void startOverWith(RunSession& session, const ModelSpec& model, const TrainSpec& training)
{
    const auto change = [&session, model, training, wasTraining = session.isTraining()] {
        try {
            session.changeModel(model, training);
            if (wasTraining) // a save has paused it
                session.play();
        } catch (const std::exception& exception) {
            emit session.failed(buildFault(exception));
        }
    };
    if (session.hasTrainingToLose())
        emit session.leavingWanted(tr("Save the run before starting a new one?"), change);
    else
        change();
}

void applyPending(RunSession& session, QWidget* window)
{
    PendingRun& pending = session.pending();
    judgeFields(*window);
    if (!pending.canApply())
        return;
    const bool losesLayers = session.hasRunToLose() && !hasOwnLayers(pending.model(), session.data()->shape);
    if (!losesLayers && !session.hasTrainingToLose())
        return apply(pending);
    emit session.leavingWanted(
        tr("Save the run before starting a new one?"), [&session, &pending, wasTraining = session.isTraining()] {
            apply(pending);
            if (wasTraining) // the save has paused it
                session.play();
        });
}

bool takePendingKey(const QKeyEvent& key, RunSession& session, QWidget* window)
{
    if (session.pending().isEmpty())
        return false;
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (isEnter)
        applyPending(session, window);
    else if (key.key() == Qt::Key_Escape)
        session.pending().takeBack();
    return isEnter || key.key() == Qt::Key_Escape;
}

} // namespace isthmus
