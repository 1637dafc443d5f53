// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

using namespace isthmus;

/// `import` makes a run of an ONNX or a safetensors file, and every command takes it.
class tst_CliImport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void wholeModelComesBack();
    void twoFilesComeBack();
    void importedRunCanBeTrained();
    void weightsOfPyTorchComeIn();
    void orderOfWeightsIsNoticed();
    void wrongUsage();
    void badInput_data();
    void badInput();
    void foreignModelIsNoRun_data();
    void foreignModelIsNoRun();

private:
    Cli m_cli;
};

void tst_CliImport::initTestCase()
{
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1");
    QCOMPARE(m_cli.run("export vae.run --onnx whole.onnx").code, 0);
    QCOMPARE(m_cli.run("export vae.run --onnx e.onnx --encoder").code, 0);
    QCOMPARE(m_cli.run("export vae.run --onnx d.onnx --decoder").code, 0);
    QCOMPARE(m_cli.run("encode vae.run --data sprites --limit 5 --out codes.npy").code, 0);
    const QString torch = ISTHMUS_SOURCE_DIR "/tests/fixtures/torch/";
    for (const char* name : {"weights.pt", "named.pt", "whole.pt"})
        QVERIFY(QFile::copy(torch + name, m_cli.path(name)));
    QVERIFY(QFile::copy(torch + "model.json", m_cli.path("layers.json")));
    m_cli.writeImages("small.idx", 20, 4, 4);
}

void tst_CliImport::wholeModelComesBack()
{
    const Outcome outcome = m_cli.run("import whole.onnx --out back.run --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QCOMPARE(outcome.json()["latent"].toInt(), 3);
    QCOMPARE(outcome.json()["loss"].toString(), QString("bce"));
    QCOMPARE(outcome.json()["data"].toString(), QString("sprites"));
    QVERIFY2(outcome.json()["code"].toString().endsWith("the mean"), outcome.text());
    QVERIFY2(outcome.json()["heads"].toString().contains("log_var"), outcome.text());
    QCOMPARE(m_cli.run("encode back.run --data sprites --limit 5 --out again.npy").code, 0);
    QCOMPARE(m_cli.read("again.npy"), m_cli.read("codes.npy"));
}

void tst_CliImport::twoFilesComeBack()
{
    const Outcome outcome = m_cli.run("import e.onnx --decoder d.onnx --data sprites --out two.run");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(m_cli.run("encode two.run --data sprites --limit 5 --out again.npy").code, 0);
    QCOMPARE(m_cli.read("again.npy"), m_cli.read("codes.npy"));
}

void tst_CliImport::importedRunCanBeTrained()
{
    QCOMPARE(m_cli.run("import whole.onnx --data sprites --out more.run").code, 0);
    const Outcome outcome = m_cli.run("train --resume more.run --epochs 1 --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QVERIFY(outcome.json()["steps"].toInt() > 0);
}

void tst_CliImport::weightsOfPyTorchComeIn()
{
    const Outcome outcome = m_cli.run("import weights.pt --model layers.json --data small.idx --out torch.run --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QCOMPARE(outcome.json()["model"].toString(), QString("torch"));
    QCOMPARE(m_cli.run("train --resume torch.run --epochs 1").code, 0);
}

void tst_CliImport::orderOfWeightsIsNoticed()
{
    const Outcome outcome = m_cli.run("import named.pt --model layers.json --data small.idx --out named.run");
    QVERIFY2(outcome.code == 0 && outcome.err.contains("in their order: conv1 for encoder.0"), outcome.text());
}

void tst_CliImport::wrongUsage()
{
    QCOMPARE(m_cli.run("import weights.pt --model layers.json --out no.run").code, 2);
    QCOMPARE(m_cli.run("import weights.pt --code z --data small.idx --out no.run").code, 2);
    QCOMPARE(m_cli.run("import whole.onnx").code, 2);
    QCOMPARE(m_cli.run("import whole.onnx --out whole.onnx").code, 2);
    QCOMPARE(m_cli.run("import whole.onnx --model vae-2d --out no.run").code, 2);
    QCOMPARE(m_cli.run("import vae.run --decoder d.onnx --out no.run").code, 2);
    QCOMPARE(m_cli.run("import vae.run --model vae-2d --out no.run").code, 2);
    QCOMPARE(m_cli.run("import vae.run --code z --data sprites --out no.run").code, 2);
}

void tst_CliImport::badInput_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("words");
    m_cli.write("broken.onnx", "not a model at all");
    m_cli.write("empty.onnx", "");
    m_cli.writeImages("other.idx", 20, 5, 5);
    QTest::newRow("none") << "import none.onnx --out no.run"
                          << "none.onnx: cannot be read";
    QTest::newRow("broken") << "import broken.onnx --out no.run"
                            << "broken.onnx: is not an ONNX model";
    QTest::newRow("empty") << "import empty.onnx --out no.run"
                           << "expected a graph, found none";
    QTest::newRow("data") << "import other.idx --out no.run"
                          << "other.idx: expected a model (ONNX, safetensors or weights of PyTorch), found data (IDX)";
    QTest::newRow("folder") << "import . --out no.run"
                            << ".: expected a model (ONNX, safetensors or weights of PyTorch), found a folder\n";
    QTest::newRow("encoder alone") << "import e.onnx --data sprites --out no.run"
                                   << "e.onnx: ";
    QTest::newRow("another code than the heads")
        << "import whole.onnx --code nowhere --out no.run"
        << "'mu', 'decoder.0.Gemm', 'decoder.1.Relu', 'decoder.2.Gemm', 'decoder.3.Reshape', found 'nowhere'";
    QTest::newRow("of other images") << "import d.onnx --data other.idx --out no.run"
                                     << "expected images of";
    QTest::newRow("weights without layers") << "import weights.pt --data small.idx --out no.run"
                                            << "weights.json, or the name of a model";
    QTest::newRow("a whole model of PyTorch") << "import whole.pt --data small.idx --out no.run"
                                              << "torch.load('whole.pt', weights_only=False)";
    QTest::newRow("no model") << "import vae.run --data sprites --out no.run"
                              << "vae.json, or the name of a model";
    QTest::newRow("a run") << "import vae.run --model vae-2d --data sprites --out no.run"
                           << "vae.run: ";
}

void tst_CliImport::badInput()
{
    QFETCH(QString, call);
    QFETCH(QString, words);
    const Outcome outcome = m_cli.run(call);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint() && outcome.err.contains(words.toUtf8()), outcome.text());
    QVERIFY(!QFile::exists(m_cli.path("no.run")));
}

void tst_CliImport::foreignModelIsNoRun_data()
{
    QTest::addColumn<QString>("call");
    const QByteArray header = R"({"fc1.weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    QByteArray length(8, '\0');
    length[0] = static_cast<char>(header.size());
    m_cli.write("foreign.safetensors", length + header + QByteArray(4, '\0'));
    for (const char* call : {"info %1", "evaluate %1 --data sprites", "encode %1 --data sprites --out codes2.npy",
             "reconstruct %1 --data sprites --out recon.npy", "decode %1 --codes codes.npy --out images.npy",
             "sample %1 --out grid.png", "export %1 --onnx no.onnx", "train --resume %1"})
        for (const char* file : {"foreign.safetensors", "whole.onnx", "weights.pt"})
            QTest::newRow(qPrintable(QString(call).arg(file))) << QString(call).arg(file);
}

void tst_CliImport::foreignModelIsNoRun()
{
    QFETCH(QString, call);
    const Outcome outcome = m_cli.run(call);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains("expected a run, found a model of another program"), outcome.text());
    QVERIFY2(outcome.err.contains("isthmus-cli import"), outcome.text());
}

ISTHMUS_GUILESS_TEST(tst_CliImport)
#include "tst_CliImport.moc"
