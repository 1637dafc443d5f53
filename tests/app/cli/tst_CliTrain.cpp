// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"
#include "tests/app/signals.h"

#include "core/runs/RunFile.h"

#include <csignal>
#include <cstring>

using namespace isthmus;

namespace {

const QStringList kEvaluationKeys{"active_units", "corrupted_mse", "iwae_nats", "kl_nats", "mse", "negative_elbo_nats",
    "psnr_db", "reconstruction_nats", "samples", "ssim"};

bool sameBits(const FloatVector& a, const FloatVector& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

bool sameState(const Checkpoint& a, const Checkpoint& b)
{
    bool same = a.step == b.step && a.optimizer.time == b.optimizer.time && sameBits(a.parameters, b.parameters)
        && a.optimizer.moments.size() == b.optimizer.moments.size() && a.steps.size() == b.steps.size()
        && a.evaluations.size() == b.evaluations.size();
    for (std::size_t i = 0; same && i < a.optimizer.moments.size(); ++i)
        same = sameBits(a.optimizer.moments[i], b.optimizer.moments[i]);
    for (std::size_t i = 0; same && i < a.steps.size(); ++i)
        same = a.steps[i].loss == b.steps[i].loss && a.steps[i].step == b.steps[i].step;
    return same;
}

} // namespace

class tst_CliTrain : public QObject
{
    Q_OBJECT

private slots:
    void jsonHasItsKeys();
    void modelOptionsChangeTheModel();
    void trainingOptionsAreKept();
    void threadsDoNotChangeTheBits();
    void resumeEqualsOneRun();
    void repeatedOptionsMayStayTheSame();
    void interruptedRunGoesOn_data();
    void interruptedRunGoesOn();
    void hangUpThatIsIgnoredStaysIgnored();
    void classesGoByNameOrIndex();
    void divergedRunKeepsItsLastGoodState();
    void divergedLastStepIsNoSuccess();
    void infiniteMomentsAreNoSuccess();
    void fileWithoutTestPartGetsOne();
    void validationIsHeldOut();
    void modelBeyondTheMemoryIsRefused();

private:
    [[nodiscard]] Checkpoint load(const QString& name) const { return readRunFile(m_cli.pathText(name)); }

    Cli m_cli;
};

void tst_CliTrain::jsonHasItsKeys()
{
    const Outcome outcome = m_cli.run("train --data sprites --limit 200 --epochs 2 --out keys.run --json " + kSmallVae);
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QVERIFY2(outcome.err.isEmpty(), outcome.text());
    const QJsonObject json = outcome.json();
    QCOMPARE(json["epochs"].toInt(), 2);
    QCOMPARE(json["steps"].toInt(), 4); // 128 and 72 images
    QCOMPARE(json["stopped"].toString(), "finished");
    QVERIFY(json["seconds"].toDouble() > 0);
    QVERIFY(json["samples_per_second"].toDouble() > 0);
    for (const char* part : {"train", "test"}) {
        QCOMPARE(keysOf(json[part]), kEvaluationKeys);
        QCOMPARE(json[part]["samples"].toInt(), 200);
        QVERIFY(json[part]["kl_nats"].isDouble() && json[part]["corrupted_mse"].isNull());
    }
}

void tst_CliTrain::modelOptionsChangeTheModel()
{
    const Outcome outcome = m_cli.run(QStringList{"train", "--data", "sprites", "--limit", "100", "--epochs", "1",
        "--out", "changed.run", "--model", "dense-ae", "--hidden", "24,12", "--latent", "5", "--activation", "tanh",
        "--code-activation", "sigmoid", "--loss", "bce"});
    QVERIFY2(outcome.code == 0, outcome.text());
    const ModelSpec model = load("changed.run").model;
    QStringList encoder;
    for (const LayerSpec& layer : model.encoder)
        encoder.append(QString::fromStdString(layer.type)
            + (layer.type == "dense" ? QString::number(layer.values.at("units")) : ""));
    QCOMPARE(encoder, (QStringList{"flatten", "dense24", "tanh", "dense12", "tanh", "dense5", "sigmoid"}));
    QCOMPARE(model.loss, std::string("bce"));

    const Outcome none = m_cli.run(QStringList{"train", "--data", "sprites", "--limit", "100", "--epochs", "1", "--out",
        "none.run", "--model", "dense-ae", "--hidden", ""});
    QVERIFY2(none.code == 0, none.text());
    QCOMPARE(load("none.run").model.encoder.size(), std::size_t(2));
}

void tst_CliTrain::trainingOptionsAreKept()
{
    trainQuickly(m_cli, "options.run",
        "--model dense-dae --epochs 1 --batch 50 --learning-rate 0.01 --optimizer sgd --corruption mask:0.25 --seed 7 "
        "--classes square,2");
    const Checkpoint state = load("options.run");
    QCOMPARE(state.training.batchSize, 50);
    QCOMPARE(state.training.learningRate, 0.01);
    QCOMPARE(state.training.optimizer, std::string("sgd"));
    QCOMPARE(state.training.corruption.text(), std::string("mask:0.25"));
    QCOMPARE(state.training.seed, std::uint64_t(7));
    QCOMPARE(state.data.split.limit, Index(200));
    QVERIFY((state.data.split.classes == std::vector<std::string>{"square", "2"}));

    trainQuickly(
        m_cli, "objective.run", kSmallVae + " --epochs 1 --kl-warmup 3.5 --free-bits 0.25 --sparsity 0.125 --loss l1");
    const Checkpoint other = load("objective.run");
    QCOMPARE(other.training.klWarmup, 3.5);
    QCOMPARE(other.training.freeBits, 0.25);
    QCOMPARE(other.training.sparsity, 0.125);
    QCOMPARE(other.knobs.freeBits, 0.25);
    QCOMPARE(other.model.loss, std::string("l1"));

    // The preset's own corruption, which the losses that train prints suffer too.
    const Outcome outcome =
        m_cli.run("train --data sprites --limit 100 --epochs 1 --model dense-dae --hidden 16 --out dae.run --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QVERIFY(outcome.json()["test"]["corrupted_mse"].toDouble() > 0);
    QVERIFY(outcome.json()["test"]["kl_nats"].isNull());
    const QJsonObject clean = m_cli.run("evaluate dae.run --limit 100 --json").json();
    const QJsonObject own = m_cli.run("evaluate dae.run --limit 100 --corruption run --json").figures();
    QVERIFY(clean["corrupted_mse"].isNull());
    QCOMPARE(own, outcome.json()["test"].toObject());
}

void tst_CliTrain::threadsDoNotChangeTheBits()
{
    const QString more = kSmallVae + " --epochs 2 --corruption gaussian:0.2 --threads ";
    trainQuickly(m_cli, "one.run", more + "1");
    const Checkpoint one = load("one.run");
    const QByteArray losses = m_cli.run("evaluate one.run --threads 1 --json").out;
    for (const QString& threads : test::kSanitized ? QStringList{"4"} : QStringList{"2", "4"}) {
        trainQuickly(m_cli, "more.run", more + threads);
        QVERIFY2(sameState(load("more.run"), one), qPrintable(threads));
        QCOMPARE(m_cli.run("evaluate more.run --json --threads " + threads).out, losses);
    }
}

void tst_CliTrain::resumeEqualsOneRun()
{
    trainQuickly(m_cli, "straight.run", kSmallVae + " --epochs 5 --batch 48");
    trainQuickly(m_cli, "parts.run", kSmallVae + " --epochs 2 --batch 48");
    QVERIFY(!sameState(load("parts.run"), load("straight.run")));
    const Outcome resumed = m_cli.run("train --resume parts.run --epochs 5 --threads 1 --out rest.run --json");
    QVERIFY2(resumed.code == 0, resumed.text());
    QCOMPARE(resumed.json()["steps"].toInt(), 25);
    QCOMPARE(load("parts.run").step, std::int64_t(10));
    QVERIFY(sameState(load("rest.run"), load("straight.run")));

    QCOMPARE(m_cli.run("train --resume parts.run --epochs 5").code, 0); // without --out in its own place
    QVERIFY(sameState(load("parts.run"), load("straight.run")));
}

void tst_CliTrain::repeatedOptionsMayStayTheSame()
{
    trainQuickly(m_cli, "same.run", kSmallVae + " --epochs 1 --beta 2");
    const Outcome outcome = m_cli.run("train --resume same.run --data sprites --limit 200 --beta 2.0 --seed 1 --batch "
                                      "128 --learning-rate 1e-3 --epochs 2 "
        + kSmallVae);
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(load("same.run").training.epochs, 2);
}

void tst_CliTrain::interruptedRunGoesOn_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void tst_CliTrain::interruptedRunGoesOn()
{
    QFETCH(int, signal);
    const QString words = "train --data sprites --limit 200 --model linear-ae --batch 16 --json";
    QProcess process;
    m_cli.start(process, (words + " --out cut.run --epochs 1000000").split(' '));
    QVERIFY(process.waitForStarted());
    QVERIFY(test::waitUntilCaught(process.processId(), signal));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    const Outcome cut = Cli::finish(process);
    QVERIFY2(cut.code == 0 && cut.isOneObject(), cut.text());
    QCOMPARE(cut.json()["stopped"].toString(), "interrupted");

    const int total = static_cast<int>(cut.json()["epochs"].toDouble()) + 2;
    const Outcome rest = m_cli.run("train --resume cut.run --json --epochs " + QString::number(total));
    QVERIFY2(rest.code == 0, rest.text());
    const Outcome straight = m_cli.run(words + " --out straight.run --epochs " + QString::number(total));
    QVERIFY2(straight.code == 0, straight.text());
    QVERIFY(sameState(load("cut.run"), load("straight.run")));
}

void tst_CliTrain::hangUpThatIsIgnoredStaysIgnored()
{
    QProcess process;
    process.setWorkingDirectory(m_cli.path({}));
    process.start("sh",
        {"-c",
            QString("trap '' HUP; exec '%1/isthmus-cli' train --data sprites --limit 200 --model linear-ae --batch 16 "
                    "--json"
                    " --out hung.run --epochs 1000000")
                .arg(ISTHMUS_BINARY_DIR)});
    QVERIFY(process.waitForStarted()); // until then it is a copy of this test, which catches them all
    QVERIFY(test::waitUntilCaught(process.processId(), SIGTERM));
    QVERIFY(!test::catches(process.processId(), SIGHUP));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    const Outcome outcome = Cli::finish(process);
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
}

void tst_CliTrain::classesGoByNameOrIndex()
{
    trainQuickly(m_cli, "index.run", kSmallVae + " --epochs 1 --classes 0");
    const Outcome same = m_cli.run("train --resume index.run --classes square --epochs 2");
    QVERIFY2(same.code == 0, same.text());
    QCOMPARE(m_cli.run("train --resume index.run --classes 1 --epochs 3").code, 2);
    QCOMPARE(m_cli.run("train --resume index.run --classes square,1 --epochs 3").code, 2);
}

void tst_CliTrain::divergedLastStepIsNoSuccess()
{
    const Outcome outcome = m_cli.run("train --data sprites --limit 100 --batch 100 --model dense-vae --hidden 16 "
                                      "--learning-rate 1e38 --epochs 1 --out last.run --json");
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QCOMPARE(load("last.run").step, std::int64_t(0));
    for (const float value : load("last.run").parameters)
        QVERIFY(std::isfinite(value));
}

void tst_CliTrain::infiniteMomentsAreNoSuccess()
{
    const Outcome outcome = m_cli.run("train --data sprites --limit 300 --model linear-ae --learning-rate 1e6 "
                                      "--epochs 1 --batch 100 --out moments.run --json");
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QCOMPARE(m_cli.run("evaluate moments.run --json").code, 0);
}

void tst_CliTrain::divergedRunKeepsItsLastGoodState()
{
    const Outcome outcome = m_cli.run("train --data sprites --limit 200 --model linear-ae --optimizer sgd "
                                      "--learning-rate 1e12 --epochs 20 --out diverged.run --json");
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.endsWith(": lower the learning rate. diverged.run holds that state.\n"), outcome.text());
    for (const float value : load("diverged.run").parameters)
        QVERIFY(std::isfinite(value));
}

void tst_CliTrain::fileWithoutTestPartGetsOne()
{
    m_cli.writeImages("small.idx", 50, 6, 5);
    const Outcome outcome =
        m_cli.run("train --data small.idx --model dense-ae --hidden 8 --epochs 1 --out small.run --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["train"]["samples"].toInt(), 45);
    QCOMPARE(outcome.json()["test"]["samples"].toInt(), 5);
    QCOMPARE(m_cli.run("evaluate small.run --json").figures(), outcome.json()["test"].toObject());
    QCOMPARE(m_cli.run("evaluate small.run --split all --json").json()["samples"].toInt(), 50);
}

void tst_CliTrain::validationIsHeldOut()
{
    const Outcome outcome = m_cli.run(
        "train --data sprites --limit 200 --validation 0.5 --batch 50 --epochs 1 --out half.run --json " + kSmallVae);
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["steps"].toInt(), 2);
    QCOMPARE(outcome.json()["train"]["samples"].toInt(), 200);
    QCOMPARE(m_cli.run("info half.run --json").json()["second_curve"].toString(), "validation");
}

void tst_CliTrain::modelBeyondTheMemoryIsRefused()
{
    const Outcome run = m_cli.run("train --data sprites --model vae-2d --hidden 1048576,1048576 --out large.run");
    QCOMPARE(run.code, 1);
    QVERIFY2(run.isOneComplaint() && run.err.contains("TB of memory"), run.text());
    QVERIFY(!QFile::exists(m_cli.path("large.run")));
}

ISTHMUS_GUILESS_TEST(tst_CliTrain)
#include "tst_CliTrain.moc"
