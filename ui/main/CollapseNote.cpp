// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/CollapseNote.h"

#include "core/train/Collapse.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"
#include "ui/views/applyPending.h"
#include "ui/widgets/knobText.h"
#include "ui/widgets/sampleWords.h"

#include <QPushButton>

#include <span>

namespace isthmus {
namespace {

constexpr double kShareOfBeta = 0.1;
constexpr double kWarmupEpochs = 10; // of the new run

} // namespace

CollapseNote::CollapseNote(RunSession& session, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over))
    , m_lower(m_banner->addButton({}))
    , m_warmup(m_banner->addButton(tr("Begin anew with a KL warm-up")))
{
    m_banner->setObjectName("collapse-note");
    m_lower->setObjectName("lower-beta");
    m_lower->setToolTip(tr("Acts at the next step; the knob can be moved back at any time"));
    m_warmup->setObjectName("begin-with-warmup");
    m_warmup->setToolTip(
        tr("Starts a new run in which β rises from 0 over %1 epochs, so that the code is in use before it costs")
            .arg(kWarmupEpochs));
    connect(m_lower, &QPushButton::clicked, this, &CollapseNote::lowerBeta);
    connect(m_warmup, &QPushButton::clicked, this, &CollapseNote::beginWithWarmup);
    connect(&session, &RunSession::runChanged, this, &CollapseNote::startRun);
    connect(&session, &RunSession::historyChanged, this, &CollapseNote::follow);
    connect(&session, &RunSession::knobsChanged, this, &CollapseNote::show);
}

void CollapseNote::startRun()
{
    m_from = 0;
    m_isCollapsed = false;
    m_banner->hide();
    follow();
}

void CollapseNote::follow()
{
    if (!m_session.canTrain())
        return m_banner->hide();
    const std::span<const EvaluationRecord> all = m_session.history().evaluations;
    if (m_from > all.size()) // the run was reset
        m_from = 0;
    const bool isNow = isCollapsed(*m_session.model(), all.subspan(m_from));
    if (isNow == m_isCollapsed)
        return;
    m_isCollapsed = isNow;
    m_banner->hide();
    show();
    if (isNow)
        m_banner->showMessage(withKnobSigns(collapseWords(sampleName(m_session.data()->shape).toStdString())));
}

double CollapseNote::lowerOfBeta() const
{
    return m_session.knobs().beta * kShareOfBeta;
}

void CollapseNote::show()
{
    if (!m_session.canTrain())
        return;
    m_lower->setText(tr("Lower β to %1").arg(lowerOfBeta()));
    m_lower->setVisible(lowerOfBeta() > 0);
    m_warmup->setVisible(m_session.run().training.klWarmup == 0);
}

void CollapseNote::lowerBeta()
{
    Knobs knobs = m_session.knobs();
    knobs.beta = lowerOfBeta();
    m_session.setKnobs(knobs);
    m_from = m_session.history().evaluations.size();
    m_isCollapsed = false;
    m_banner->hide();
}

void CollapseNote::beginWithWarmup()
{
    TrainSpec training = withKnobs(m_session.run().training, m_session.knobs());
    training.klWarmup = kWarmupEpochs;
    startOverWith(m_session, m_session.run().model, training);
}

} // namespace isthmus
