// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/TroubleBanner.h"

#include "core/base/Error.h"
#include "core/train/knobChanges.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/Session.h"

#include <QPushButton>
#include <QStringList>

namespace isthmus {
namespace {

/// "learning rate 0.001 and beta 1": the values before the changes.
QString valuesBefore(const std::vector<KnobChange>& changes)
{
    QStringList values;
    for (const KnobChange& change : changes)
        values << QString::fromStdString(knobName(change) + ' ' + knobValueText(change, change.from));
    return values.join(QObject::tr(" and "));
}

} // namespace

TroubleBanner::TroubleBanner(Session& session, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over))
    , m_restore(m_banner->addButton({}))
{
    m_restore->setObjectName("restore-knobs");
    m_restore->setToolTip(tr("Puts back what was changed before the loss rose. Training goes on when you press Play."));
    m_restore->hide();
    connect(m_restore, &QPushButton::clicked, this, &TroubleBanner::restoreKnobs);
    connect(&m_session, &Session::statusChanged, this, &TroubleBanner::show);
    connect(&m_session, &Session::knobsChanged, this, &TroubleBanner::offerKnobs);
}

void TroubleBanner::show()
{
    const TrainerStatus& status = m_session.status();
    offerKnobs();
    if (status.state == TrainerState::Diverged || status.state == TrainerState::Failed)
        m_banner->showMessage(QString::fromStdString(status.message));
    else
        m_banner->hide();
}

void TroubleBanner::offerKnobs()
{
    const TrainerStatus& status = m_session.status();
    const bool canRestore = status.state == TrainerState::Diverged && !status.suspects.empty()
        && withoutChanges(m_session.knobs(), status.suspects) != m_session.knobs();
    if (canRestore)
        m_restore->setText(tr("Restore %1").arg(valuesBefore(status.suspects)));
    m_restore->setVisible(canRestore);
}

void TroubleBanner::restoreKnobs()
{
    const std::vector<KnobChange> suspects = m_session.status().suspects;
    m_session.setKnobs(withoutChanges(m_session.knobs(), suspects));
    m_banner->hide();
    emit told(tr("Back at step %1 with %2; Play goes on from there.")
                  .arg(QString::fromStdString(grouped(m_session.status().step)), valuesBefore(suspects)));
}

} // namespace isthmus
