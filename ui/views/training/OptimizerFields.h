// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"
#include "ui/widgets/NumberField.h"

#include <QWidget>

#include <vector>

class QComboBox;

namespace isthmus {

class LabelledRow;

/// The fields that say how a gradient becomes an update: optimiser, clipping, and the schedule of the rate. Rows that
/// the choice does not take are hidden; the tables say what it takes.
class OptimizerFields : public QWidget
{
    Q_OBJECT
public:
    explicit OptimizerFields(QWidget* parent = nullptr);

    void setTraining(const TrainSpec& training);

    /// The training with what the fields say.
    [[nodiscard]] TrainSpec applied(TrainSpec training) const;

    /// Marks what differs from the training of the run.
    void showPending(const TrainSpec& ofRun);

signals:
    void edited();

private:
    /// A number and its line.
    struct Number
    {
        DecimalField* field;
        LabelledRow* row;
    };

    Number addNumber(const QString& label, const QString& toolTip, double minimum, double maximum, int decimals,
        const QString& least = {});
    void makeOptimizer();
    void makeSchedule();
    void showWhatIsTaken();
    void edit();
    [[nodiscard]] const ScheduleType& schedule() const;

    QComboBox* m_optimizer;
    LabelledRow* m_optimizerRow = nullptr;
    Number m_momentum{};
    Number m_decay{};
    Number m_clip{};
    QComboBox* m_schedule;
    LabelledRow* m_scheduleRow = nullptr;
    std::vector<Number> m_fields; ///< one for each of scheduleFields()
    Number m_horizon{};
    Number m_warmup{};
};

} // namespace isthmus
