// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/TrainingView.h"

#include "ui/session/Session.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/training/ObjectiveControls.h"
#include "ui/views/training/OptimizerFields.h"
#include "ui/views/training/StoppingFields.h"
#include "ui/views/training/knobScales.h"
#include "ui/views/training/numberField.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/ScrollPanel.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace isthmus {

TrainingView::TrainingView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_rate(new KnobSlider(tr("Learning rate"), learningRateScale(), this))
    , m_beta(new KnobSlider(tr("β (weight of KL)"), betaScale(), this))
    , m_corruption(new QComboBox(this))
    , m_amount(new KnobSlider({}, {}, this))
    , m_objective(new ObjectiveControls(session, this))
    , m_batch(new QSpinBox(this))
    , m_optimizer(new OptimizerFields(this))
    , m_seed(new QSpinBox(this))
    , m_stopping(new StoppingFields(this))
    , m_startOver(new StartOverBar(session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 8);
    column->setSpacing(6);
    makeKnobs(column);
    makeFixed(column);
    column->addWidget(m_startOver);
    column->addStretch(1);
    connectAll();
    showRun();
}

void TrainingView::makeKnobs(QVBoxLayout* column)
{
    for (const CorruptionType& type : corruptionTypes())
        m_corruption->addItem(QString::fromUtf8(type.label), QString::fromUtf8(type.name));
    column->addWidget(m_rate);
    column->addWidget(m_beta);
    column->addWidget(m_objective);
    column->addWidget(new LabelledRow(tr("Corruption"), m_corruption, this));
    column->addWidget(m_amount);
}

void TrainingView::makeFixed(QVBoxLayout* column)
{
    m_corruption->setFixedWidth(kWideField);
    for (QSpinBox* field : {m_batch, m_seed})
        field->setFixedWidth(kNarrowField);
    m_batch->setRange(1, 65536);
    m_seed->setRange(0, std::numeric_limits<int>::max());
    column->addWidget(new LabelledRow(tr("Batch"), m_batch, this));
    column->addWidget(m_optimizer);
    column->addWidget(new LabelledRow(tr("Seed"), m_seed, this));
    column->addWidget(m_stopping);
}

void TrainingView::connectAll()
{
    for (const KnobSlider* knob : {m_rate, m_beta, m_amount})
        connect(knob, &KnobSlider::valueChanged, this, &TrainingView::setKnobs);
    connect(m_corruption, &QComboBox::activated, this, &TrainingView::chooseCorruption);
    connect(m_objective, &ObjectiveControls::klWarmupChanged, this, &TrainingView::review);
    connect(m_batch, &QSpinBox::valueChanged, this, &TrainingView::review);
    connect(m_optimizer, &OptimizerFields::edited, this, &TrainingView::review);
    connect(m_seed, &QSpinBox::valueChanged, this, &TrainingView::review);
    connect(m_stopping, &StoppingFields::edited, this, &TrainingView::review);
    connect(
        m_startOver, &StartOverBar::applied, this, [this] { m_startOver->startOver(m_session.run().model, edited()); });
    connect(&m_session, &Session::runChanged, this, &TrainingView::showRun);
    connect(&m_session, &Session::knobsChanged, this, &TrainingView::showKnobs);
}

void TrainingView::showRun()
{
    setEnabled(m_session.canTrain());
    m_startOver->setPending(false);
    if (!m_session.hasRun()) {
        m_amount->setVisible(false);
        return;
    }
    const QSignalBlocker batch(m_batch);
    const QSignalBlocker seed(m_seed);
    const TrainSpec& training = m_session.run().training;
    m_batch->setValue(training.batchSize);
    m_optimizer->setTraining(training);
    m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(training.seed, std::numeric_limits<int>::max())));
    m_stopping->setTraining(training);
    m_beta->setVisible(m_session.model()->isVariational());
    m_objective->showRun();
    showKnobs();
}

void TrainingView::showKnobs()
{
    if (!m_session.hasRun())
        return;
    const Knobs knobs = m_session.knobs();
    m_rate->setValue(knobs.learningRate);
    m_beta->setValue(positionOfBeta(knobs.beta));
    m_objective->showKnobs();
    showCorruption(knobs.corruption);
}

void TrainingView::showCorruption(const Corruption& corruption)
{
    m_amount->setVisible(!corruption.isNone());
    m_corruption->setCurrentIndex(m_corruption->findData(QString::fromStdString(corruption.kind)));
    if (m_shownKind != corruption.kind) {
        m_shownKind = corruption.kind;
        const CorruptionType& type = corruptionType(corruption.kind);
        m_amount->setScale(amountScale(type));
        m_amount->setLabel(amountLabel(type));
        m_amount->setToolTip(QString::fromUtf8(type.help));
    }
    m_amount->setValue(corruption.amount);
}

void TrainingView::chooseCorruption()
{
    const CorruptionType& type = corruptionType(m_corruption->currentData().toString().toStdString());
    Knobs knobs = m_session.knobs();
    knobs.corruption = {type.name, type.initial};
    m_session.setKnobs(knobs);
}

void TrainingView::setKnobs()
{
    Knobs knobs = m_session.knobs();
    // Only what the hand moved: a value from elsewhere may lie between two positions of its slider.
    if (sender() == m_rate)
        knobs.learningRate = shortened(m_rate->value());
    else if (sender() == m_beta)
        knobs.beta = betaAt(m_beta->value());
    else
        knobs.corruption.amount = amountOf(corruptionType(knobs.corruption.kind), m_amount->value());
    m_session.setKnobs(knobs);
}

TrainSpec TrainingView::edited() const
{
    return withKnobs(fixed(), m_session.knobs());
}

TrainSpec TrainingView::fixed() const
{
    TrainSpec training = m_stopping->applied(m_optimizer->applied(m_session.run().training));
    training.klWarmup = m_objective->klWarmup();
    training.batchSize = m_batch->value();
    if (training.seed <= std::numeric_limits<int>::max() || m_seed->value() != m_seed->maximum())
        training.seed = static_cast<std::uint64_t>(m_seed->value());
    return training;
}

void TrainingView::review()
{
    if (!m_session.hasRun())
        return;
    const TrainSpec wanted = fixed();
    m_startOver->setPending(wanted != m_session.run().training);
    if (const char* watcher = watcherOfValidation(wanted); watcher != nullptr && wanted.validation == 0)
        m_startOver->complain(tr("No validation images are held out; %1 goes by their loss").arg(tr(watcher)));
}

QWidget* makeTrainingView(Session& session, QWidget* parent)
{
    return new ScrollPanel(new TrainingView(session), parent);
}

} // namespace isthmus
