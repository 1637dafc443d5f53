// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/NewRunNote.h"

#include "core/train/knobChanges.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"

#include <QPushButton>

namespace isthmus {

NewRunNote::NewRunNote(RunSession& session, FileActions& files, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
    , m_take(m_banner->addButton(tr("Take over")))
{
    m_banner->setObjectName("new-run-note");
    m_take->setToolTip(tr("Sets the knobs as the run before had them; they act at the next step"));
    connect(m_take, &QPushButton::clicked, this, &NewRunNote::takeOver);
    connect(&session, &RunSession::runChanged, m_banner, &QWidget::hide);
    connect(&files, &FileActions::newRunNoted, this, &NewRunNote::show);
}

void NewRunNote::show(const QString& sentence, const TrainSpec& before)
{
    m_before = before;
    m_take->setVisible(!changesBetween(m_session.knobs(), left(), 0).empty());
    m_banner->showMessage(sentence);
}

Knobs NewRunNote::left() const
{
    return fittedTo(m_session.run().model, knobsOf(m_before));
}

void NewRunNote::takeOver()
{
    m_session.setKnobs(left());
    m_banner->hide();
}

} // namespace isthmus
