// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/NewRunNote.h"

#include "core/nn/Loss.h"
#include "core/train/knobChanges.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"
#include "ui/views/applyPending.h"

#include <QPushButton>

namespace isthmus {

NewRunNote::NewRunNote(RunSession& session, FileActions& files, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
    , m_take(m_banner->addButton(tr("Take over")))
    , m_loss(m_banner->addButton({}))
{
    m_banner->setObjectName("new-run-note");
    m_take->setToolTip(tr("Sets the knobs as the run before had them; they act at the next step"));
    m_loss->setToolTip(tr("Starts a new run with the loss of the model's preset"));
    connect(m_take, &QPushButton::clicked, this, &NewRunNote::takeOver);
    connect(m_loss, &QPushButton::clicked, this, &NewRunNote::takePresetLoss);
    connect(&session, &RunSession::runChanged, m_banner, &QWidget::hide);
    connect(&files, &FileActions::newRunNoted, this, &NewRunNote::show);
}

void NewRunNote::show(const QString& sentence, const RunBefore& before)
{
    m_before = before.training;
    const std::optional<ModelSpec> other = withPresetLoss(m_session.run());
    m_loss->setVisible(other.has_value() && m_session.run().model.loss == before.model.loss);
    if (other)
        m_loss->setText(tr("Compare by %1").arg(QString::fromUtf8(lossType(other->loss).label).toLower()));
    m_take->setVisible(!changesBetween(m_session.knobs(), left(), 0).empty());
    m_banner->showMessage(sentence);
}

Knobs NewRunNote::left() const
{
    return fittedTo(m_session.run().model, knobsOf(m_before));
}

void NewRunNote::takePresetLoss()
{
    if (const std::optional<ModelSpec> other = withPresetLoss(m_session.run()))
        startOverWith(m_session, *other, withKnobs(m_session.run().training, m_session.knobs()));
}

void NewRunNote::takeOver()
{
    m_session.setKnobs(left());
    m_banner->hide();
}

} // namespace isthmus
