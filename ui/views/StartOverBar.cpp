// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/StartOverBar.h"

#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/buildFault.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace isthmus {

namespace {

/// Is there training that the user would miss?
bool hasTrainingToLose(const Session& session)
{
    return session.hasRun() && session.isModified() && session.status().epoch > 1;
}

} // namespace

StartOverBar::StartOverBar(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_offer(new QWidget(this))
    , m_apply(new QPushButton(tr("Apply"), m_offer))
    , m_complaint(new QLabel(this))
{
    auto* note = new QLabel(tr("starts a new run"), m_offer);
    note->setProperty("dim", true);
    m_apply->setProperty("accent", true);
    auto* row = new QHBoxLayout(m_offer);
    row->setContentsMargins(0, 4, 0, 0);
    row->addWidget(note);
    row->addStretch(1);
    row->addWidget(m_apply);

    m_complaint->setWordWrap(true);
    m_complaint->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_offer);
    column->addWidget(m_complaint);

    const auto retheme = [this] {
        m_complaint->setStyleSheet(QString("color: %1").arg(Theme::of(this).tokens().bad.name()));
    };
    connect(&Theme::of(this), &Theme::changed, this, retheme);
    connect(m_apply, &QPushButton::clicked, this, &StartOverBar::ask);
    retheme();
    setPending(false);
}

void StartOverBar::setPending(bool pending)
{
    m_offer->setVisible(pending);
    m_complaint->clear();
    m_complaint->setVisible(false);
    setVisible(pending);
}

void StartOverBar::complain(const QString& sentence)
{
    m_offer->setVisible(false);
    m_complaint->setText(sentence);
    m_complaint->setVisible(true);
    setVisible(true);
}

QString StartOverBar::complaint() const
{
    return m_complaint->text();
}

void StartOverBar::ask()
{
    if (!hasTrainingToLose(m_session)) {
        emit applied();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Start a new run?"),
        tr("This starts a new run. The present one has trained for %1 epochs and is not saved.")
            .arg(m_session.status().epoch, 0, 'f', 1),
        QMessageBox::NoButton, window());
    QPushButton* start = box->addButton(tr("Start over"), QMessageBox::AcceptRole);
    QPushButton* keep = box->addButton(tr("Keep the run"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, box, start] {
        if (box->clickedButton() == start)
            emit applied();
    });
    box->open();
}

void StartOverBar::startOver(const ModelSpec& model, const TrainSpec& training)
{
    try {
        m_session.changeModel(model, training);
    } catch (const std::exception& exception) {
        complain(buildFault(exception));
    }
}

} // namespace isthmus
