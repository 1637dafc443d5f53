// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/training/StoppingFields.h"

#include "ui/views/training/numberField.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/styleMark.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace isthmus {

StoppingFields::StoppingFields(QWidget* parent)
    : QWidget(parent)
    , m_validation(makeNumberField(0, 90, 1, {}, this))
    , m_patience(makeNumberField(0, 10000, 0, tr("never"), this))
    , m_validationRow(new LabelledRow(tr("Validation"), m_validation, this))
    , m_patienceRow(new LabelledRow(tr("Stop after bad epochs"), m_patience, this))
    , m_keepBest(new QCheckBox(tr("Keep the best epoch"), this))
{
    m_validation->setSuffix(tr(" %"));
    m_validation->setSingleStep(1);
    m_validation->setStepType(QAbstractSpinBox::DefaultStepType);
    m_patience->setToolTip(
        tr("Training stops after so many epochs in a row without a lower validation loss: 1 to 10,000. Another "
           "number starts a new run"));
    m_keepBest->setToolTip(
        tr("The model that is saved is that of the epoch with the lowest validation loss; once "
           "training has stopped early it is also the one that is shown. A change starts a new run"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_validationRow);
    column->addWidget(m_patienceRow);
    column->addWidget(m_keepBest);
    for (const QDoubleSpinBox* field : {m_validation, m_patience})
        connect(field, &QDoubleSpinBox::valueChanged, this, &StoppingFields::edited);
    connect(m_keepBest, &QCheckBox::toggled, this, &StoppingFields::edited);
}

void StoppingFields::nameSamples(const QString& samples)
{
    m_validation->setToolTip(tr("Share of the training %1 that is held out of training: 0 to 90 %. 0: the curve beside "
                                "the training's is that of the validation %1 that the data brings, or else of the test "
                                "%1. Another share starts a new run")
                                 .arg(samples));
}

void StoppingFields::setTraining(const TrainSpec& training)
{
    m_validation->display(100 * training.validation);
    m_patience->display(training.earlyStopping);
    const QSignalBlocker blocked(m_keepBest);
    m_keepBest->setChecked(training.keepBest);
}

TrainSpec StoppingFields::applied(TrainSpec training) const
{
    if (const double share = 100 * training.validation; numberOf(*m_validation, share) != share)
        training.validation = m_validation->value() / 100;
    training.earlyStopping = static_cast<int>(numberOf(*m_patience, training.earlyStopping));
    training.keepBest = m_keepBest->isChecked();
    return training;
}

void StoppingFields::showPending(const TrainSpec& ofRun)
{
    const TrainSpec wanted = applied(ofRun);
    m_validationRow->setPending(wanted.validation != ofRun.validation);
    m_patienceRow->setPending(wanted.earlyStopping != ofRun.earlyStopping);
    setStyleMark(*m_keepBest, "pending", wanted.keepBest != ofRun.keepBest);
}

} // namespace isthmus
