// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;

namespace isthmus {

/// What goes by the validation loss: the share that is held out for it, early stopping, and keep-best.
class StoppingFields : public QWidget
{
    Q_OBJECT
public:
    explicit StoppingFields(QWidget* parent = nullptr);

    void setTraining(const TrainSpec& training);

    /// The training with what the fields say.
    [[nodiscard]] TrainSpec applied(TrainSpec training) const;

signals:
    void edited();

private:
    QDoubleSpinBox* m_validation; ///< per cent
    QDoubleSpinBox* m_patience; ///< epochs
    QCheckBox* m_keepBest;
};

} // namespace isthmus
