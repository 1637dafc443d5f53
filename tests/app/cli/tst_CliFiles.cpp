// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include "core/files/Npy.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>

#include <cmath>

using namespace isthmus;

using Extents = std::vector<Index>;

/// What evaluate, encode, decode, reconstruct, sample and info make of a run.
class tst_CliFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void evaluateIsWhatTrainPrinted();
    void seedChangesTheDraw();
    void codesKeepTheFilesOrder();
    void decodedCodesAreTheReconstruction();
    void lossIsThatOfTheReconstruction();
    void corruptedInputIsWritten();
    void tablesHoldTheSameNumbers();
    void picturesGoToFolder();
    void priorIsSampled();
    void fittedPriorIsSaid();
    void infoDescribesTheRun();
    void demoDrawsASetWithoutTestImages();

private:
    [[nodiscard]] NpyArray call(const QString& words, const QString& out) const
    {
        const Outcome outcome = m_cli.run(words + ' ' + out);
        if (outcome.code != 0)
            qFatal("%s", outcome.text().constData());
        return readNpyFloat(m_cli.pathText(out));
    }

    Cli m_cli;
    QJsonObject m_trained;
};

void tst_CliFiles::initTestCase()
{
    const Outcome outcome = m_cli.run("train --data sprites --limit 300 --epochs 2 --out vae.run --json " + kSmallVae);
    QVERIFY2(outcome.code == 0, outcome.text());
    m_trained = outcome.json();
    trainQuickly(m_cli, "plain.run", "--model linear-ae --epochs 1");
}

void tst_CliFiles::evaluateIsWhatTrainPrinted()
{
    const Outcome test = m_cli.run("evaluate vae.run --data sprites --limit 300 --json");
    QVERIFY2(test.code == 0 && test.isOneObject(), test.text());
    QCOMPARE(test.figures(), m_trained["test"].toObject());
    QVERIFY(test.json()["notices"].isArray());
    QCOMPARE(m_cli.run("evaluate vae.run --split train --limit 300 --json").figures(), m_trained["train"].toObject());
    QCOMPARE(test.json()["negative_elbo_nats"].toDouble(),
        test.json()["reconstruction_nats"].toDouble() + test.json()["kl_nats"].toDouble());
    QVERIFY(m_cli.run("evaluate vae.run --limit 300").out.contains("nats per image"));
    const QByteArray plain = m_cli.run("evaluate plain.run --limit 100").out;
    QVERIFY2(plain.contains("0.5 x squared error per image") && !plain.contains("nats"), plain);
    const Outcome bound = m_cli.run("evaluate vae.run --limit 300 --importance-samples 20 --json");
    QVERIFY(bound.isOneObject() && test.json()["iwae_nats"].isNull());
    QVERIFY(bound.json()["iwae_nats"].toDouble() < bound.json()["negative_elbo_nats"].toDouble());
}

void tst_CliFiles::seedChangesTheDraw()
{
    const QJsonObject one = m_cli.run("evaluate vae.run --limit 300 --seed 1 --json").figures();
    const QJsonObject two = m_cli.run("evaluate vae.run --limit 300 --seed 2 --json").json();
    QCOMPARE(one, m_trained["test"].toObject());
    QVERIFY(one["reconstruction_nats"] != two["reconstruction_nats"]);
    QCOMPARE(one["kl_nats"], two["kl_nats"]);
}

void tst_CliFiles::codesKeepTheFilesOrder()
{
    const NpyArray all = call("encode vae.run --split all --out", "all.npy");
    const NpyArray train = call("encode vae.run --split train --limit 40 --out", "train.npy");
    const NpyArray test = call("encode vae.run --data sprites --out", "test.npy");
    QCOMPARE(all.shape, (Extents{12000, 3}));
    QCOMPARE(train.shape, (Extents{40, 3}));
    QCOMPARE(test.shape, (Extents{2000, 3}));
    const auto near = [](float a, float b) { return std::abs(a - b) < 1e-5F; };
    QVERIFY(std::equal(train.values.begin(), train.values.end(), all.values.begin(), near));
    QVERIFY(std::equal(test.values.begin(), test.values.end(), all.values.end() - 6000, near));

    const NpyArray squares = call("encode vae.run --split all --classes square --out", "squares.npy");
    const NpyArray others = call("encode vae.run --split all --classes 1,triangle,3 --out", "others.npy");
    QVERIFY(squares.shape[0] > 2000);
    QCOMPARE(squares.shape[0] + others.shape[0], Index(12000));
}

void tst_CliFiles::decodedCodesAreTheReconstruction()
{
    (void)call("encode vae.run --limit 300 --out", "codes.npy");
    const NpyArray decoded = call("decode vae.run --codes codes.npy --out", "decoded.npy");
    const NpyArray reconstructed = call("reconstruct vae.run --limit 300 --out", "recon.npy");
    QCOMPARE(decoded.shape, (Extents{300, 28, 28, 1}));
    QVERIFY(decoded.shape == reconstructed.shape && decoded.values == reconstructed.values);
}

void tst_CliFiles::lossIsThatOfTheReconstruction()
{
    const NpyArray output = call("reconstruct plain.run --limit 100 --corrupted-out input.npy --out", "output.npy");
    const NpyArray input = readNpyFloat(m_cli.pathText("input.npy")); // not corrupted: the originals
    QCOMPARE(input.shape, output.shape);
    double squares = 0;
    for (std::size_t i = 0; i < input.values.size(); ++i)
        squares += std::pow(double(input.values[i]) - double(output.values[i]), 2);
    const QJsonObject json = m_cli.run("evaluate plain.run --limit 100 --json").json();
    QVERIFY(std::abs(json["reconstruction_nats"].toDouble() - 0.5 * squares / 100) < 1e-4);
    QVERIFY(std::abs(json["mse"].toDouble() - squares / (100 * 784)) < 1e-7);
    QVERIFY(json["kl_nats"].isNull() && json["active_units"].isNull());
}

void tst_CliFiles::corruptedInputIsWritten()
{
    const NpyArray output =
        call("reconstruct plain.run --limit 20 --corruption mask:1 --corrupted-out masked.npy --out", "frommask.npy");
    const NpyArray masked = readNpyFloat(m_cli.pathText("masked.npy"));
    for (const float value : masked.values)
        QCOMPARE(value, 0.0F);
    QVERIFY(std::equal(output.values.begin(), output.values.begin() + 784, output.values.end() - 784));
}

void tst_CliFiles::tablesHoldTheSameNumbers()
{
    const auto linesOf = [this](const QString& words, const QString& out) {
        const Outcome outcome = m_cli.run(words + ' ' + out);
        return outcome.code == 0 ? m_cli.read(out).trimmed().split('\n') : QList<QByteArray>{outcome.text()};
    };
    const auto checkNumbers = [](const QList<QByteArray>& lines, qsizetype before, const NpyArray& array) {
        const auto row = static_cast<std::size_t>(lines.first().split(',').size() - before);
        QCOMPARE(lines.size() - 1, static_cast<qsizetype>(array.values.size() / row));
        for (std::size_t i = 0; i < array.values.size(); ++i) {
            const auto column = static_cast<qsizetype>(i % row) + before;
            QCOMPARE(lines[static_cast<qsizetype>(i / row) + 1].split(',')[column].toFloat(), array.values[i]);
        }
    };
    const QList<QByteArray> codes = linesOf("encode vae.run --limit 30 --out", "codes.csv");
    QCOMPARE(codes.first(), QByteArray("sample,class,z1,z2,z3"));
    QVERIFY2(codes[1].startsWith("10000,"), codes[1]); // the first test image
    checkNumbers(codes, 2, call("encode vae.run --limit 30 --out", "codes.npy"));

    const QList<QByteArray> recon =
        linesOf("reconstruct vae.run --limit 3 --corrupted-out seen.csv --out", "recon.csv");
    QVERIFY2(recon.first().startsWith("sample,class,y0x0,y0x1,"), recon.first());
    checkNumbers(recon, 2, call("reconstruct vae.run --limit 3 --corrupted-out seen.npy --out", "recon.npy"));
    checkNumbers(m_cli.read("seen.csv").trimmed().split('\n'), 2, readNpyFloat(m_cli.pathText("seen.npy")));

    const QList<QByteArray> samples = linesOf("sample vae.run --count 3 --out", "samples.csv");
    QVERIFY2(samples.first().startsWith("sample,y0x0,") && samples[3].startsWith("2,"), samples.first());
    checkNumbers(samples, 1, call("sample vae.run --count 3 --out", "samples.npy"));
    checkNumbers(linesOf("decode vae.run --codes codes.npy --out", "decoded.csv"), 1,
        call("decode vae.run --codes codes.npy --out", "decoded.npy"));
}

void tst_CliFiles::picturesGoToFolder()
{
    (void)call("encode vae.run --limit 3 --out", "three.npy");
    const Outcome outcome = m_cli.run("decode vae.run --codes three.npy --out pictures/ --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QCOMPARE(QDir(m_cli.path("pictures")).entryList(QDir::Files), (QStringList{"00000.png", "00001.png", "00002.png"}));
    QCOMPARE(QImage(m_cli.path("pictures/00002.png")).size(), QSize(28, 28));
}

void tst_CliFiles::priorIsSampled()
{
    const NpyArray five = call("sample vae.run --count 5 --out", "five.npy");
    QCOMPARE(five.shape, (Extents{5, 28, 28, 1}));
    QVERIFY(call("sample vae.run --count 5 --seed 9 --out", "other.npy").values != five.values);
    const Outcome grid = m_cli.run("sample vae.run --count 10 --out grid.png --json");
    QVERIFY2(grid.code == 0 && grid.isOneObject(), grid.text());
    QCOMPARE(grid.json()["prior"].toString(), "normal");
    QVERIFY(QImage(m_cli.path("grid.png")).width() >= 4 * 28);
}

void tst_CliFiles::fittedPriorIsSaid()
{
    const Outcome outcome = m_cli.run("sample plain.run --data sprites --limit 100 --count 4 --out f.npy --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["prior"].toString(), "fitted");
    QCOMPARE(readNpyFloat(m_cli.pathText("f.npy")).shape, (Extents{4, 28, 28, 1}));
}

void tst_CliFiles::infoDescribesTheRun()
{
    const Outcome outcome = m_cli.run("info vae.run --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonObject json = outcome.json();
    QCOMPARE(json["model"]["name"].toString(), "dense-vae");
    QCOMPARE(json["data"]["name"].toString(), "sprites");
    QCOMPARE(json["training"]["batch"].toInt(), 128);
    QCOMPARE(json["steps"].toInt(), m_trained["steps"].toInt());
    QCOMPARE(json["evaluations"].toArray().size(), 2);
    QCOMPARE(json["latent"].toInt(), 3);
    QVERIFY(json["layers"].toArray().size() >= 6);
    const Outcome text = m_cli.run("info vae.run");
    for (const char* word : {"encoder.1", "log_var", "sprites", "losses on test images"})
        QVERIFY2(text.out.contains(word), text.text());
}

void tst_CliFiles::demoDrawsASetWithoutTestImages()
{
    m_cli.writeImages("four.idx", 4, 8, 8);
    const Outcome outcome = m_cli.run("demo --data four.idx --epochs 1 --out four.png");
    QVERIFY2(outcome.code == 0, outcome.text());
    QVERIFY(!QImage(m_cli.path("four.png")).isNull());
}

ISTHMUS_GUILESS_TEST(tst_CliFiles)
#include "tst_CliFiles.moc"
