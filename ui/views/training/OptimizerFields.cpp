// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/OptimizerFields.h"

#include "core/nn/Optimizer.h"
#include "ui/views/training/numberField.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/tabOrder.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr double kMostEpochs = 100000;

template <typename Type>
QComboBox* makeChoice(const std::vector<Type>& types, QWidget* parent)
{
    auto* choice = new QComboBox(parent);
    for (const Type& type : types)
        choice->addItem(QString::fromUtf8(type.label), QString::fromUtf8(type.name));
    choice->setFixedWidth(kWideField);
    return choice;
}

std::string chosen(const QComboBox& choice)
{
    return choice.currentData().toString().toStdString();
}

void choose(QComboBox& choice, const std::string& name)
{
    choice.setCurrentIndex(choice.findData(QString::fromStdString(name)));
}

bool takes(const ScheduleType& type, const ScheduleField& field)
{
    return std::any_of(
        type.fields.begin(), type.fields.end(), [&](const ScheduleField& own) { return own.value == field.value; });
}

/// What a schedule spans that was given no horizon.
int horizonOf(const TrainSpec& training)
{
    return training.schedule.horizon > 0 ? training.schedule.horizon : training.epochs;
}

} // namespace

OptimizerFields::OptimizerFields(QWidget* parent)
    : QWidget(parent)
    , m_optimizer(makeChoice(optimizerTypes(), this))
    , m_schedule(makeChoice(scheduleTypes(), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    makeOptimizer();
    makeSchedule();
    tabDown(*column);
    for (const QComboBox* choice : {m_optimizer, m_schedule})
        connect(choice, &QComboBox::activated, this, &OptimizerFields::edit);
    showWhatIsTaken();
}

OptimizerFields::Number OptimizerFields::addNumber(
    const QString& label, const QString& toolTip, double minimum, double maximum, int decimals, const QString& least)
{
    auto* field = makeNumberField(minimum, maximum, decimals, least, this);
    const auto text = [](double limit) { return QString::number(limit, 'g', 7); };
    field->setToolTip(tr("%1: %2 to %3. Another number starts a new run").arg(toolTip, text(minimum), text(maximum)));
    auto* row = new LabelledRow(label, field, this);
    layout()->addWidget(row);
    connect(field, &QDoubleSpinBox::valueChanged, this, &OptimizerFields::edit);
    return {field, row};
}

void OptimizerFields::makeOptimizer()
{
    m_optimizer->setToolTip(tr("How a gradient becomes a step. Another one starts a new run"));
    m_optimizerRow = new LabelledRow(tr("Optimiser"), m_optimizer, this);
    layout()->addWidget(m_optimizerRow);
    m_momentum = addNumber(tr("Momentum"), tr("Share of the last step's velocity that is kept"), 0, 0.999, 3);
    m_decay = addNumber(
        tr("Weight decay"), tr("Share of each parameter, times the learning rate, that a step takes away"), 0, 100, 4);
    m_clip = addNumber(tr("Gradient norm at most"),
        tr("A gradient whose L2 norm over all parameters is above this is scaled down to it"), 0, 1e6, 2, tr("any"));
}

void OptimizerFields::makeSchedule()
{
    m_scheduleRow = new LabelledRow(tr("Schedule"), m_schedule, this);
    layout()->addWidget(m_scheduleRow);
    m_schedule->setToolTip(tr("How the learning rate above changes as training goes on. Another one starts a new run"));
    for (const ScheduleField& field : scheduleFields())
        m_fields.push_back(addNumber(QString::fromUtf8(field.label), QString::fromUtf8(field.help), field.minimum,
            field.maximum, field.integer ? 0 : 3));
    m_horizon = addNumber(tr("Over epochs"), tr("Epochs in all that the schedule spans"), 1, kMostEpochs, 0);
    m_warmup = addNumber(tr("Rate warm-up, epochs"),
        tr("Over which the learning rate first grows linearly, before the schedule begins"), 0, kMostEpochs, 1,
        tr("none"));
}

const ScheduleType& OptimizerFields::schedule() const
{
    return scheduleType(chosen(*m_schedule));
}

void OptimizerFields::showWhatIsTaken()
{
    const OptimizerType& optimizer = optimizerType(chosen(*m_optimizer));
    m_momentum.row->setVisible(optimizer.takesMomentum);
    m_decay.row->setVisible(optimizer.takesWeightDecay);
    const std::vector<ScheduleField> fields = scheduleFields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        m_fields[i].row->setVisible(takes(schedule(), fields[i]));
    m_horizon.row->setVisible(schedule().spansRun);
}

void OptimizerFields::edit()
{
    showWhatIsTaken();
    emit edited();
}

void OptimizerFields::setTraining(const TrainSpec& training)
{
    choose(*m_optimizer, training.optimizer);
    m_momentum.field->display(training.momentum);
    m_decay.field->display(training.weightDecay);
    m_clip.field->display(training.clipNorm);
    choose(*m_schedule, training.schedule.kind);
    const std::vector<ScheduleField> fields = scheduleFields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        m_fields[i].field->display(training.schedule.*fields[i].value);
    m_horizon.field->display(horizonOf(training));
    m_warmup.field->display(training.schedule.warmup);
    showWhatIsTaken();
}

TrainSpec OptimizerFields::applied(TrainSpec training) const
{
    training.optimizer = chosen(*m_optimizer);
    if (optimizerType(training.optimizer).takesMomentum)
        training.momentum = numberOf(*m_momentum.field, training.momentum);
    if (optimizerType(training.optimizer).takesWeightDecay)
        training.weightDecay = numberOf(*m_decay.field, training.weightDecay);
    training.clipNorm = numberOf(*m_clip.field, training.clipNorm);
    training.schedule.kind = chosen(*m_schedule);
    const std::vector<ScheduleField> fields = scheduleFields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        double& value = training.schedule.*fields[i].value;
        if (takes(schedule(), fields[i]))
            value = numberOf(*m_fields[i].field, value);
    }
    if (const auto horizon = static_cast<int>(m_horizon.field->value());
        schedule().spansRun && horizon != horizonOf(training))
        training.schedule.horizon = horizon;
    training.schedule.warmup = numberOf(*m_warmup.field, training.schedule.warmup);
    return training;
}

void OptimizerFields::showPending(const TrainSpec& ofRun)
{
    const TrainSpec wanted = applied(ofRun);
    m_optimizerRow->setPending(wanted.optimizer != ofRun.optimizer);
    m_momentum.row->setPending(wanted.momentum != ofRun.momentum);
    m_decay.row->setPending(wanted.weightDecay != ofRun.weightDecay);
    m_clip.row->setPending(wanted.clipNorm != ofRun.clipNorm);
    m_scheduleRow->setPending(wanted.schedule.kind != ofRun.schedule.kind);
    const std::vector<ScheduleField> fields = scheduleFields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        m_fields[i].row->setPending(wanted.schedule.*fields[i].value != ofRun.schedule.*fields[i].value);
    m_horizon.row->setPending(wanted.schedule.horizon != ofRun.schedule.horizon);
    m_warmup.row->setPending(wanted.schedule.warmup != ofRun.schedule.warmup);
}

} // namespace isthmus
