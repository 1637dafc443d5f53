// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

using namespace isthmus;

/// A decoder alone, and a run whose data is gone: what they can do they do, and the rest is refused in one sentence.
class tst_CliDecoder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void decoderBecomesARun();
    void decoderDecodesAsTheWholeDoes();
    void samplingSaysWhichPriorIsAssumed();
    void infoSaysThatThereIsNoEncoder();
    void decoderIsExportedAgain();
    void tensorsOfADecoderAreEnough();
    void whatNeedsAnEncoderIsRefused_data();
    void whatNeedsAnEncoderIsRefused();
    void runWithoutItsDataIsOfUse_data();
    void runWithoutItsDataIsOfUse();
    void missingDataIsSaid_data();
    void missingDataIsSaid();
    void runWithoutAnyDataIsOfUse();

private:
    Cli m_cli;
};

void tst_CliDecoder::initTestCase()
{
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1");
    QCOMPARE(m_cli.run("export vae.run --onnx d.onnx --decoder").code, 0);
    QCOMPARE(m_cli.run("encode vae.run --data sprites --limit 5 --out codes.npy").code, 0);
    QCOMPARE(m_cli.run("import d.onnx --out alone.run").code, 0);
    m_cli.writeImages("gone.idx", 40, 6, 6);
    const Outcome trained =
        m_cli.run("train --data gone.idx --model dense-vae --hidden 8 --latent 2 --epochs 1 --out lost.run");
    QVERIFY2(trained.code == 0, trained.text());
    QVERIFY(QFile::remove(m_cli.path("gone.idx")));
}

void tst_CliDecoder::decoderBecomesARun()
{
    const Outcome outcome = m_cli.run("import d.onnx --out one.run --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QCOMPARE(outcome.json()["encoder"].toBool(true), false);
    QCOMPARE(outcome.json()["latent"].toInt(), 3);
}

void tst_CliDecoder::decoderDecodesAsTheWholeDoes()
{
    QCOMPARE(m_cli.run("decode vae.run --codes codes.npy --out whole.npy").code, 0);
    const Outcome outcome = m_cli.run("decode alone.run --codes codes.npy --out alone.npy");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(m_cli.read("alone.npy"), m_cli.read("whole.npy"));
}

void tst_CliDecoder::samplingSaysWhichPriorIsAssumed()
{
    const Outcome outcome = m_cli.run("sample alone.run --count 4 --seed 1 --out alone.npy --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["prior"].toString(), QString("assumed normal"));
    QCOMPARE(m_cli.run("sample vae.run --count 4 --seed 1 --out whole.npy").code, 0);
    QCOMPARE(m_cli.read("alone.npy"), m_cli.read("whole.npy"));
    QVERIFY(m_cli.run("sample alone.run --count 4 --out grid.png").out.contains("N(0, 1), assumed"));
}

void tst_CliDecoder::infoSaysThatThereIsNoEncoder()
{
    const Outcome outcome = m_cli.run("info alone.run");
    QVERIFY2(outcome.code == 0 && outcome.out.contains("a decoder alone"), outcome.text());
    const QJsonObject model = m_cli.run("info alone.run --json").json()["model"].toObject();
    QCOMPARE(model["bottleneck"].toString(), QString("none"));
    QVERIFY(!model.contains("encoder"));
}

void tst_CliDecoder::decoderIsExportedAgain()
{
    const Outcome outcome = m_cli.run("export alone.run --onnx again.onnx --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["part"].toString(), QString("decoder"));
    QCOMPARE(m_cli.run("import again.onnx --out again.run").code, 0);
    QCOMPARE(m_cli.run("decode alone.run --codes codes.npy --out alone.npy").code, 0);
    QCOMPARE(m_cli.run("decode again.run --codes codes.npy --out again.npy").code, 0);
    QCOMPARE(m_cli.read("again.npy"), m_cli.read("alone.npy"));
}

void tst_CliDecoder::tensorsOfADecoderAreEnough()
{
    m_cli.write("tiny.json",
        R"({"name": "tiny", "encoder": [{"type": "dense", "units": 2}], "bottleneck": "plain",
            "decoder": [{"type": "dense", "units": "data"}, {"type": "reshape"}], "loss": "mse"})");
    m_cli.writeImages("two.idx", 20, 1, 2);
    const QByteArray header = R"({"decoder.0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},)"
                              R"("decoder.0.bias":{"dtype":"F32","shape":[2],"data_offsets":[16,24]}})";
    QByteArray file(8, '\0');
    file[0] = static_cast<char>(header.size());
    m_cli.write("tiny.safetensors", file + header + QByteArray(24, '\0'));
    const Outcome outcome = m_cli.run("import tiny.safetensors --data two.idx --out tiny.run --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["encoder"].toBool(true), false);
    QCOMPARE(m_cli.run("sample tiny.run --count 2 --out tiny.npy").code, 0);
}

void tst_CliDecoder::whatNeedsAnEncoderIsRefused_data()
{
    QTest::addColumn<QString>("call");
    for (const char* call : {"encode alone.run --data sprites --out no.npy", "evaluate alone.run --data sprites",
             "reconstruct alone.run --data sprites --out no.npy", "train --resume alone.run --epochs 2",
             "export alone.run --onnx no.onnx --encoder"})
        QTest::newRow(call) << QString(call);
}

void tst_CliDecoder::whatNeedsAnEncoderIsRefused()
{
    QFETCH(QString, call);
    const Outcome outcome = m_cli.run(call);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint() && outcome.err.contains("has no encoder"), outcome.text());
    QVERIFY(!QFile::exists(m_cli.path("no.npy")) && !QFile::exists(m_cli.path("no.onnx")));
}

void tst_CliDecoder::runWithoutItsDataIsOfUse_data()
{
    QTest::addColumn<QString>("call");
    for (const char* call : {"info lost.run --json", "sample lost.run --count 4 --out some.npy --json",
             "export lost.run --onnx some.onnx --json"})
        QTest::newRow(call) << QString(call);
}

void tst_CliDecoder::runWithoutItsDataIsOfUse()
{
    QFETCH(QString, call);
    const Outcome outcome = m_cli.run(call);
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
}

void tst_CliDecoder::missingDataIsSaid_data()
{
    QTest::addColumn<QString>("call");
    for (const char* call : {"encode lost.run --out no.npy", "evaluate lost.run", "reconstruct lost.run --out no.npy",
             "train --resume lost.run --epochs 2"})
        QTest::newRow(call) << QString(call);
}

void tst_CliDecoder::missingDataIsSaid()
{
    QFETCH(QString, call);
    const Outcome outcome = m_cli.run(call);
    QVERIFY2(
        outcome.code == 1 && outcome.isOneComplaint() && outcome.err.contains("gone.idx, is missing"), outcome.text());
}

void tst_CliDecoder::runWithoutAnyDataIsOfUse()
{
    QString path = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/torch-ae.onnx";
    QCOMPARE(m_cli.run({"import", path, "--out", "torch.run"}).code, 0);
    QVERIFY(m_cli.run("info torch.run").out.contains("none, images of"));
    const Outcome outcome = m_cli.run("evaluate torch.run");
    QVERIFY2(outcome.code == 1 && outcome.err.contains("names no data of its own"), outcome.text());
}

ISTHMUS_GUILESS_TEST(tst_CliDecoder)
#include "tst_CliDecoder.moc"
