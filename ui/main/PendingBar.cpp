// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/PendingBar.h"

#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/views/applyPending.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace isthmus {

QString chosenWords(const PendingRun& pending)
{
    const QString title = QString::fromStdString(pending.model().title);
    if (!pending.hasModel())
        return PendingBar::tr("the training that was chosen");
    return pending.hasTraining() ? PendingBar::tr("%1 and the training that was chosen").arg(title) : title;
}

PendingBar::PendingBar(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_apply(new QPushButton(tr("Apply: starts a new run"), this))
    , m_takeBack(new QPushButton(tr("Take back"), this))
{
    setObjectName("pending");
    m_apply->setProperty("accent", true);
    m_takeBack->setProperty("flat", true);
    m_takeBack->setToolTip(tr("Forget what was chosen: the panels show the run that trains (Esc)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (QPushButton* button : {m_apply, m_takeBack}) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoDefault(true); // so that Enter presses the one that has the focus
        row->addWidget(button);
    }
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(m_apply, &QPushButton::clicked, this, [this] { applyPending(m_session, window()); });
    connect(m_takeBack, &QPushButton::clicked, &m_session.pending(), &PendingRun::takeBack);
    connect(&m_session.pending(), &PendingRun::changed, this, &PendingBar::showPending);
    showPending();
}

void PendingBar::showPending()
{
    const PendingRun& pending = m_session.pending();
    setVisible(!pending.isEmpty());
    if (pending.isEmpty())
        return;
    m_apply->setEnabled(pending.canApply());
    m_apply->setToolTip(pending.canApply()
            ? tr("Start a new run with %1 (Enter in the panel)").arg(chosenWords(pending))
            : pending.fault());
}

void PendingBar::keyPressEvent(QKeyEvent* event)
{
    if (!takePendingKey(*event, m_session, window()))
        QWidget::keyPressEvent(event);
}

} // namespace isthmus
