// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"
#include "ui/widgets/NumberField.h"

#include <QWidget>

class QCheckBox;

namespace isthmus {

class LabelledRow;

/// The fields that follow the validation loss: the share that is held out for it, early stopping, and keep-best.
class StoppingFields : public QWidget
{
    Q_OBJECT
public:
    explicit StoppingFields(QWidget* parent = nullptr);

    void setTraining(const TrainSpec& training);
    void nameSamples(const QString& samples); ///< names the samples in the tooltips: "images", "rows"

    /// The training with what the fields say.
    [[nodiscard]] TrainSpec applied(TrainSpec training) const;

    /// Marks what differs from the training of the run.
    void showPending(const TrainSpec& ofRun);

signals:
    void edited();

private:
    DecimalField* m_validation; ///< per cent
    DecimalField* m_patience; ///< epochs
    LabelledRow* m_validationRow;
    LabelledRow* m_patienceRow;
    QCheckBox* m_keepBest;
};

} // namespace isthmus
