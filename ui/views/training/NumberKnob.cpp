// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/NumberKnob.h"

#include "ui/session/RunSession.h"
#include "ui/views/training/knobScales.h"

namespace isthmus {

NumberKnob::NumberKnob(const KnobType& type, RunSession& session, QWidget* parent)
    : KnobSlider(QString::fromUtf8(type.label), knobScale(type), parent)
    , m_type(type)
    , m_session(session)
{
    setToolTip(knobToolTip(type));
    connect(this, &KnobSlider::valueChanged, this, &NumberKnob::act);
    connect(&session, &RunSession::runChanged, this, &NumberKnob::showRun);
    connect(&session, &RunSession::knobsChanged, this, &NumberKnob::showValue);
    showRun();
}

void NumberKnob::showRun()
{
    if (!m_session.hasRun())
        return;
    setVisible(m_type.isOf(m_session.run().model));
    showValue();
}

void NumberKnob::showValue()
{
    if (m_session.hasRun())
        setValue(knobPositionOf(m_type, m_session.knobs().*m_type.number));
}

void NumberKnob::act(double position)
{
    Knobs knobs = m_session.knobs();
    knobs.*m_type.number = knobValueAt(m_type, position);
    m_session.setKnobs(knobs);
}

} // namespace isthmus
