// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainingRun.h"
#include "ui/widgets/NumberField.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;

namespace isthmus {

/// Asks with what a further run on the same data begins: which model, and the numbers that one compares runs by. All
/// else can be changed when it is open.
class RunDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param run  what the fields begin with; its data and its split stay
    RunDialog(const QString& title, const RunSpec& run, QWidget* parent);

    /// The run that was chosen.
    [[nodiscard]] RunSpec run() const;

private:
    /// The field of a knob that is a number.
    struct KnobField
    {
        const KnobType& type;
        DecimalField* number;
    };

    void addKnobs(QFormLayout& form);
    void takeModel();

    const RunSpec m_first;
    RunSpec m_chosen; ///< the run as it is with the chosen model, without what the fields say
    QComboBox* m_model;
    std::vector<KnobField> m_knobs;
    WholeField* m_seed;
    QDialogButtonBox* m_buttons;
};

} // namespace isthmus
