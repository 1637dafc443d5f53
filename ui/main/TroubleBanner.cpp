// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/TroubleBanner.h"

#include "core/base/Error.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"
#include "ui/widgets/knobText.h"

#include <QPushButton>
#include <QStringList>

namespace isthmus {
namespace {

/// "learning rate 0.001 and β 1": the values before the changes.
QString valuesBefore(const std::vector<KnobChange>& changes)
{
    QStringList values;
    for (const KnobChange& change : changes)
        values << knobText(change, change.from);
    return values.join(QObject::tr(" and "));
}

} // namespace

bool isCausePutBack(const RunSession& session)
{
    const TrainerStatus& status = session.status();
    return status.state == TrainerState::Diverged && !status.suspects.empty()
        && withoutChanges(session.knobs(), status.suspects) == session.knobs();
}

TroubleBanner::TroubleBanner(RunSession& session, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over))
    , m_restore(m_banner->addButton({}))
{
    m_restore->setObjectName("restore-knobs");
    m_restore->setToolTip(tr("Puts back what was changed before the loss rose; Space goes on from there"));
    m_restore->hide();
    connect(m_restore, &QPushButton::clicked, this, &TroubleBanner::restoreKnobs);
    connect(&m_session, &RunSession::statusChanged, this, &TroubleBanner::show);
    connect(&m_session, &RunSession::knobsChanged, this, &TroubleBanner::offerKnobs);
}

void TroubleBanner::show()
{
    const TrainerStatus& status = m_session.status();
    const bool isDiverged = status.state == TrainerState::Diverged; // its sentence names knobs and no files
    if (isDiverged || status.state == TrainerState::Failed)
        m_banner->showMessage(isDiverged ? withKnobSigns(status.message) : QString::fromStdString(status.message));
    else
        m_banner->hide();
    offerKnobs();
}

void TroubleBanner::offerKnobs()
{
    const TrainerStatus& status = m_session.status();
    const bool isPutBack = isCausePutBack(m_session);
    const bool canRestore = status.state == TrainerState::Diverged && !status.suspects.empty() && !isPutBack;
    if (canRestore)
        m_restore->setText(tr("Restore %1").arg(valuesBefore(status.suspects)));
    m_restore->setVisible(canRestore);
    if (isPutBack)
        m_banner->hide();
}

void TroubleBanner::restoreKnobs()
{
    const std::vector<KnobChange> suspects = m_session.status().suspects;
    m_session.setKnobs(withoutChanges(m_session.knobs(), suspects)); // which hides the banner
    emit told(tr("Back at step %1 with %2; Space goes on from there")
                  .arg(QString::fromStdString(grouped(m_session.status().step)), valuesBefore(suspects)));
}

} // namespace isthmus
