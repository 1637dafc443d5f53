// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Npy.h"
#include "core/nn/layers.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QJsonArray>

#include <cmath>

using namespace isthmus;

/// Models with every type of layer go through the whole program.
class tst_CliLayers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void modelHasEveryLayer();
    void infoShowsEveryLayer();
    void resumeKeepsTheModel();
    void decodedFeatureMapsAreTheReconstruction();
    void activationsAreChoices();
    void misfitIsExplained();

private:
    Cli m_cli;
};

namespace {

/// All that has its place between pictures; the code is a feature map of 7 x 7 pixels with three channels.
const QByteArray kModel = R"({"name": "all", "bottleneck": "plain", "loss": "mse", "initialiser": "he",
    "encoder": [{"type": "conv", "channels": 4, "stride": 2}, {"type": "batch-norm", "momentum": 0.2},
        {"type": "leaky-relu", "slope": 0.2}, {"type": "group-norm", "groups": 2},
        {"type": "avg-pool", "kernel": 3, "stride": 1, "padding": 1}, {"type": "dropout", "rate": 0.1},
        {"type": "conv", "channels": 3}, {"type": "elu", "alpha": 0.5}, {"type": "max-pool"}],
    "decoder": [{"type": "conv-transpose", "channels": 4}, {"type": "relu"}, {"type": "silu"}, {"type": "gelu"},
        {"type": "upsample"}, {"type": "softplus"}, {"type": "tanh"}, {"type": "linear"}, {"type": "flatten"},
        {"type": "layer-norm"}, {"type": "dense", "units": "data"}, {"type": "reshape"}, {"type": "sigmoid"}]})";

} // namespace

void tst_CliLayers::initTestCase()
{
    m_cli.write("all.json", kModel);
    trainQuickly(m_cli, "all.run", "--model all.json --epochs 1 --batch 32");
}

void tst_CliLayers::modelHasEveryLayer()
{
    for (const char* type : {"dense", "conv", "conv-transpose", "max-pool", "avg-pool", "upsample", "flatten",
             "reshape", "dropout", "batch-norm", "layer-norm", "group-norm", "linear", "relu", "leaky-relu", "elu",
             "silu", "gelu", "softplus", "sigmoid", "tanh"}) {
        QVERIFY2(kModel.contains(QByteArray("\"type\": \"") + type + '"'), type);
        QCOMPARE(layerType(type).name, type);
    }
}

void tst_CliLayers::infoShowsEveryLayer()
{
    const QByteArray text = m_cli.run("info all.run").out;
    for (const char* word : {"leaky ReLU", "average pooling", "max pooling", "upsampling", "dropout", "batch norm",
             "layer norm", "group norm", "SiLU", "He"})
        QVERIFY2(text.contains(word), text);
    const QJsonObject info = m_cli.run("info all.run --json").json();
    QCOMPARE(info["layers"].toArray().size(), 22);
    QCOMPARE(info["layers"].toArray().at(8).toObject()["output"].toString(), QString("7 x 7 x 3"));
    QCOMPARE(info["model"].toObject()["initialiser"].toString(), QString("he"));
}

void tst_CliLayers::resumeKeepsTheModel()
{
    const Outcome same =
        m_cli.run("train --resume all.run --out more.run --epochs 2 --initialiser he --model all.json");
    QVERIFY2(same.code == 0, same.text());
    QCOMPARE(m_cli.run("train --resume all.run --out no.run --epochs 2 --initialiser glorot").code, 2);
    QCOMPARE(m_cli.run("train --data sprites --model vae-2d --out no.run --initialiser zero").code, 2);
}

void tst_CliLayers::decodedFeatureMapsAreTheReconstruction()
{
    for (const char* words : {"encode all.run --limit 20 --out codes.npy",
             "decode all.run --codes codes.npy --out a.npy", "reconstruct all.run --limit 20 --out b.npy"})
        QCOMPARE(m_cli.run(QString(words)).code, 0);
    const NpyArray codes = readNpyFloat(m_cli.pathText("codes.npy"));
    const NpyArray decoded = readNpyFloat(m_cli.pathText("a.npy"));
    const NpyArray expected = readNpyFloat(m_cli.pathText("b.npy"));
    QCOMPARE(codes.shape, (std::vector<Index>{20, 147}));
    QCOMPARE(decoded.shape, expected.shape);
    for (std::size_t i = 0; i < expected.values.size(); ++i)
        QVERIFY(std::abs(decoded.values[i] - expected.values[i]) < 1e-5F);
}

void tst_CliLayers::activationsAreChoices()
{
    for (const char* name : {"leaky-relu", "gelu", "linear"})
        trainQuickly(m_cli, "other.run", QString("--model dense-ae --hidden 8 --epochs 1 --activation ") + name);
    QVERIFY(m_cli.run("train --help").out.contains("softplus"));
}

void tst_CliLayers::misfitIsExplained()
{
    m_cli.write("misfit.json", QByteArray(kModel).replace("\"max-pool\"", "\"max-pool\", \"kernel\": 40"));
    const Outcome outcome = m_cli.run("train --data sprites --model misfit.json --out no.run");
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("encoder entry 8: max-pool: kernel of 40 x 40 is larger than the padded picture"),
        outcome.text());
}

ISTHMUS_GUILESS_TEST(tst_CliLayers)
#include "tst_CliLayers.moc"
