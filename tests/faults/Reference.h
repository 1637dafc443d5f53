// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/Trainer.h"

#include <QString>

namespace isthmus::faults {

/// Compares all numbers of two records except the seconds, which no two runs share.
inline bool isSame(const StepRecord& a, const StepRecord& b)
{
    return a.step == b.step && a.epoch == b.epoch && a.loss == b.loss
        && a.terms[AutoencoderTerm::Reconstruction] == b.terms[AutoencoderTerm::Reconstruction]
        && a.terms[AutoencoderTerm::Kl] == b.terms[AutoencoderTerm::Kl] && a.learningRate == b.learningRate
        && a.terms[AutoencoderTerm::Beta] == b.terms[AutoencoderTerm::Beta]
        && a.terms[AutoencoderTerm::TrainedKl] == b.terms[AutoencoderTerm::TrainedKl]
        && a.terms[AutoencoderTerm::Sparsity] == b.terms[AutoencoderTerm::Sparsity];
}

inline bool isSame(const EvaluationRecord& a, const EvaluationRecord& b)
{
    return a.step == b.step && a.loss == b.loss
        && a.terms[AutoencoderTerm::Reconstruction] == b.terms[AutoencoderTerm::Reconstruction]
        && a.terms[AutoencoderTerm::Kl] == b.terms[AutoencoderTerm::Kl]
        && a.terms[AutoencoderTerm::Mse] == b.terms[AutoencoderTerm::Mse];
}

/// A run without a fault, walked to the step of each state that it is compared with.
class Reference
{
public:
    explicit Reference(const RunSpec& run)
        : m_trainer(run, 2, 0)
    {
    }

    /// The part of a state that differs from this run's after as many steps; empty: none does, to the last bit.
    [[nodiscard]] QString difference(const Checkpoint& found)
    {
        const auto own = stateAt(found.step);
        if (!own || own->step != found.step)
            return QString("no state after %1 steps").arg(found.step);
        if (own->parameters != found.parameters)
            return QString("parameters after %1 steps").arg(found.step);
        if (own->optimizer.moments != found.optimizer.moments || own->optimizer.time != found.optimizer.time)
            return QString("moments after %1 steps").arg(found.step);
        const auto same = [](const auto& a, const auto& b) { return isSame(a, b); };
        if (!std::equal(own->steps.begin(), own->steps.end(), found.steps.begin(), found.steps.end(), same))
            return QString("history of %1 steps").arg(found.step);
        if (!std::equal(own->evaluations.begin(), own->evaluations.end(), found.evaluations.begin(),
                found.evaluations.end(), same))
            return QString("evaluations of %1 steps").arg(found.step);
        return {};
    }

private:
    std::shared_ptr<const Checkpoint> stateAt(std::int64_t step)
    {
        if (step < m_trainer.status().step) {
            m_trainer.reset();
            m_trainer.waitUntilIdle();
        }
        const auto missing = static_cast<int>(step - m_trainer.status().step);
        if (missing > 0)
            m_trainer.stepBatches(missing);
        m_trainer.waitUntilIdle();
        m_trainer.requestCheckpoint();
        m_trainer.waitUntilIdle();
        return m_trainer.takeCheckpoint();
    }

    Trainer m_trainer;
};

} // namespace isthmus::faults
