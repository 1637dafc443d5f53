// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/StartOverBar.h"

#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/applyPending.h"
#include "ui/widgets/windowWords.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace isthmus {

StartOverBar::StartOverBar(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_offer(new QWidget(this))
    , m_apply(new QPushButton(tr("Apply"), m_offer))
    , m_complaint(new QLabel(this))
{
    auto* note = new QLabel(tr("starts a new run"), m_offer);
    note->setProperty("dim", true);
    m_apply->setToolTip(tr("Start a new run with all that was chosen in the panels (Enter); Esc takes it back"));
    auto* row = new QHBoxLayout(m_offer);
    row->setContentsMargins(0, 4, 0, 0);
    row->addWidget(note);
    row->addStretch(1);
    row->addWidget(m_apply);

    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 8);
    column->setSpacing(4);
    column->addWidget(m_offer);
    column->addWidget(m_complaint);

    const auto retheme = [this] {
        m_complaint->setStyleSheet(QString("color: %1").arg(Theme::of(this).tokens().bad.name()));
    };
    connect(&Theme::of(this), &Theme::changed, this, retheme);
    connect(m_apply, &QPushButton::clicked, this, [this, &session] { applyPending(session, window()); });
    retheme();
    display(false, {});
}

void StartOverBar::display(bool pending, const QString& complaint)
{
    m_offer->setVisible(pending && complaint.isEmpty());
    m_complaint->setText(windowWords(complaint));
    m_complaint->setVisible(!complaint.isEmpty());
    setVisible(pending || !complaint.isEmpty());
}

void StartOverBar::keyPressEvent(QKeyEvent* event)
{
    if (!takePendingKey(*event, m_session, window()))
        QWidget::keyPressEvent(event);
}

QString StartOverBar::complaint() const
{
    return m_complaint->text();
}

} // namespace isthmus
