// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/ModelTotals.h"

#include "core/base/Memory.h"
#include "core/models/trainedCount.h"
#include "core/train/TrainingMemory.h"
#include "ui/dialogs/model/figures.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>

namespace isthmus {

ModelTotals::ModelTotals(QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(2);
    const QString names[] = {tr("Parameters"), tr("FLOP forward"), tr("FLOP in training"), tr("Memory")};
    const QString hints[] = {
        tr("Weights and biases that are trained; the running statistics of a batch norm are not counted"),
        tr("One sample through encoder and decoder"), tr("One sample of a training step, both gradients included"),
        tr("A training step at this batch: weights, gradient, moments, the last good state, and the activations")};
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        m_names[i] = new QLabel(names[i], this);
        m_names[i]->setProperty("dim", true);
        m_names[i]->setFont(Theme::of(this).small());
        m_values[i] = new QLabel(this);
        m_values[i]->setMinimumWidth(80);
        for (QLabel* label : {m_names[i], m_values[i]})
            label->setToolTip(hints[i]);
        grid->addWidget(m_names[i], 0, int(i));
        grid->addWidget(m_values[i], 1, int(i));
    }
}

void ModelTotals::display(const Autoencoder* model, const TrainSpec& training)
{
    m_names[3]->setText(tr("Memory at batch %1").arg(training.batchSize));
    const QString none = countFigure(0);
    m_values[0]->setText(model ? countFigure(trainedCount(model->parameters())) : none);
    m_values[1]->setText(model ? flopFigure(model->forwardFlop()) : none);
    m_values[2]->setText(model ? flopFigure(model->trainingFlop()) : none);
    m_values[3]->setText(
        model ? QString::fromStdString(byteText(trainingMemory(*model, training, training.batchSize).total())) : none);
}

QString ModelTotals::text(std::size_t number) const
{
    return m_values[number]->text();
}

} // namespace isthmus
