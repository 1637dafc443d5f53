// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/TrainingView.h"

#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/applyPending.h"
#include "ui/views/sessionWords.h"
#include "ui/views/training/CorruptionKnob.h"
#include "ui/views/training/NumberKnob.h"
#include "ui/views/training/ObjectiveControls.h"
#include "ui/views/training/OptimizerFields.h"
#include "ui/views/training/StoppingFields.h"
#include "ui/views/training/numberField.h"
#include "ui/widgets/FoldingSection.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/ScrollPanel.h"
#include "ui/widgets/tabOrder.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace isthmus {

namespace {

/// The knobs that are moved most stand at the top.
bool isAtTop(const KnobType& type)
{
    return type.number == &Knobs::learningRate || type.number == &Knobs::beta;
}

} // namespace

TrainingView::TrainingView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_objective(new ObjectiveControls(session, this))
    , m_batch(new WholeField(this))
    , m_batchRow(new LabelledRow(tr("Batch"), m_batch, this))
    , m_optimizer(new OptimizerFields(this))
    , m_seed(new WholeField(this))
    , m_seedRow(new LabelledRow(tr("Seed"), m_seed, this))
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
    tabDown(*column);
    connectAll();
    showRun();
}

void TrainingView::makeKnobs(QVBoxLayout* column)
{
    for (const KnobType& type : knobTypes()) {
        if (type.number == nullptr)
            continue;
        auto* knob = new NumberKnob(type, m_session, this);
        if (isAtTop(type))
            column->addWidget(knob);
        else
            m_objective->add(knob);
    }
    addSection(column, tr("Objective"), "objective", {m_objective});
    makeCorruptions(column);
}

void TrainingView::makeCorruptions(QVBoxLayout* column)
{
    for (const KnobType& type : knobTypes())
        if (type.corruption != nullptr)
            addSection(column, QString::fromUtf8(type.label), type.name, {new CorruptionKnob(type, m_session, this)});
}

void TrainingView::makeFixed(QVBoxLayout* column)
{
    for (WholeField* field : {m_batch, m_seed})
        field->setFixedWidth(kNarrowField);
    m_seed->setToolTip(tr("Which weights, order and noise are drawn, 0 to 2,147,483,647: the same seed trains the "
                          "same. Another one starts a new run"));
    m_batch->setRange(1, 65536);
    m_seed->setRange(0, std::numeric_limits<int>::max());
    addSection(column, tr("Optimiser"), "optimiser", {m_batchRow, m_optimizer, m_seedRow});
    addSection(column, tr("Stopping"), "stopping", {m_stopping});
}

void TrainingView::addSection(
    QVBoxLayout* column, const QString& title, const QString& name, std::initializer_list<QWidget*> rows)
{
    auto* section = new FoldingSection(title, "training/" + name, this);
    for (QWidget* row : rows)
        section->add(row);
    column->addWidget(section);
}

void TrainingView::connectAll()
{
    connect(m_objective, &ObjectiveControls::klWarmupChanged, this, &TrainingView::review);
    connect(m_batch, &QSpinBox::valueChanged, this, &TrainingView::review);
    connect(m_optimizer, &OptimizerFields::edited, this, &TrainingView::review);
    connect(m_seed, &QSpinBox::valueChanged, this, &TrainingView::review);
    connect(m_stopping, &StoppingFields::edited, this, &TrainingView::review);
    for (const FieldFault* fault : findChildren<FieldFault*>())
        connect(fault, &FieldFault::changed, this, &TrainingView::review);
    connect(&m_session.pending(), &PendingRun::changed, this, &TrainingView::showPending);
    connect(&m_session.pending(), &PendingRun::takenBack, this, &TrainingView::showRun);
    connect(&m_session, &RunSession::runChanged, this, &TrainingView::showRun);
}

void TrainingView::showRun()
{
    setEnabled(m_session.canTrain());
    nameSamples();
    if (!m_session.hasRun())
        return showNothing();
    m_isBlank = false;
    const TrainSpec& training = m_session.run().training;
    m_batch->display(training.batchSize);
    m_optimizer->setTraining(training);
    m_seed->display(static_cast<int>(std::min<std::uint64_t>(training.seed, std::numeric_limits<int>::max())));
    m_stopping->setTraining(training);
    m_objective->showRun();
    review();
}

void TrainingView::showNothing()
{
    m_isBlank = true;
    for (KnobSlider* knob : findChildren<KnobSlider*>())
        knob->showNothing();
    for (QSpinBox* field : findChildren<QSpinBox*>())
        dynamic_cast<WholeField&>(*field).displayNothing();
    for (QDoubleSpinBox* field : findChildren<QDoubleSpinBox*>())
        dynamic_cast<DecimalField&>(*field).displayNothing();
    for (QComboBox* choice : findChildren<QComboBox*>())
        choice->setCurrentIndex(-1);
}

void TrainingView::nameSamples()
{
    QString samples = samplesName(m_session);
    m_stopping->nameSamples(samples);
    samples[0] = samples[0].toUpper();
    m_batch->setToolTip(tr("%1 of one step: 1 to 65,536. Another number starts a new run").arg(samples));
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
    if (m_isBlank)
        return;
    const TrainSpec wanted = fixed();
    m_session.pending().chooseTraining(wanted);
    m_session.pending().setTrainingFault(faultOf(wanted));
}

QString TrainingView::faultOf(const TrainSpec& wanted) const
{
    if (FieldFault::firstFieldBelow(*this))
        return tr("Put the marked number right, or press Esc in it");
    const char* watcher = watcherOfValidation(wanted);
    const bool hasNone = wanted.validation == 0 && m_session.data()->validationCount == 0;
    const bool isWatched = watcher != nullptr && hasNone && wanted != m_session.run().training;
    return isWatched
        ? tr("No validation %1 are held out; %2 goes by their loss").arg(samplesName(m_session), tr(watcher))
        : QString();
}

void TrainingView::showPending()
{
    if (m_isBlank)
        return;
    const TrainSpec& ofRun = m_session.run().training;
    const TrainSpec wanted = fixed();
    m_batchRow->setPending(wanted.batchSize != ofRun.batchSize);
    m_seedRow->setPending(wanted.seed != ofRun.seed);
    m_optimizer->showPending(ofRun);
    m_stopping->showPending(ofRun);
    m_objective->showPending();
    m_startOver->display(m_session.pending().hasTraining(), m_session.pending().trainingFault());
}

void TrainingView::keyPressEvent(QKeyEvent* event)
{
    if (!takePendingKey(*event, m_session, window()))
        QWidget::keyPressEvent(event);
}

QWidget* makeTrainingView(RunSession& session, QWidget* parent)
{
    auto* view = new TrainingView(session);
    auto* panel = new ScrollPanel(view, parent);
    panel->setFooter(&view->startOver());
    return panel;
}

} // namespace isthmus
