// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/TrainSpec.h"

#include <QWidget>

#include <string>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;
class QVBoxLayout;

namespace isthmus {

class KnobSlider;
class ObjectiveControls;
class Session;
class StartOverBar;

/// How the run is trained. Learning rate, beta, free bits, sparsity and corruption act at the next step; KL warm-up,
/// batch size, optimiser, seed and validation share start a new run when the user applies them.
class TrainingView : public QWidget
{
    Q_OBJECT
public:
    explicit TrainingView(Session& session, QWidget* parent = nullptr);

private:
    void makeKnobs(QVBoxLayout* column);
    void makeFixed(QVBoxLayout* column);
    void connectAll();

    void showRun();
    void showKnobs();
    void showCorruption(const Corruption& corruption);
    void setKnobs();
    void chooseCorruption();
    void review();
    [[nodiscard]] TrainSpec edited() const;

    Session& m_session;
    KnobSlider* m_rate;
    KnobSlider* m_beta;
    QComboBox* m_corruption;
    KnobSlider* m_amount;
    ObjectiveControls* m_objective;
    std::string m_shownKind; ///< whose scale m_amount has
    QSpinBox* m_batch;
    QComboBox* m_optimizer;
    QSpinBox* m_seed;
    QDoubleSpinBox* m_validation; ///< per cent
    StartOverBar* m_startOver;
};

QWidget* makeTrainingView(Session& session, QWidget* parent);

} // namespace isthmus
