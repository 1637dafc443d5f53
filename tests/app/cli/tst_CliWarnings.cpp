// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RunFile.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QJsonArray>

using namespace isthmus;

namespace {

const QString kTable = "--data " ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv";

} // namespace

/// What is doubtful about training and its figures is said in time.
class TestCliWarnings : public QObject
{
    Q_OBJECT

private slots:
    void endedScheduleIsSaid();
    void anotherRateIsAChangeOfTheKnob();
    void sameRateIsNoChange();
    void divergedRunGoesOnWithALowerRate();
    void boundedOutputIsSaid();
    void deadOutputIsSaid();
    void valuesOutsideAreCounted();
    void figuresSayTheirSamples();

private:
    [[nodiscard]] QStringList warningsOf(const QString& call)
    {
        const Outcome outcome = m_cli.run(call);
        m_notices = outcome.json()["notices"].toArray();
        QStringList found;
        for (const QJsonValue& warning : outcome.json()["warnings"].toArray()) {
            found << warning.toString();
            if (!outcome.err.contains(found.last().toUtf8()))
                qFatal("%s", outcome.text().constData());
        }
        if (outcome.code != 0)
            qFatal("%s", outcome.text().constData());
        return found;
    }

    Cli m_cli;
    QJsonArray m_notices;
};

void TestCliWarnings::endedScheduleIsSaid()
{
    trainQuickly(m_cli, "cosine.run", kSmallVae + " --epochs 2 --schedule cosine");
    const QStringList found = warningsOf("train --resume cosine.run --epochs 3 --out ended.run --json");
    QCOMPARE(found.size(), 1);
    QVERIFY2(found[0].contains("ends with epoch 2: from there on the learning rate is 0"), qPrintable(found[0]));
    QVERIFY2(found[0].contains("--extend-schedule"), qPrintable(found[0]));
    QVERIFY(warningsOf("train --resume cosine.run --epochs 3 --extend-schedule --out e.run --json").isEmpty());
    QVERIFY(warningsOf("train --resume cosine.run --epochs 2 --out e.run --json").isEmpty());
}

void TestCliWarnings::anotherRateIsAChangeOfTheKnob()
{
    trainQuickly(m_cli, "rate.run", kSmallVae + " --epochs 1 --batch 50");
    const Outcome changed = m_cli.run("train --resume rate.run --epochs 2 --learning-rate 1e-4 --out lower.run --json");
    QVERIFY2(changed.code == 0, changed.text());
    QCOMPARE(
        changed.json()["notices"].toArray().last().toString(), QString("learning rate 0.001 -> 0.0001 from step 4 on"));
    const Checkpoint state = readRunFile(m_cli.pathText("lower.run"));
    QCOMPARE(state.training.learningRate, 1e-3);
    QCOMPARE(state.knobs.learningRate, 1e-4);
    QCOMPARE(state.knobChanges, (std::vector<KnobChange>{{4, "learning-rate", "0.001", "0.0001"}}));
    QCOMPARE(state.record.learningRate, 1e-4F);
    QCOMPARE(m_cli.run("train --resume rate.run --epochs 2 --learning-rate 0").code, 2);
    QCOMPARE(m_cli.run("train --resume rate.run --epochs 2 --learning-rate fast").code, 2);
}

void TestCliWarnings::sameRateIsNoChange()
{
    trainQuickly(m_cli, "same.run", kSmallVae + " --epochs 1");
    QVERIFY(warningsOf("train --resume same.run --epochs 2 --learning-rate 0.001 --json").isEmpty());
    QVERIFY(m_notices.isEmpty());
    QVERIFY(readRunFile(m_cli.pathText("same.run")).knobChanges.empty());
}

void TestCliWarnings::divergedRunGoesOnWithALowerRate()
{
    const Outcome diverged = m_cli.run("train --data sprites --limit 200 --model linear-ae --optimizer sgd "
                                       "--learning-rate 1e12 --epochs 20 --out diverged.run --json");
    QVERIFY2(diverged.code == 1 && diverged.err.contains("lower the learning rate"), diverged.text());
    const Outcome on = m_cli.run("train --resume diverged.run --learning-rate 1e-3 --json");
    QVERIFY2(on.code == 0 && on.json()["epochs"].toDouble() == 20, on.text());
}

void TestCliWarnings::boundedOutputIsSaid()
{
    const QString train = "train " + kTable + " --epochs 1 --hidden 8 --json --out table.run --model ";
    const QStringList found = warningsOf(train + "dense-ae");
    QCOMPARE(found.size(), 1);
    QVERIFY2(found[0].startsWith("The decoder ends in sigmoid, which gives 0 to 1"), qPrintable(found[0]));
    QVERIFY2(found[0].contains("'columns'"), qPrintable(found[0]));
    QCOMPARE(warningsOf("evaluate table.run --json"), found);
    QVERIFY(warningsOf(train + "dense-ae --scaling columns").isEmpty());
}

/// A rate so high that all units of the hidden layer fall silent.
void TestCliWarnings::deadOutputIsSaid()
{
    m_cli.write("dead.json",
        R"({"encoder": [{"type": "flatten"}, {"type": "dense", "units": 4}, {"type": "relu"}], "bottleneck": "plain",
            "decoder": [{"type": "dense", "units": "data"}, {"type": "sigmoid"}, {"type": "reshape"}], "loss": "mse"})");
    const QStringList found = warningsOf("train --data sprites --limit 64 --batch 8 --epochs 26 --model dead.json "
                                         "--optimizer sgd --learning-rate 30 --threads 1 --out dead.run --json");
    QVERIFY2(found.size() == 1 && found[0].contains("no longer depend on the input"), qPrintable(found.join('\n')));
    QCOMPARE(warningsOf("evaluate dead.run --json"), found);
}

void TestCliWarnings::valuesOutsideAreCounted()
{
    m_cli.write("signed.csv", "a,b,c\n0,0.5,1\n0.25,-3,0\n1,0,2\n");
    const QString train = "train --data signed.csv --scaling none --model dense-vae --epochs 1 --out signed.run";
    const Outcome refused = m_cli.run(train);
    QVERIFY2(refused.code == 1 && refused.isOneComplaint(), refused.text());
    QVERIFY2(refused.err.contains("found -3, 2 values outside, the first in row 2, column b: -3"), refused.text());
}

void TestCliWarnings::figuresSayTheirSamples()
{
    const Outcome trained =
        m_cli.run("train --data sprites --classes square --limit 20 --epochs 1 --out few.run --json " + kSmallVae);
    QVERIFY2(trained.code == 0, trained.text());
    const QJsonObject selection{{"classes", QJsonArray{"square"}}, {"limit", 20}};
    QCOMPARE(trained.json()["selection"].toObject(), selection);
    const Outcome again = m_cli.run("evaluate few.run --json");
    QCOMPARE(again.json()["selection"].toObject(), selection);
    QCOMPARE(again.figures(), trained.json()["test"].toObject());
    QCOMPARE(m_cli.run("evaluate few.run --split train --json").figures(), trained.json()["train"].toObject());
    QVERIFY(m_cli.run("evaluate few.run").out.contains("20 (the first 20 of each part, of square alone)"));

    const QJsonObject all = m_cli.run("evaluate few.run --data sprites --json").json();
    QVERIFY(all["samples"].toInt() > 20);
    QVERIFY(all["selection"]["classes"].isNull() && all["selection"]["limit"].isNull());
    QVERIFY(m_cli.run("evaluate few.run --limit 40 --json").json()["selection"]["classes"].isNull());
}

ISTHMUS_APPLESS_TEST(TestCliWarnings)
#include "tst_CliWarnings.moc"
