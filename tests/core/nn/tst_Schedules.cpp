// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/nn/Schedule.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <limits>
#include <set>

using namespace isthmus;

namespace {

constexpr std::int64_t kPerEpoch = 10; // steps

double factorAt(const ScheduleSpec& spec, std::int64_t step, const ScheduleState& state = {})
{
    return scheduleFactor(scheduleType(spec.kind), spec, state, step, kPerEpoch);
}

bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

QString messageOf(const ScheduleSpec& spec)
{
    try {
        checkSchedule(spec);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

class TestSchedules : public QObject
{
    Q_OBJECT
private slots:
    void everyScheduleStartsWithTheWholeRate();
    void warmupGrowsLinearlyBeforeEverySchedule();
    void warmupMayEndInsideAnEpoch();
    void stepReducesEverySoManyEpochs();
    void stepReducesAtTheEpochsEndBehindAnyWarmup();
    void cosineFallsToItsMinimum();
    void plateauWaitsForItsPatience();
    void plateauAsksForMoreThanAHair();
    void plateauMindsNoNumber();
    void fieldsHaveOneNameEach();
    void badNumbersAreRefused();
};

void TestSchedules::everyScheduleStartsWithTheWholeRate()
{
    for (const ScheduleType& type : scheduleTypes()) {
        ScheduleSpec spec;
        spec.kind = type.name;
        spec.horizon = 4;
        checkSchedule(spec);
        QCOMPARE(factorAt(spec, 0), 1.0);
        QCOMPARE(type.spansRun, spec.kind == "cosine");
    }
}

void TestSchedules::warmupGrowsLinearlyBeforeEverySchedule()
{
    for (const ScheduleType& type : scheduleTypes()) {
        ScheduleSpec spec;
        spec.kind = type.name;
        spec.warmup = 2;
        spec.horizon = 4;
        spec.every = 1;
        QCOMPARE(factorAt(spec, 0), 0.05);
        QCOMPARE(factorAt(spec, 9), 0.5);
        QCOMPARE(factorAt(spec, 19), 1.0);
        QCOMPARE(factorAt(spec, 20), 1.0); // the schedule begins here
    }
}

void TestSchedules::warmupMayEndInsideAnEpoch()
{
    ScheduleSpec spec;
    spec.warmup = 0.25;
    QCOMPARE(factorAt(spec, 0), 0.4);
    QCOMPARE(factorAt(spec, 1), 0.8);
    QCOMPARE(factorAt(spec, 2), 1.0);
    QCOMPARE(factorAt(spec, 3), 1.0);
}

void TestSchedules::stepReducesEverySoManyEpochs()
{
    ScheduleSpec spec;
    spec.kind = "step";
    spec.every = 3;
    spec.factor = 0.5;
    QCOMPARE(factorAt(spec, 29), 1.0);
    QCOMPARE(factorAt(spec, 30), 0.5);
    QCOMPARE(factorAt(spec, 59), 0.5);
    QCOMPARE(factorAt(spec, 90), 0.125);
    spec.warmup = 1;
    QCOMPARE(factorAt(spec, 39), 1.0);
    QCOMPARE(factorAt(spec, 40), 0.5);
}

void TestSchedules::stepReducesAtTheEpochsEndBehindAnyWarmup()
{
    ScheduleSpec spec;
    spec.kind = "step";
    spec.every = 1;
    spec.factor = 0.5;
    for (int warmupSteps = 1; warmupSteps < 30; ++warmupSteps) {
        spec.warmup = warmupSteps / 10.0;
        for (int epochs = 1; epochs < 20; ++epochs) {
            const std::int64_t step = warmupSteps + epochs * kPerEpoch;
            QCOMPARE(factorAt(spec, step - 1), std::pow(0.5, epochs - 1));
            QCOMPARE(factorAt(spec, step), std::pow(0.5, epochs));
        }
    }
}

void TestSchedules::cosineFallsToItsMinimum()
{
    ScheduleSpec spec;
    spec.kind = "cosine";
    spec.horizon = 4;
    QVERIFY(isNear(factorAt(spec, 10), (1 + std::sqrt(0.5)) / 2));
    QVERIFY(isNear(factorAt(spec, 20), 0.5));
    QVERIFY(isNear(factorAt(spec, 40), 0));
    QVERIFY(isNear(factorAt(spec, 400), 0));
    spec.minimum = 0.1;
    QVERIFY(isNear(factorAt(spec, 20), 0.55));
    QVERIFY(isNear(factorAt(spec, 40), 0.1));
    spec.warmup = 2;
    QVERIFY(isNear(factorAt(spec, 30), 0.55));
    for (std::int64_t step = 21; step < 45; ++step)
        QVERIFY(factorAt(spec, step) <= factorAt(spec, step - 1));
}

void TestSchedules::plateauWaitsForItsPatience()
{
    ScheduleSpec spec;
    spec.kind = "plateau";
    spec.patience = 2;
    spec.factor = 0.5;
    ScheduleState state;
    const auto watch = [&](float loss) {
        scheduleType("plateau").watch(spec, state, loss);
        return factorAt(spec, 100, state);
    };
    QCOMPARE(watch(5), 1.0);
    QCOMPARE(watch(6), 1.0);
    QCOMPARE(watch(4), 1.0); // lower: patience begins anew
    QCOMPARE(watch(4), 1.0);
    QCOMPARE(watch(4.5F), 0.5);
    QCOMPARE(watch(4.5F), 0.5);
    QCOMPARE(watch(4.5F), 0.25);
    QCOMPARE(watch(1), 0.25);
    QCOMPARE(state.best, 1.0F);
}

void TestSchedules::plateauAsksForMoreThanAHair()
{
    ScheduleSpec spec;
    spec.kind = "plateau";
    spec.patience = 1;
    ScheduleState state;
    const auto watch = scheduleType("plateau").watch;
    watch(spec, state, 100);
    watch(spec, state, 99.995F);
    QCOMPARE(state.factor, 0.1);
    QCOMPARE(state.best, 100.0F);
    watch(spec, state, 99.98F);
    QCOMPARE(state.factor, 0.1);
    QCOMPARE(state.best, 99.98F);
}

void TestSchedules::plateauMindsNoNumber()
{
    ScheduleSpec spec;
    spec.kind = "plateau";
    ScheduleState state;
    scheduleType("plateau").watch(spec, state, std::numeric_limits<float>::quiet_NaN());
    QCOMPARE(state.badEpochs, 1);
    QVERIFY(std::isinf(state.best));
}

void TestSchedules::fieldsHaveOneNameEach()
{
    std::set<std::string> names;
    for (const ScheduleField& field : scheduleFields()) {
        QVERIFY(names.insert(field.name).second);
        const double usual = ScheduleSpec().*field.value;
        QVERIFY(usual >= field.minimum && usual <= field.maximum);
    }
    QCOMPARE(names.size(), std::size_t(4));
}

void TestSchedules::badNumbersAreRefused()
{
    QCOMPARE(messageOf({"step", 0, 10, 1.5}), "schedule every: expected a whole number from 1 to 1e+06, found 1.5");
    QCOMPARE(messageOf({"step", 0, 10, 2, 0}), "schedule factor: expected a number from 0.001 to 0.999, found 0");
    QCOMPARE(messageOf({"constant", -1}), "warm-up: expected at least 0 epochs, found -1");
    QCOMPARE(messageOf({"cosine", 3, 3}), "warm-up: expected fewer epochs than the schedule spans (3), found 3");
    QCOMPARE(messageOf({"constant", 30, 3}), "no error");
    QCOMPARE(messageOf({"luck"}), "schedule: expected one of constant, step, cosine, plateau, found \"luck\"");
}

ISTHMUS_APPLESS_TEST(TestSchedules)
#include "tst_Schedules.moc"
