// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/CorruptionKnob.h"

#include "ui/session/RunSession.h"
#include "ui/views/training/knobScales.h"
#include "ui/views/training/numberField.h"
#include "ui/widgets/LabelledRow.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace isthmus {

CorruptionKnob::CorruptionKnob(const KnobType& type, RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_type(type)
    , m_session(session)
    , m_kind(new QComboBox(this))
    , m_amount(new KnobSlider({}, {}, this))
{
    for (const CorruptionType& kind : corruptionTypes())
        m_kind->addItem(QString::fromUtf8(kind.label), QString::fromUtf8(kind.name));
    m_kind->setToolTip(knobToolTip(type));
    m_kind->setFixedWidth(kWideField);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new LabelledRow(tr("Kind"), m_kind, this));
    column->addWidget(m_amount);

    connect(m_kind, &QComboBox::activated, this, &CorruptionKnob::choose);
    connect(m_amount, &KnobSlider::valueChanged, this, &CorruptionKnob::takeAmount);
    connect(&session, &RunSession::knobsChanged, this, &CorruptionKnob::showValue);
    showValue();
}

void CorruptionKnob::showValue()
{
    if (!m_session.hasRun()) {
        m_kind->setCurrentIndex(-1);
        m_amount->hide();
        return;
    }
    const Corruption corruption = m_session.knobs().*m_type.corruption;
    m_amount->setVisible(!corruption.isNone());
    m_kind->setCurrentIndex(m_kind->findData(QString::fromStdString(corruption.kind)));
    if (m_shownKind != corruption.kind) {
        m_shownKind = corruption.kind;
        const CorruptionType& kind = corruptionType(corruption.kind);
        m_amount->setScale(amountScale(kind));
        m_amount->setLabel(amountLabel(kind));
        m_amount->setToolTip(amountToolTip(kind));
    }
    m_amount->setValue(corruption.amount);
}

void CorruptionKnob::choose()
{
    const CorruptionType& kind = corruptionType(m_kind->currentData().toString().toStdString());
    Knobs knobs = m_session.knobs();
    knobs.*m_type.corruption = {kind.name, kind.initial};
    m_session.setKnobs(knobs);
}

void CorruptionKnob::takeAmount(double position)
{
    Knobs knobs = m_session.knobs();
    Corruption& corruption = knobs.*m_type.corruption;
    corruption.amount = amountOf(corruptionType(corruption.kind), position);
    m_session.setKnobs(knobs);
}

} // namespace isthmus
