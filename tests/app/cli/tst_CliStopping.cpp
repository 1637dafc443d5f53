// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include "core/runs/RunFile.h"

#include <cmath>
#include <numbers>

using namespace isthmus;

namespace {

/// Learns 40 pictures by heart, so that the loss on others rises soon.
const QString kOverfitting =
    "train --data sprites --limit 40 --validation 0.25 --batch 8 --learning-rate 0.02 --json " + kSmallVae;

} // namespace

/// Optimisers, schedules, early stopping and keep-best from the command line.
class tst_CliStopping : public QObject
{
    Q_OBJECT

private slots:
    void optionsAreKept();
    void earlyStopIsSaid();
    void bestEpochIsTheResult();
    void resumeEqualsOneRun();
    void horizonStaysUnlessExtended();
    void absurdLastStepIsNoSuccess();
    void batchMayBeLargerThanTheData();
    void smallTablesAreOfRows();
    void ownValidationPartMayHaveNoneOfTheClasses();

private:
    [[nodiscard]] Checkpoint load(const QString& name) const { return readRunFile(m_cli.pathText(name)); }

    Cli m_cli;
};

void tst_CliStopping::optionsAreKept()
{
    trainQuickly(m_cli, "adamw.run",
        kSmallVae
            + " --epochs 1 --optimizer adamw --weight-decay 0.25 --clip-norm 7 --schedule plateau "
              "--schedule-factor 0.3 --schedule-patience 2 --warmup 0.5 --validation 0.25 --early-stopping 4 "
              "--keep-best");
    const TrainSpec adamw = load("adamw.run").training;
    QCOMPARE(adamw.optimizer, std::string("adamw"));
    QCOMPARE(adamw.weightDecay, 0.25);
    QCOMPARE(adamw.clipNorm, 7.0);
    QCOMPARE(adamw.schedule.kind, std::string("plateau"));
    QCOMPARE(adamw.schedule.factor, 0.3);
    QCOMPARE(adamw.schedule.patience, 2.0);
    QCOMPARE(adamw.schedule.warmup, 0.5);
    QCOMPARE(adamw.earlyStopping, 4);
    QVERIFY(adamw.keepBest);

    trainQuickly(m_cli, "rms.run",
        kSmallVae
            + " --epochs 2 --optimizer rmsprop --momentum 0.5 --schedule step --schedule-every 1 "
              "--schedule-factor 0.5");
    const Checkpoint rms = load("rms.run");
    QCOMPARE(rms.training.momentum, 0.5);
    QCOMPARE(rms.training.schedule.every, 1.0);
    QCOMPARE(rms.steps.front().learningRate, 1e-3F);
    QCOMPARE(rms.steps.back().learningRate, 5e-4F);
    const Outcome info = m_cli.run("info rms.run");
    QVERIFY2(info.out.contains("rmsprop, learning rate 0.001 (step)"), info.text());
}

void tst_CliStopping::earlyStopIsSaid()
{
    const Outcome outcome = m_cli.run(kOverfitting + " --epochs 500 --early-stopping 3 --out early.run");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonObject json = outcome.json();
    QCOMPARE(json["stopped"].toString(), "early");
    QVERIFY(json["epochs"].toDouble() < 500);
    QVERIFY(json["best_epoch"].isNull()); // the last step is the result
    QCOMPARE(m_cli.run("info early.run --json").json()["best_epoch"].toDouble(), json["epochs"].toDouble() - 3);

    const Outcome more = m_cli.run("train --resume early.run --epochs 900 --json");
    QVERIFY2(more.code == 0, more.text());
    QCOMPARE(more.json()["stopped"].toString(), "early");
    QCOMPARE(more.json()["steps"].toInt(), json["steps"].toInt());
}

void tst_CliStopping::bestEpochIsTheResult()
{
    const Outcome best = m_cli.run(kOverfitting + " --epochs 500 --early-stopping 3 --keep-best --out best.run");
    QVERIFY2(best.code == 0, best.text());
    const int epochs = best.json()["best_epoch"].toInt();
    QCOMPARE(double(epochs), best.json()["epochs"].toDouble() - 3);
    // The same run, ended there, has the same parameters as its last ones.
    const Outcome ended = m_cli.run(kOverfitting + " --out ended.run --epochs " + QString::number(epochs));
    QVERIFY2(ended.code == 0, ended.text());
    QVERIFY(load("best.run").result() == load("ended.run").parameters);
    QCOMPARE(best.json()["test"].toObject(), ended.json()["test"].toObject());
    QCOMPARE(m_cli.run("evaluate best.run --limit 40 --json").figures(), best.json()["test"].toObject());
}

void tst_CliStopping::resumeEqualsOneRun()
{
    const QString words = kOverfitting
        + " --optimizer adamw --clip-norm 30 --schedule plateau --schedule-patience 1 --warmup 1 --keep-best "
          "--early-stopping 20";
    QCOMPARE(m_cli.run(words + " --epochs 12 --out straight.run").code, 0);
    QCOMPARE(m_cli.run(words + " --epochs 5 --out parts.run").code, 0);
    const Outcome rest = m_cli.run("train --resume parts.run --epochs 12 --keep-best --early-stopping 20 --warmup 1");
    QVERIFY2(rest.code == 0, rest.text());
    const Checkpoint straight = load("straight.run");
    const Checkpoint parts = load("parts.run");
    QVERIFY(parts.parameters == straight.parameters);
    QVERIFY(parts.result() == straight.result());
    QVERIFY(parts.schedule == straight.schedule);
    QVERIFY(straight.schedule.factor < 1);
    QCOMPARE(parts.best.epochsSince, straight.best.epochsSince);
}

void tst_CliStopping::horizonStaysUnlessExtended()
{
    const auto lastRate = [this](const QString& name) { return double(load(name).record.learningRate); };
    trainQuickly(m_cli, "kept.run", kSmallVae + " --epochs 2 --schedule cosine"); // 2 steps an epoch
    QVERIFY(QFile::copy(m_cli.path("kept.run"), m_cli.path("extended.run")));
    QCOMPARE(m_cli.run("train --resume kept.run --epochs 4").code, 0);
    QVERIFY(lastRate("kept.run") < 1e-12);
    QCOMPARE(m_cli.run("train --resume extended.run --epochs 4 --extend-schedule").code, 0);
    const double expected = 1e-3 * (1 + std::cos(std::numbers::pi * 7 / 8)) / 2;
    QVERIFY(std::abs(lastRate("extended.run") - expected) < 1e-9);
}

void tst_CliStopping::absurdLastStepIsNoSuccess()
{
    const Outcome outcome =
        m_cli.run("train --data sprites --limit 100 --batch 100 --learning-rate 1e37 --epochs 1 --out "
                  "absurd.run --json "
            + kSmallVae);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QCOMPARE(load("absurd.run").step, std::int64_t(0));
}

void tst_CliStopping::batchMayBeLargerThanTheData()
{
    const Outcome outcome =
        m_cli.run("train --data sprites --limit 30 --batch 1000 --epochs 2 --out small.run --json " + kSmallVae);
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["steps"].toInt(), 2);
    QCOMPARE(outcome.err,
        QByteArray("isthmus-cli: 30 images are fewer than a batch of 1,000, so each step takes all of "
                   "them.\n"));
}

void tst_CliStopping::smallTablesAreOfRows()
{
    const QString table = "--data " ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv";
    const Outcome outcome =
        m_cli.run("train " + table + " --limit 30 --batch 1000 --epochs 1 --model linear-ae --latent 2 --out rows.run");
    QVERIFY2(outcome.code == 0, outcome.text());
    QVERIFY2(outcome.err.contains("30 rows are fewer than a batch of 1,000"), outcome.text());
    QVERIFY2(outcome.out.contains("training rows") && !outcome.out.contains("images"), outcome.text());
}

void tst_CliStopping::ownValidationPartMayHaveNoneOfTheClasses()
{
    QFile table(m_cli.path("parts.csv"));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("x,y,kind,split\n");
    for (int i = 0; i < 40; ++i)
        table.write(QByteArray::number(i) + ',' + QByteArray::number(i * i % 7) + (i % 2 == 0 ? ",bee," : ",ant,")
            + (i < 30            ? "train"
                    : i < 36     ? "test"
                    : i % 2 == 0 ? "test"
                                 : "val")
            + '\n');
    table.close();
    const QString train = "train --data parts.csv --model linear-ae --latent 1 --epochs 2 --batch 4 --out parts.run ";
    const Outcome refused = m_cli.run(train + "--classes bee --early-stopping 2");
    QVERIFY2(refused.code == 1
            && refused.err.contains("early stopping needs samples for validation, and the validation part that the "
                                    "data brings has none of the chosen classes; --validation holds some out"),
        refused.text());
    const Outcome without = m_cli.run(train + "--classes bee");
    QVERIFY2(without.code == 0
            && without.err.contains("The validation part that the data brings is not used, since it has none of the "
                                    "chosen classes."),
        without.text());
    QCOMPARE(m_cli.run("info parts.run --json").json()["second_curve"].toString(), QString("test"));
    QVERIFY2(m_cli.run(train + "--classes bee --early-stopping 2 --validation 0.2").code == 0, "with a share");
    QVERIFY2(m_cli.run(train + "--classes ant --early-stopping 2").code == 0, "of a class that it has");
    QCOMPARE(m_cli.run("info parts.run --json").json()["second_curve"].toString(), QString("validation"));
    const Outcome described = m_cli.run("inspect --data parts.csv");
    QVERIFY2(described.out.contains("validation rows") && !described.out.contains("images"), described.text());
}

ISTHMUS_GUILESS_TEST(tst_CliStopping)
#include "tst_CliStopping.moc"
