// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/applyPending.h"

#include "ui/dialogs/Questions.h"
#include "ui/session/PendingRun.h"
#include "ui/session/Session.h"
#include "ui/views/buildFault.h"

#include <QCoreApplication>
#include <QKeyEvent>
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
        pending.setModelFault(buildFault(exception));
    }
}

} // namespace

void applyPending(Session& session, QWidget* window)
{
    PendingRun& pending = session.pending();
    window->setFocus(Qt::OtherFocusReason);
    if (!pending.canApply())
        return;
    if (session.hasTrainingToLose())
        askToStartOver(window, tr("Start a new run?"), tr("This starts a new run."), session.unsavedEpochs(),
            [&pending] { apply(pending); });
    else
        apply(pending);
}

bool takePendingKey(const QKeyEvent& key, Session& session, QWidget* window)
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
