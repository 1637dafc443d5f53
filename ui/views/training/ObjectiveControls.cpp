// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/ObjectiveControls.h"

#include "ui/session/RunSession.h"
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

ObjectiveControls::ObjectiveControls(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_warmup(new DecimalField(this))
    , m_warmupRow(new LabelledRow(tr("KL warm-up"), m_warmup, this))
{
    m_warmup->setRange(0, kMostWarmup);
    m_warmup->setDecimals(1);
    m_warmup->setSuffix(tr(" epochs"));
    m_warmup->setSpecialValueText(tr("none"));
    m_warmup->setFixedWidth(kFieldWidth);
    m_warmupRow->setToolTip(
        tr("Epochs over which the weight of KL rises from 0 to β: 0 to %1. Another number starts a new run")
            .arg(kMostWarmup));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_warmupRow);

    connect(m_warmup, &QDoubleSpinBox::valueChanged, this, &ObjectiveControls::klWarmupChanged);
}

void ObjectiveControls::add(QWidget* knob)
{
    layout()->addWidget(knob);
}

void ObjectiveControls::showRun()
{
    if (!m_session.hasRun())
        return;
    m_warmupRow->setVisible(m_session.model()->isVariational());
    m_warmup->display(m_session.run().training.klWarmup);
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

} // namespace isthmus
