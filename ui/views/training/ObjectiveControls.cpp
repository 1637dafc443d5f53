// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/ObjectiveControls.h"

#include "ui/session/Session.h"
#include "ui/views/training/knobScales.h"
#include "ui/widgets/KnobSlider.h"
#include "ui/widgets/LabelledRow.h"

#include <QDoubleSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace isthmus {

namespace {

constexpr int kFieldWidth = 112; // px
constexpr double kMostWarmup = 1000;
constexpr double kHalfStep = 0.05; // epochs, of the field's one decimal

} // namespace

ObjectiveControls::ObjectiveControls(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_warmup(new DecimalField(this))
    , m_warmupRow(new LabelledRow(tr("KL warm-up"), m_warmup, this))
    , m_freeBits(new KnobSlider(tr("Free bits (nats)"), freeBitsScale().scale(), this))
    , m_sparsity(new KnobSlider(tr("Sparsity (L1 of code)"), sparsityScale().scale(), this))
{
    m_warmup->setRange(0, kMostWarmup);
    m_warmup->setDecimals(1);
    m_warmup->setSuffix(tr(" epochs"));
    m_warmup->setSpecialValueText(tr("none"));
    m_warmup->setFixedWidth(kFieldWidth);
    m_warmupRow->setToolTip(
        tr("Epochs over which the weight of KL rises from 0 to β: 0 to %1. Another number starts a new run")
            .arg(kMostWarmup));
    m_freeBits->setToolTip(
        tr("What each latent dimension may carry before KL pulls at it: 0 to 10 nats. Acts at the next step"));
    m_sparsity->setToolTip(
        tr("Weight of the sum of |code|, which draws most of its values to 0: 0 to 10. Acts at the next step"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_warmupRow);
    column->addWidget(m_freeBits);
    column->addWidget(m_sparsity);

    connect(m_warmup, &QDoubleSpinBox::valueChanged, this, &ObjectiveControls::klWarmupChanged);
    connect(m_freeBits, &KnobSlider::valueChanged, this, &ObjectiveControls::takeFreeBits);
    connect(m_sparsity, &KnobSlider::valueChanged, this, &ObjectiveControls::takeSparsity);
}

void ObjectiveControls::showRun()
{
    if (!m_session.hasRun())
        return;
    const bool variational = m_session.model()->isVariational();
    m_warmupRow->setVisible(variational);
    m_freeBits->setVisible(variational);
    m_warmup->display(m_session.run().training.klWarmup);
    showKnobs();
}

void ObjectiveControls::showKnobs()
{
    const Knobs knobs = m_session.knobs();
    m_freeBits->setValue(freeBitsScale().positionOf(knobs.freeBits));
    m_sparsity->setValue(sparsityScale().positionOf(knobs.sparsity));
}

double ObjectiveControls::klWarmup() const
{
    const double ofRun = m_session.run().training.klWarmup;
    return std::abs(m_warmup->value() - ofRun) > kHalfStep ? m_warmup->value() : ofRun;
}

void ObjectiveControls::showPending()
{
    m_warmupRow->setPending(klWarmup() != m_session.run().training.klWarmup);
}

void ObjectiveControls::takeFreeBits(double position)
{
    Knobs knobs = m_session.knobs();
    knobs.freeBits = freeBitsScale().valueAt(position);
    m_session.setKnobs(knobs);
}

void ObjectiveControls::takeSparsity(double position)
{
    Knobs knobs = m_session.knobs();
    knobs.sparsity = sparsityScale().valueAt(position);
    m_session.setKnobs(knobs);
}

} // namespace isthmus
