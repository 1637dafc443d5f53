// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/Dataset.h"
#include "core/data/NumberType.h"
#include "core/models/ModelSpec.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace isthmus {

/// Says that the loss of the model in hand does not take the data as they are scaled, and offers what does: another
/// scaling, or another loss for the new run. Hidden where the loss takes them.
class LossOffer : public QWidget
{
    Q_OBJECT
public:
    explicit LossOffer(QWidget* parent);

    /// Sets the model that the data will be opened with.
    void setModel(const ModelSpec& model);
    /// Looks whether its loss takes data that was read.
    /// @param scaled  range of its numbers as the engine has them
    void showData(const Dataset& dataset, const NumberRange& scaled);
    /// Takes back what was chosen, for another data set.
    void forget();

    /// Does the loss refuse the data that is shown? While other data is read (the widget is disabled), it does not.
    [[nodiscard]] bool isRefused() const { return isEnabled() && m_isRefused && !m_takesSquaredError; }
    /// Is the new run's model to have the mean squared error, since the user chose it for this data?
    [[nodiscard]] bool takesSquaredError() const { return m_isRefused && m_takesSquaredError; }

    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QPushButton& scalingButton() { return *m_scalingButton; }
    [[nodiscard]] QPushButton& lossButton() { return *m_lossButton; }

signals:
    void scalingWanted(const QString& word); ///< as readFields() writes it
    void lossChosen(); ///< or taken back

private:
    void show();
    void chooseLoss();

    std::optional<ModelSpec> m_model;
    std::optional<ReadOptions::Scale> m_scale; ///< scaling that would do
    NumberRange m_scaled;
    bool m_isRefused = false;
    bool m_takesSquaredError = false;
    QLabel* m_sentence;
    QPushButton* m_scalingButton;
    QPushButton* m_lossButton;
};

} // namespace isthmus
