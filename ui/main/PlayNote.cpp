// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PlayNote.h"

#include "ui/main/MessageBanner.h"
#include "ui/main/PendingBar.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/views/applyPending.h"

#include <QPushButton>

#include <utility>

namespace isthmus {

PlayNote::PlayNote(RunSession& session, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
{
    m_banner->setObjectName("play-note");
    QPushButton* apply = m_banner->addButton(tr("Apply: starts a new run"));
    connect(apply, &QPushButton::clicked, this, [this] { applyPending(m_session, m_banner->window()); });
    connect(&session, &RunSession::runChanged, m_banner, &QWidget::hide);
    connect(&session, &RunSession::statusChanged, this, &PlayNote::follow);
    connect(&session.pending(), &PendingRun::changed, this, [this] {
        if (!m_session.pending().canApply())
            m_banner->hide();
    });
}

void PlayNote::follow()
{
    const bool trains = m_session.isTraining();
    const bool hasBegun = !std::exchange(m_isTraining, trains) && trains;
    const std::int64_t step = m_session.status().step;
    const bool hasStepped = std::exchange(m_step, step) < step && !trains;
    if (!(hasBegun || hasStepped) || !m_session.pending().canApply())
        return;
    m_banner->showMessage(
        tr("\"%1\" trains, as before. What was chosen (%2) waits until it is applied.")
            .arg(QString::fromStdString(m_session.run().model.title), chosenWords(m_session.pending())));
}

} // namespace isthmus
