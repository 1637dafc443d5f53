// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PendingRun.h"

#include "ui/session/RunSession.h"

#include <cstddef>
#include <tuple>
#include <utility>

namespace isthmus {
namespace {

/// The base with all that differs between two plans.
TrainPlan withChanges(TrainPlan base, const TrainPlan& from, const TrainPlan& to)
{
    const auto take = [](auto& field, const auto& before, const auto& after) {
        if (before != after)
            field = after;
    };
    const auto takeEach = [&]<std::size_t... i>(std::index_sequence<i...>, auto fields, auto before, auto after)
    {
        (take(std::get<i>(fields), std::get<i>(before), std::get<i>(after)), ...);
    };
    const auto fields = planFields(base);
    takeEach(std::make_index_sequence<std::tuple_size_v<decltype(fields)>>(), fields, planFields(from), planFields(to));
    return base;
}

} // namespace

PendingRun::PendingRun(RunSession& session)
    : QObject(&session)
    , m_session(session)
{
    connect(&session, &RunSession::runChanged, this, &PendingRun::clear);
}

void PendingRun::chooseModel(const ModelSpec& model, const std::optional<TrainSpec>& training)
{
    const bool isRun = model == m_session.run().model;
    m_model = isRun ? std::nullopt : std::optional(model);
    m_modelTraining = isRun ? std::nullopt : training;
    m_modelFault.clear();
    m_isModelRefused = false;
    m_refusal.clear();
    emit changed();
}

void PendingRun::chooseTraining(const TrainSpec& training)
{
    const TrainPlan& ofRun = m_session.run().training;
    const bool isRun = ofRun == training;
    m_training = isRun ? std::nullopt : std::optional(training);
    m_trainingFault.clear();
    m_refusal.clear();
    emit changed();
}

void PendingRun::setModelFault(const QString& sentence)
{
    m_modelFault = sentence;
    emit changed();
}

void PendingRun::refuseModel(const QString& sentence)
{
    m_model.reset();
    m_modelTraining.reset();
    m_isModelRefused = true;
    setModelFault(sentence);
}

void PendingRun::setTrainingFault(const QString& sentence)
{
    m_trainingFault = sentence;
    emit changed();
}

void PendingRun::setRefusal(const QString& sentence)
{
    m_refusal = sentence;
    emit changed();
}

ModelSpec PendingRun::model() const
{
    return m_model.value_or(m_session.run().model);
}

TrainSpec PendingRun::training() const
{
    const TrainSpec& ofRun = m_session.run().training;
    TrainSpec base = withKnobs(ofRun, m_session.knobs());
    if (m_modelTraining) {
        base = *m_modelTraining;
        base.seed = ofRun.seed;
        base.validation = ofRun.validation;
    }
    return withPlan(base, withChanges(base, ofRun, m_training.value_or(ofRun)));
}

void PendingRun::apply()
{
    m_session.changeModel(model(), training());
}

void PendingRun::takeBack()
{
    clear();
    emit takenBack();
}

void PendingRun::clear()
{
    m_model.reset();
    m_modelTraining.reset();
    m_training.reset();
    m_modelFault.clear();
    m_trainingFault.clear();
    m_refusal.clear();
    m_isModelRefused = false;
    emit changed();
}

} // namespace isthmus
