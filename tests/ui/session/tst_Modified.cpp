// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "core/train/TrainingRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/session/RunSession.h"

#include <QSignalSpy>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// A session that trained so many steps and rests.
struct Trained
{
    explicit Trained(int steps = 0)
    {
        session.startRun(windowRun());
        step(steps);
    }

    void step(int steps)
    {
        const std::int64_t goal = session.status().step + steps;
        for (int i = 0; i < steps; ++i)
            session.stepBatch();
        QTRY_VERIFY(!session.isTraining() && session.status().step == goal);
    }

    /// Makes a checkpoint, as a save does: its state is in the file.
    std::shared_ptr<const Checkpoint> checkpoint()
    {
        std::shared_ptr<const Checkpoint> state;
        const auto connection = QObject::connect(
            &session, &RunSession::checkpointReady, &session, [&state](const auto& ready) { state = ready; });
        session.requestCheckpoint();
        (void)waitFor([&state] { return state != nullptr; });
        QObject::disconnect(connection);
        return state;
    }

    RunSession session{nullptr, kThreads};
};

} // namespace

/// A run is modified when it stands where neither the user's file nor a fresh start leads.
class TestModified : public QObject
{
    Q_OBJECT
private slots:
    void oneStepIsEnough();
    void savedMomentIsNotModified();
    void stepAfterTheCheckpointIsNotInTheFile();
    void knobAfterTheCheckpointIsNotInTheFile();
    void knobThatCameBackHasLeftItsMarks();
    void freshRunThatWasResetIsNotModified();
    void savedRunThatWasResetIsNotModified();
    void ownStartIsKept();
    void sameStepAfterAResetIsAnotherMoment();
    void divergedRunIsModified();
    void resumedRunIsModifiedByItsNextStep();
    void demonstrationIsUnsavedButNotModified();
    void touchedDemonstrationIsModified();
    void knobTouchesTheDemonstration();
    void savedDemonstrationIsTheUsers();
    void changesAreToldOnce();
    void epochsSinceTheSaveAreCounted();
    void oneStepIsTrainingToLoseAndAKnobIsNot();
    void importedParametersAreLostByAReset();
    void editedLayersAreLostByAnotherRunAndAPresetIsNot();
    void divergenceBehindTheSaveLosesWhatCameAfterIt();
    void movedDataIsNoTrainingToLose();
    void movedDataLeavesWhatWasUnsavedSo();
};

void TestModified::oneStepIsEnough()
{
    Trained run;
    QVERIFY(!run.session.isModified());
    run.step(1);
    QVERIFY(run.session.isModified());
}

void TestModified::savedMomentIsNotModified()
{
    Trained run(2);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    QVERIFY(!run.session.isModified());
    run.step(1);
    QVERIFY(run.session.isModified());
}

void TestModified::stepAfterTheCheckpointIsNotInTheFile()
{
    Trained run(2);
    const auto state = run.checkpoint();
    run.step(1); // while the file is written
    run.session.setSaved(RunMoment::of(*state));
    QVERIFY(run.session.isModified());
}

void TestModified::knobAfterTheCheckpointIsNotInTheFile()
{
    Trained run(2);
    const auto state = run.checkpoint();
    Knobs knobs = run.session.knobs();
    knobs.beta *= 2;
    run.session.setKnobs(knobs);
    run.session.setSaved(RunMoment::of(*state));
    QVERIFY(run.session.isModified());
}

void TestModified::knobThatCameBackHasLeftItsMarks()
{
    Trained run(1);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    const Knobs before = run.session.knobs();
    Knobs knobs = before;
    knobs.beta *= 2;
    run.session.setKnobs(knobs);
    QTRY_COMPARE(run.session.history().knobChanges.size(), std::size_t(1));
    run.session.setKnobs(before);
    QTRY_COMPARE(run.session.history().knobChanges.size(), std::size_t(2));
    QVERIFY(run.session.isModified());
}

void TestModified::freshRunThatWasResetIsNotModified()
{
    Trained run(2);
    run.session.reset();
    QTRY_VERIFY(!run.session.isModified());
}

void TestModified::savedRunThatWasResetIsNotModified()
{
    Trained run(2);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    QVERIFY(!run.session.isBegunAnew());
    run.session.reset();
    QTRY_COMPARE(run.session.status().step, 0);
    QVERIFY(!run.session.isModified()); // a question would offer to put nothing in the place of two steps
    run.step(1);
    QVERIFY(run.session.isModified());
    QVERIFY(run.session.isBegunAnew());
}

void TestModified::ownStartIsKept()
{
    Trained run;
    run.session.setModified(true); // as an import does
    QVERIFY(run.session.isModified());
    run.step(1);
    run.session.reset();
    QTRY_COMPARE(run.session.status().step, 0);
    QVERIFY(run.session.isModified());
}

void TestModified::sameStepAfterAResetIsAnotherMoment()
{
    Trained run(2);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    run.session.reset();
    QTRY_COMPARE(run.session.status().step, 0);
    run.step(2);
    QVERIFY(run.session.isModified());
}

void TestModified::divergedRunIsModified()
{
    Trained run(2);
    Knobs knobs = run.session.knobs();
    knobs.learningRate = 1e30;
    run.session.setKnobs(knobs);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    QTRY_VERIFY(!run.session.isModified());
    run.session.play();
    QTRY_COMPARE(run.session.status().state, TrainerState::Diverged);
    QVERIFY(run.session.isModified()); // its history is another one
}

void TestModified::resumedRunIsModifiedByItsNextStep()
{
    Trained run(3);
    const auto state = run.checkpoint();
    run.session.startResumed(*resumedRun(windowRun(), *state));
    QVERIFY(!run.session.isModified());
    run.step(1);
    QVERIFY(run.session.isModified());
}

void TestModified::demonstrationIsUnsavedButNotModified()
{
    RunSession session(nullptr, kThreads);
    session.startDemonstration(windowRun());
    session.play();
    QTRY_VERIFY(session.status().step > 3);
    QVERIFY(session.isDemonstration());
    QVERIFY(session.isUnsaved());
    QVERIFY(!session.isModified());
    QVERIFY(!session.hasTrainingToLose());
}

void TestModified::touchedDemonstrationIsModified()
{
    RunSession session(nullptr, kThreads);
    session.startDemonstration(windowRun());
    session.touch();
    QVERIFY(!session.isModified()); // there is nothing to lose yet
    session.play();
    QTRY_VERIFY(session.isModified());
}

void TestModified::knobTouchesTheDemonstration()
{
    RunSession session(nullptr, kThreads);
    session.startDemonstration(windowRun());
    Knobs knobs = session.knobs();
    knobs.beta = 3;
    session.setKnobs(knobs);
    QVERIFY(!session.isDemonstration());
    QVERIFY(session.isModified());
}

void TestModified::savedDemonstrationIsTheUsers()
{
    RunSession session(nullptr, kThreads);
    session.startDemonstration(windowRun());
    session.setSaved(session.moment());
    QVERIFY(!session.isModified());
    session.stepBatch();
    QTRY_VERIFY(session.isModified());
}

void TestModified::changesAreToldOnce()
{
    Trained run;
    QSignalSpy told(&run.session, &RunSession::modifiedChanged);
    run.step(3);
    QCOMPARE(told.count(), 1);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    QCOMPARE(told.count(), 2);
    run.step(1);
    QCOMPARE(told.count(), 3);
}

void TestModified::epochsSinceTheSaveAreCounted()
{
    Trained run(14); // two epochs
    QCOMPARE(run.session.unsavedEpochs(), 2.0);
    QVERIFY(run.session.hasTrainingToLose());
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    QCOMPARE(run.session.unsavedEpochs(), 0.0);
    QVERIFY(!run.session.hasTrainingToLose());
    run.step(7);
    QCOMPARE(run.session.unsavedEpochs(), 1.0);
    QVERIFY(run.session.hasTrainingToLose());
}

void TestModified::oneStepIsTrainingToLoseAndAKnobIsNot()
{
    Trained run(0);
    Knobs knobs = run.session.knobs();
    knobs.beta = 3;
    run.session.setKnobs(knobs);
    QVERIFY(run.session.isModified());
    QVERIFY(!run.session.hasTrainingToLose());
    run.step(1);
    QVERIFY(run.session.hasTrainingToLose());
}

/// At step 0 already: an import begins with parameters that no reset brings back. The views show the fresh ones then,
/// though the step is the same.
void TestModified::importedParametersAreLostByAReset()
{
    Trained trained(3);
    Checkpoint imported = *trained.checkpoint();
    imported.step = 0;
    imported.record = {};
    imported.steps = {};
    RunSession session(nullptr, kThreads);
    session.startResumed(*resumedRun(windowRun(), imported));
    session.setModified(true);
    QTRY_VERIFY(session.snapshot() != nullptr);
    QCOMPARE(session.snapshot()->frozen.parameters, imported.parameters);
    QVERIFY(session.hasTrainingToLose());
    session.reset();
    QTRY_VERIFY(session.snapshot()->frozen.parameters != imported.parameters);
    QCOMPARE(session.snapshot()->frozen.parameters, TrainingRun(windowRun()).parameters());
    QVERIFY(!session.hasTrainingToLose());
    QVERIFY(session.hasRunToLose());
}

void TestModified::editedLayersAreLostByAnotherRunAndAPresetIsNot()
{
    RunSession session(nullptr, kThreads);
    session.startRun(windowRun());
    session.changeModel(loadPreset("vae-2d").model, session.run().training);
    QVERIFY(!session.isModified());
    QVERIFY(!session.hasRunToLose());
    session.changeModel(windowRun().model, session.run().training);
    QVERIFY(session.isModified());
    QVERIFY(session.hasRunToLose());
    QVERIFY(!session.hasTrainingToLose()); // a reset makes the same again
}

void TestModified::divergenceBehindTheSaveLosesWhatCameAfterIt()
{
    Trained run(7);
    run.session.setSaved(RunMoment::of(*run.checkpoint()));
    run.step(7);
    Knobs knobs = run.session.knobs();
    knobs.learningRate = 1e30;
    run.session.setKnobs(knobs);
    run.session.play();
    QTRY_COMPARE(run.session.status().state, TrainerState::Diverged);
    const std::int64_t step = run.session.status().step;
    QVERIFY(step >= 7);
    QCOMPARE(run.session.unsavedEpochs(), double(step - 7) / 7);
}

void TestModified::movedDataIsNoTrainingToLose()
{
    Trained run(14); // two epochs
    const auto state = run.checkpoint();
    run.session.setSaved(RunMoment::of(*state));
    run.session.continueRun(*resumedRun(windowRun(), *state));
    run.session.setDataMoved();
    QVERIFY(run.session.isModified());
    QVERIFY(run.session.isDataMovedAlone());
    QCOMPARE(run.session.unsavedEpochs(), 0.0);
    QVERIFY(!run.session.hasTrainingToLose());
    run.step(7);
    QVERIFY(!run.session.isDataMovedAlone());
    QCOMPARE(run.session.unsavedEpochs(), 1.0);
    run.session.setSaved(RunMoment::of(*run.checkpoint())); // with the new place
    QVERIFY(!run.session.isModified());
}

void TestModified::movedDataLeavesWhatWasUnsavedSo()
{
    Trained run(14);
    const auto state = run.checkpoint();
    run.session.continueRun(*resumedRun(windowRun(), *state));
    run.session.setDataMoved();
    QVERIFY(!run.session.isDataMovedAlone());
    QCOMPARE(run.session.unsavedEpochs(), 2.0);
    run.session.startRun(windowRun());
    QVERIFY(!run.session.isModified());
}

ISTHMUS_GUILESS_TEST(TestModified)
#include "tst_Modified.moc"
