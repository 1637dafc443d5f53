// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/runs/Presets.h"
#include "core/runs/SpecJson.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"

#include <QSignalSpy>

#include <tuple>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

void change(bool& field)
{
    field = !field;
}

void change(std::string& field)
{
    field += "-other";
}

void change(ScheduleSpec& field)
{
    field.warmup += 1;
}

void change(auto& number)
{
    number += 1;
}

} // namespace

/// What was chosen waits, and starts one run.
class TestPendingRun : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_session.reset(); }
    void modelAndTrainingStartOneRun();
    void presetBringsItsTrainingButNotWhatWasChosen();
    void theRunsOwnValuesAreNotPending();
    void everyFieldOfAPlanCanBeChosen();
    void knobsAreNotPending();
    void takenBackChoiceIsForgotten();
    void faultKeepsFromApplying();
    void modelThatDoesNotFitStaysPending();
    void anotherRunHasNothingPending();

private:
    [[nodiscard]] PendingRun& pending() const { return m_session->pending(); }

    std::unique_ptr<RunSession> m_session;
};

void TestPendingRun::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestPendingRun::modelAndTrainingStartOneRun()
{
    ModelSpec model = windowRun().model;
    model.latentDim = 5;
    TrainSpec training = m_session->run().training;
    training.batchSize = 50;
    pending().chooseModel(model);
    pending().chooseTraining(training);
    QSignalSpy runs(m_session.get(), &RunSession::runChanged);
    pending().apply();
    QCOMPARE(runs.count(), 1);
    QCOMPARE(m_session->run().model.latentDim, 5);
    QCOMPARE(m_session->run().training.batchSize, 50);
    QVERIFY(pending().isEmpty());
}

void TestPendingRun::presetBringsItsTrainingButNotWhatWasChosen()
{
    const Preset preset = loadPreset("dense-dae");
    TrainSpec training = m_session->run().training;
    training.seed = 7;
    training.optimizer = "sgd";
    pending().chooseTraining(training);
    pending().chooseModel(preset.model, preset.training);
    const TrainSpec wanted = pending().training();
    QCOMPARE(wanted.batchSize, preset.training.batchSize);
    QVERIFY(wanted.corruption == preset.training.corruption);
    QCOMPARE(wanted.seed, std::uint64_t(7));
    QCOMPARE(wanted.optimizer, std::string("sgd"));
}

void TestPendingRun::theRunsOwnValuesAreNotPending()
{
    QSignalSpy changed(&pending(), &PendingRun::changed);
    ModelSpec model = windowRun().model;
    model.latentDim = 5;
    pending().chooseModel(model);
    QVERIFY(pending().hasModel());
    pending().chooseModel(windowRun().model);
    pending().chooseTraining(m_session->run().training);
    QVERIFY(pending().isEmpty());
    QVERIFY(changed.count() >= 2);
}

void TestPendingRun::everyFieldOfAPlanCanBeChosen()
{
    const TrainSpec ofRun = m_session->run().training;
    const auto choose = [&](auto& field, TrainPlan& plan) {
        change(field);
        pending().chooseTraining(withPlan(ofRun, plan));
        QVERIFY(pending().hasTraining());
        QVERIFY(pending().training() == withPlan(ofRun, plan));
        plan = ofRun;
    };
    TrainPlan plan = ofRun;
    std::apply([&](auto&... fields) { (choose(fields, plan), ...); }, planFields(plan));
    const QJsonObject inFiles = toJson(ofRun);
    QCOMPARE(std::size_t(inFiles.size()), knobTypes().size() + std::tuple_size_v<decltype(planFields(plan))>);
}

void TestPendingRun::knobsAreNotPending()
{
    TrainSpec training = m_session->run().training;
    training.beta = 4;
    pending().chooseTraining(training);
    QVERIFY(pending().isEmpty());
    Knobs knobs = m_session->knobs();
    knobs.beta = 3;
    m_session->setKnobs(knobs);
    training.batchSize = 50;
    pending().chooseTraining(training);
    QCOMPARE(pending().training().beta, 3.0); // the one in force
}

void TestPendingRun::takenBackChoiceIsForgotten()
{
    TrainSpec training = m_session->run().training;
    training.batchSize = 50;
    pending().chooseTraining(training);
    QSignalSpy takenBack(&pending(), &PendingRun::takenBack);
    pending().takeBack();
    QCOMPARE(takenBack.count(), 1);
    QVERIFY(pending().isEmpty());
    QCOMPARE(pending().training().batchSize, m_session->run().training.batchSize);
}

void TestPendingRun::faultKeepsFromApplying()
{
    TrainSpec training = m_session->run().training;
    training.batchSize = 50;
    pending().chooseTraining(training);
    QVERIFY(pending().canApply());
    pending().setTrainingFault("no");
    QVERIFY(!pending().canApply());
    QCOMPARE(pending().fault(), "no");
    pending().setTrainingFault({});
    QVERIFY(pending().canApply());
}

void TestPendingRun::modelThatDoesNotFitStaysPending()
{
    ModelSpec model = windowRun().model;
    model.decoder = {{"flatten", {}}};
    pending().chooseModel(model);
    QVERIFY_THROWS_EXCEPTION(Error, pending().apply());
    QVERIFY(pending().hasModel());
    QVERIFY(m_session->run().model == windowRun().model);
}

void TestPendingRun::anotherRunHasNothingPending()
{
    TrainSpec training = m_session->run().training;
    training.batchSize = 50;
    pending().chooseTraining(training);
    m_session->startRun(windowRun());
    QVERIFY(pending().isEmpty());
}

ISTHMUS_GUILESS_TEST(TestPendingRun)
#include "tst_PendingRun.moc"
