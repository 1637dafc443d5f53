// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/TrainingRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/resumedRun.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/StatusLine.h"
#include "ui/views/loss/KnobMarker.h"
#include "ui/widgets/lossText.h"

#include <QPushButton>

#include <algorithm>

using namespace isthmus;
using namespace isthmus::test;

namespace {

QAbstractButton* buttonOf(QMessageBox* box, const QString& text)
{
    for (QAbstractButton* button : box->buttons())
        if (button->text().remove('&') == text)
            return button;
    return nullptr;
}

void setRate(RunSession& session, double rate)
{
    Knobs knobs = session.knobs();
    knobs.learningRate = rate;
    session.setKnobs(knobs);
}

} // namespace

/// What a reset takes back, and the way back after a divergence.
class TestRunActions : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void resetOfUnmovedKnobsAsksNothing();
    void resetOfOneUnsavedStepAsksToSave();
    void resetAsksWhatToKeep_data();
    void resetAsksWhatToKeep();
    void resetOfMovedKnobsSaysThatParametersAreLost_data();
    void resetOfMovedKnobsSaysThatParametersAreLost();
    void resetSaysAKnobAsTheCurveDoes();
    void resetIsNotAskedForAnotherRun();
    void resetCanBeGivenUp();
    void resetOfAnUntouchedDemonstrationAsksNothing();
    void divergenceNamesTheKnobAndPutsItBack();
    void endedScheduleIsSaid();
    void smallLossIsSaidWithItsDigits();
    void divergenceWithoutAKnobOffersNone();
    void offerGoesWithTheKnob();
    void firstStepThatDivergesGivesFreshParameters();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestRunActions::initTestCase()
{
    static BlankSettings settings;
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestRunActions::resetOfUnmovedKnobsAsksNothing()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    open.session.setModified(false);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!openBox(open.page, "reset-question") && !openBox(open.page, "save-question"));
    QVERIFY(open.rests(0));
}

void TestRunActions::resetOfOneUnsavedStepAsksToSave()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(openBox(open.page, "save-question"));
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QVERIFY(open.rests(1));
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QVERIFY(open.rests(0));
}

void TestRunActions::resetAsksWhatToKeep_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<double>("rate");
    QTest::newRow("knobs too") << "Reset knobs too" << 1e-3;
    QTest::newRow("parameters alone") << "Reset parameters alone" << 1.7e-2;
}

void TestRunActions::resetAsksWhatToKeep()
{
    QFETCH(QString, button);
    QFETCH(double, rate);
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    setRate(open.session, 1.7e-2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QMessageBox* box = openBox(open.page, "reset-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains("learning rate 0.001 → 0.017"), qPrintable(box->informativeText()));
    QTest::mouseClick(buttonOf(box, button), Qt::LeftButton);
    QVERIFY(openBox(open.page, "save-question")); // as without moved knobs
    press(openBox(open.page, "save-question"), QMessageBox::Cancel);
    QVERIFY(open.rests(1));
    QCOMPARE(open.session.knobs().learningRate, 1.7e-2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QTest::mouseClick(buttonOf(openBox(open.page, "reset-question"), button), Qt::LeftButton);
    press(openBox(open.page, "save-question"), QMessageBox::Discard);
    QVERIFY(open.rests(0));
    QCOMPARE(open.session.knobs().learningRate, rate);
    open.session.stepBatch();
    QTRY_COMPARE(open.session.history().steps.size(), std::size_t(1));
    QCOMPARE(open.session.history().steps.front().learningRate, static_cast<float>(rate));
}

/// Also where what is lost is too little for a figure, or no training at all: parameters of an import.
void TestRunActions::resetOfMovedKnobsSaysThatParametersAreLost_data()
{
    QTest::addColumn<bool>("isImported");
    QTest::newRow("fresh parameters") << false;
    QTest::newRow("imported parameters") << true;
}

void TestRunActions::resetOfMovedKnobsSaysThatParametersAreLost()
{
    QFETCH(bool, isImported);
    OpenWindow open;
    if (isImported) {
        open.session.startResumed(*resumedRun(windowRun(), TrainingRun(windowRun()).checkpoint()));
        open.session.setModified(true);
    }
    setRate(open.session, 1e-2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QMessageBox* box = openBox(open.page, "reset-question");
    QVERIFY(box);
    QCOMPARE(box->text().contains("The present parameters are not saved."), isImported);
}

void TestRunActions::resetSaysAKnobAsTheCurveDoes()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    Knobs knobs = open.session.knobs();
    knobs.beta = 4;
    knobs.corruption = {"blur", 1.5};
    open.session.setKnobs(knobs);
    QTRY_COMPARE(open.session.history().knobChanges.size(), std::size_t(2));
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    const QString said = openBox(open.page, "reset-question")->informativeText();
    for (const KnobChange& change : open.session.history().knobChanges) {
        const QString marked = markerText(markerOf(change, open.session.history().steps));
        QVERIFY2(said.contains(marked), qPrintable(said + " / " + marked));
    }
    QVERIFY2(said.contains("β 1 → 4, corruption none → blur of 1.5 px"), qPrintable(said));
}

void TestRunActions::resetIsNotAskedForAnotherRun()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    setRate(open.session, 1.7e-2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(openBox(open.page, "reset-question"));
    open.session.startRun(windowRun());
    QTRY_VERIFY(!openBox(open.page, "reset-question"));
    QCOMPARE(open.session.knobs().learningRate, 1e-3);
}

void TestRunActions::resetCanBeGivenUp()
{
    OpenWindow open;
    open.session.stepBatch();
    QVERIFY(open.rests(1));
    setRate(open.session, 1.7e-2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QTest::keyClick(openBox(open.page, "reset-question"), Qt::Key_Escape);
    QVERIFY(open.rests(1));
    QCOMPARE(open.session.knobs().learningRate, 1.7e-2);
}

void TestRunActions::resetOfAnUntouchedDemonstrationAsksNothing()
{
    OpenWindow open;
    open.session.startDemonstration(windowRun());
    open.session.play();
    QTRY_VERIFY(open.session.status().epoch > 2);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!openBox(open.page, "save-question"));
    QVERIFY(open.rests(0));
}

void TestRunActions::divergenceNamesTheKnobAndPutsItBack()
{
    OpenWindow open;
    open.session.stepEpoch();
    QVERIFY(open.rests(7));
    setRate(open.session, 1e30);
    open.session.play();
    MessageBanner& banner = open.page.banner();
    QTRY_VERIFY(banner.isVisible());
    QVERIFY2(banner.message().contains("after learning rate 0.001 → 1e+30 (") && banner.message().count("step 7") == 1,
        qPrintable(banner.message()));
    auto* restore = banner.findChild<QPushButton*>("restore-knobs");
    QVERIFY(restore && restore->isVisible());
    QCOMPARE(restore->text(), QString("Restore learning rate 0.001"));
    QTest::mouseClick(restore, Qt::LeftButton);
    QCOMPARE(open.session.knobs().learningRate, 1e-3);
    QVERIFY(!banner.isVisible());
    QVERIFY(open.page.statusLine().sentence().startsWith("Back at step 7 with learning rate 0.001; Space goes on"));
    open.page.statusLine().tell({}); // as it is after some seconds
    QCOMPARE(open.page.statusLine().sentence(), QString("Paused after step 7; Space goes on, . trains one batch"));
    open.session.stepBatch();
    QVERIFY(open.rests(8));
}

void TestRunActions::endedScheduleIsSaid()
{
    RunSpec run = windowRun();
    run.training.schedule.kind = "cosine";
    run.training.schedule.horizon = 1;
    OpenWindow open;
    open.session.startRun(run);
    open.session.stepEpoch();
    QVERIFY(open.rests(7));
    const QString said = "The cosine schedule ends with epoch 1: from there on the learning rate is 0";
    QTRY_VERIFY(open.page.statusLine().sentence().startsWith(said));
}

void TestRunActions::smallLossIsSaidWithItsDigits()
{
    RunSpec run = windowRun();
    run.model.loss = "mse";
    OpenWindow open(run);
    open.session.play();
    QTRY_VERIFY(!open.session.history().evaluations.empty());
    QTRY_VERIFY(open.page.statusLine().sentence().contains(": test loss "));
    const QString sentence = open.page.statusLine().sentence();
    const auto& all = open.session.history().evaluations;
    QVERIFY2(std::any_of(all.begin(), all.end(),
                 [&](const EvaluationRecord& each) {
                     return sentence.contains(": test loss " + lossText(double(each.loss)) + " after");
                 }),
        qPrintable(sentence));
}

void TestRunActions::divergenceWithoutAKnobOffersNone()
{
    RunSpec run = windowRun();
    run.training.learningRate = 1e30;
    OpenWindow open(run);
    open.session.play();
    QTRY_VERIFY(open.page.banner().isVisible());
    QVERIFY(open.page.banner().findChild<QPushButton*>("restore-knobs")->isHidden());
    QVERIFY2(open.page.banner().message().endsWith("lower the learning rate, or β."),
        qPrintable(open.page.banner().message()));
}

void TestRunActions::offerGoesWithTheKnob()
{
    OpenWindow open;
    setRate(open.session, 1e30);
    open.session.play();
    QTRY_VERIFY(open.page.banner().isVisible());
    auto* restore = open.page.banner().findChild<QPushButton*>("restore-knobs");
    QVERIFY(!restore->isHidden());
    QVERIFY(open.page.statusLine().sentence().startsWith("Back at step 0"));
    setRate(open.session, 1e-3); // by hand
    QVERIFY(restore->isHidden());
    QVERIFY(open.page.statusLine().sentence().startsWith("Ready to train"));
}

void TestRunActions::firstStepThatDivergesGivesFreshParameters()
{
    RunSpec run = windowRun();
    run.training.learningRate = 1e38;
    OpenWindow open(run);
    QVERIFY(open.rests(0));
    const FloatVector fresh = open.session.snapshot()->frozen.parameters;
    open.session.stepBatch();
    QTRY_VERIFY(open.page.banner().isVisible());
    const QString message = open.page.banner().message();
    QVERIFY2(message.contains("first parameters") && message.count(". ") == 0, qPrintable(message));
    QVERIFY(open.rests(0));
    QVERIFY(open.session.snapshot()->frozen.parameters == fresh);
}

ISTHMUS_TEST(TestRunActions)
#include "tst_RunActions.moc"
