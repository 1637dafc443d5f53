// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/data/DataView.h"

#include "core/train/outputHint.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/data/DataText.h"
#include "ui/views/data/NoticeBlock.h"
#include "ui/widgets/windowWords.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace isthmus {

DataView::DataView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_change(new QPushButton(tr("change…"), this))
{
    m_notices = new NoticeBlock(this); // after the button, as Tab goes
    m_facts->setProperty("dim", true);
    m_facts->setWordWrap(true);
    m_facts->setObjectName("facts");
    m_title->setTextFormat(Qt::PlainText);
    m_facts->setTextFormat(Qt::PlainText);
    m_change->setFocusPolicy(Qt::TabFocus); // a click leaves Space to play and pause
    m_change->setFlat(true);
    m_change->setProperty("flat", true);
    m_change->setStyleSheet("QPushButton { padding: 0px 4px; min-height: 16px; }");
    m_change->setToolTip(tr("Open another data set"));

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 0, 8, 8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_change, 0, 1);
    grid->addWidget(m_facts, 1, 0, 1, 2, Qt::AlignTop);
    grid->addWidget(m_notices, 2, 0, 1, 2, Qt::AlignTop);
    grid->setRowStretch(3, 1);

    connect(m_change, &QPushButton::clicked, &m_session, &RunSession::openDataWanted);
    connect(&m_session, &RunSession::runChanged, this, &DataView::showRun);
    connect(&m_session, &RunSession::awaitedChanged, this, &DataView::showRun);
    connect(&Theme::of(this), &Theme::changed, this, &DataView::applyTheme);
    applyTheme();
    showRun();
}

void DataView::applyTheme()
{
    m_title->setFont(Theme::of(this).title());
}

void DataView::showRun()
{
    if (!m_session.hasRun()) {
        const QString& awaited = m_session.awaited();
        m_title->setText(awaited.isEmpty() ? tr("No data yet") : awaited);
        m_facts->setText(awaited.isEmpty() ? tr("Open data to begin") : QString());
        m_notices->setNotices({});
        return;
    }
    const Dataset& shown = *m_session.data();
    m_title->setText(QString::fromStdString(shown.title));
    m_title->setToolTip(QString::fromStdString(shown.name));
    m_facts->setText(facts());
    m_notices->setNotices(notices());
    keepFactsWhole();
}

QString DataView::facts() const
{
    const Dataset& shown = *m_session.data();
    if (shown.count() == 0)
        return missingText(shown, m_session.obstacle(), m_session.model()->hasEncoder());
    const QString text = dataText(shown, m_session.split(), !m_session.lacksData());
    return m_session.canTrain() ? text : tr("%1\nTraining is off: %2.").arg(text, windowWords(m_session.obstacle()));
}

QStringList DataView::notices() const
{
    const Dataset& shown = *m_session.data();
    if (shown.count() == 0)
        return {};
    QStringList notices; // doubts about the model first, since something can be done about them
    for (const std::string& doubt : {outputHint(m_session.model()->spec(), shown.scaling, shown.reading.scale),
             exceededOutput(m_session.model()->spec(), shown)})
        notices << windowWords(doubt);
    for (const std::string& notice : shown.notices)
        notices << windowWords(notice);
    notices.removeAll(QString());
    notices.removeDuplicates();
    return notices;
}

void DataView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    keepFactsWhole();
}

void DataView::keepFactsWhole()
{
    m_facts->setMinimumHeight(0); // a label's height for a width is never below it
    m_facts->setMinimumHeight(m_facts->heightForWidth(m_facts->width()));
}

QWidget* makeDataView(RunSession& session, QWidget* parent)
{
    return new DataView(session, parent);
}

} // namespace isthmus
