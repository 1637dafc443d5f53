// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"
#include "core/train/TrainSpec.h"

#include <QObject>
#include <QString>

#include <optional>

namespace isthmus {

class RunSession;

/// The choice that the user has made and not applied yet: another model, another training, or both. It starts a new run
/// when it is applied, with all that was chosen; until then the run goes on as it is. Owned by the session, and empty
/// again as soon as there is another run. The panels say what was chosen, the transport bar shows that there is
/// something.
class PendingRun : public QObject
{
    Q_OBJECT
public:
    explicit PendingRun(RunSession& session);

    /// Chooses another model than the run's; choosing the run's own takes the choice back.
    /// @param training  training that the model brings, as a preset does; empty: the run's stays
    void chooseModel(const ModelSpec& model, const std::optional<TrainSpec>& training = {});
    /// The run's training with what the user changed in it; knobs do not count, since they act at once.
    void chooseTraining(const TrainSpec& training);
    /// Why what was chosen cannot be, in a sentence; empty: it can. What cannot be is not applied.
    void setModelFault(const QString& sentence);
    void setTrainingFault(const QString& sentence);
    /// Why the last apply() failed; another choice may mend it.
    void setRefusal(const QString& sentence);
    /// Says, as setModelFault() does, why no model can be made of a choice. A model that was chosen before it does not
    /// wait any longer.
    void refuseModel(const QString& sentence);

    [[nodiscard]] bool hasModel() const { return m_model.has_value(); }
    [[nodiscard]] bool hasTraining() const { return m_training.has_value(); }
    [[nodiscard]] bool isModelRefused() const { return m_isModelRefused; }
    [[nodiscard]] bool isEmpty() const { return !hasModel() && !hasTraining() && !m_isModelRefused; }
    [[nodiscard]] const QString& modelFault() const { return m_modelFault.isEmpty() ? m_refusal : m_modelFault; }
    [[nodiscard]] const QString& trainingFault() const { return m_trainingFault; }
    [[nodiscard]] const QString& fault() const { return modelFault().isEmpty() ? m_trainingFault : modelFault(); }
    [[nodiscard]] bool canApply() const { return !isEmpty() && fault().isEmpty(); }

    /// The model and the training that the new run starts with.
    [[nodiscard]] ModelSpec model() const;
    [[nodiscard]] TrainSpec training() const;

    /// Starts the new run. Whoever calls it has asked the user first if there is training to lose.
    /// @throws Error if the model does not fit the data; then the old run stays, and the choice too
    void apply();
    /// Forgets the choice: the panels show the run again.
    void takeBack();

signals:
    void changed(); ///< something was chosen, or taken back, or a fault was set or cleared
    void takenBack();

private:
    void clear();

    RunSession& m_session;
    std::optional<ModelSpec> m_model;
    std::optional<TrainSpec> m_modelTraining; ///< training that m_model brings
    std::optional<TrainSpec> m_training;
    QString m_modelFault;
    QString m_trainingFault;
    QString m_refusal;
    bool m_isModelRefused = false;
};

} // namespace isthmus
