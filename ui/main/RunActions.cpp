// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunActions.h"

#include "ui/dialogs/Questions.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/knobText.h"

#include <QAction>
#include <QStringList>
#include <QWidget>

namespace isthmus {
namespace {

/// "learning rate 0.001 → 0.017, β 1 → 7.08"
QString knobsText(const std::vector<KnobChange>& changes)
{
    QStringList texts;
    for (const KnobChange& change : changes)
        texts << knobText(change);
    return texts.join(", ");
}

} // namespace

RunActions::RunActions(RunSession& session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
    , m_reset(new QAction(tr("Reset"), this))
    , m_play(new QAction(tr("Play"), this))
    , m_stepBatch(new QAction(tr("Step one batch"), this))
    , m_stepEpoch(new QAction(tr("Step one epoch"), this))
{
    m_play->setShortcut(Qt::Key_Space);
    m_stepBatch->setShortcut(Qt::Key_Period);
    m_stepEpoch->setShortcuts({QKeySequence("Shift+."), QKeySequence(">"), QKeySequence("Shift+>")});
    m_reset->setShortcut(QKeySequence("Ctrl+R"));
    m_play->setWhatsThis(tr("Play or pause"));
    m_play->setAutoRepeat(false);
    m_reset->setAutoRepeat(false);
    m_stepBatch->setIconText(tr("Step"));
    connect(m_reset, &QAction::triggered, this, &RunActions::askAndReset);
    connect(m_play, &QAction::triggered, this, &RunActions::togglePlay);
    connect(m_stepBatch, &QAction::triggered, this, [this] {
        m_session.touch();
        m_session.stepBatch();
    });
    connect(m_stepEpoch, &QAction::triggered, this, [this] {
        m_session.touch();
        m_session.stepEpoch();
    });
    connect(&m_session, &RunSession::statusChanged, this, &RunActions::showState);
    connect(&m_session, &RunSession::runChanged, this, &RunActions::showState);
    connect(&m_session.pending(), &PendingRun::changed, this, &RunActions::showState);
    connect(&Theme::of(this), &Theme::changed, this, &RunActions::showIcons);
    showState();
    showIcons();
}

void RunActions::askAndReset()
{
    const Knobs first = knobsOf(m_session.run().training);
    const std::vector<KnobChange> moved = changesBetween(first, m_session.knobs(), 0);
    const bool loses = m_session.hasTrainingToLose();
    if (!moved.empty()) {
        QMessageBox* box =
            askToReset(m_window, knobsText(moved), loses, m_session.unsavedEpochs(), [this, first](ResetChoice choice) {
                leaveTraining(
                    [this, first, choice] { choice == ResetChoice::Parameters ? startOver() : startOverWith(first); });
            });
        connect(&m_session, &RunSession::runChanged, box, &QMessageBox::reject); // it was of another run
    } else {
        leaveTraining([this] { startOver(); });
    }
}

void RunActions::leaveTraining(const std::function<void()>& next)
{
    if (!m_session.hasTrainingToLose())
        return next();
    emit m_session.leavingWanted(tr("Save the run before it goes back to step 0, with fresh parameters?"), next);
}

void RunActions::startOver()
{
    m_session.touch();
    m_session.reset();
}

void RunActions::startOverWith(const Knobs& knobs)
{
    m_session.setKnobs(knobs);
    startOver();
}

void RunActions::togglePlay()
{
    if (m_session.isTraining())
        return m_session.pause();
    m_session.touch(); // who lets it train on wants it
    m_session.play();
}

void RunActions::showState()
{
    for (QAction* action : {m_reset, m_play, m_stepBatch, m_stepEpoch})
        action->setEnabled(m_session.canTrain());
    const bool isTraining = m_session.isTraining();
    const bool isStopped = m_session.hasRun() && !m_session.canTrain();
    const QString none = isStopped ? tr("No training: %1").arg(m_session.obstacle()) : QString();
    const QString train = m_session.pending().isEmpty()
        ? tr("Train (Space)")
        : tr("Train the present run (Space); what was chosen waits until it is applied");
    const QString tip = isStopped ? none : isTraining ? tr("Pause training (Space)") : train;
    if (tip == m_play->toolTip())
        return;
    m_play->setText(isTraining ? tr("Pause") : tr("Play"));
    m_play->setToolTip(tip);
    m_stepEpoch->setToolTip(none);
    m_reset->setToolTip(isStopped ? none : tr("Back to fresh parameters and step 0 (Ctrl+R)"));
    m_stepBatch->setToolTip(isStopped ? none : tr("Train one batch (.); Shift+. trains to the end of the epoch"));
    showIcons();
}

void RunActions::showIcons()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    m_reset->setIcon(menuIcon("reset", tokens));
    m_play->setIcon(menuIcon(m_session.isTraining() ? "pause" : "play", tokens));
    m_stepBatch->setIcon(menuIcon("step", tokens));
}

} // namespace isthmus
