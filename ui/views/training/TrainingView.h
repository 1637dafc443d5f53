// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"
#include "ui/widgets/NumberField.h"

#include <QWidget>

#include <initializer_list>

class QVBoxLayout;

namespace isthmus {

class LabelledRow;
class ObjectiveControls;
class OptimizerFields;
class RunSession;
class StartOverBar;
class StoppingFields;

/// The settings of training. Each knob in knobTypes() has a control, which acts at the next step; all else starts a new
/// run when the user applies it, and is marked until then.
class TrainingView : public QWidget
{
    Q_OBJECT
public:
    explicit TrainingView(RunSession& session, QWidget* parent = nullptr);

    /// The bar for the foot of the panel that scrolls the rest.
    [[nodiscard]] StartOverBar& startOver() const { return *m_startOver; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeKnobs(QVBoxLayout* column);
    void makeCorruptions(QVBoxLayout* column);
    void makeFixed(QVBoxLayout* column);
    /// A part of the panel that folds.
    void addSection(
        QVBoxLayout* column, const QString& title, const QString& name, std::initializer_list<QWidget*> rows);
    void connectAll();

    void nameSamples(); ///< names the samples in the tooltips
    void showRun();
    void showNothing(); ///< shows the panel as it is before the first run
    void review();
    void showPending();
    [[nodiscard]] QString faultOf(const TrainSpec& wanted) const;
    [[nodiscard]] TrainSpec fixed() const; ///< the run's training with what the fields say, except the knobs

    RunSession& m_session;
    ObjectiveControls* m_objective;
    WholeField* m_batch;
    LabelledRow* m_batchRow;
    OptimizerFields* m_optimizer;
    WholeField* m_seed;
    LabelledRow* m_seedRow;
    StoppingFields* m_stopping;
    StartOverBar* m_startOver;
    bool m_isBlank = true; ///< no run was shown yet
};

QWidget* makeTrainingView(RunSession& session, QWidget* parent);

} // namespace isthmus
