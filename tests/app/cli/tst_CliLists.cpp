// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QImage>
#include <QJsonArray>

using namespace isthmus;

class tst_CliLists : public QObject
{
    Q_OBJECT

private slots:
    void datasetsSayWhatIsThere();
    void presetsCountParameters();
    void inspectDescribesSprites();
    void inspectDescribesFile();
    void benchPrintsItsNumbers();
    void benchMatrixPrintsItsCells();
    void demoDrawsPicture();

private:
    Cli m_cli;
};

void tst_CliLists::datasetsSayWhatIsThere()
{
    const Outcome outcome = m_cli.run("datasets --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QStringList names;
    for (const QJsonValue& each : outcome.json()["datasets"].toArray()) {
        names.append(each["name"].toString());
        if (each["name"] == "sprites")
            QVERIFY(each["available"].toBool());
    }
    QVERIFY(names.contains("sprites") && names.contains("fashion-mnist"));
    QVERIFY(m_cli.run("datasets").out.contains("dataset-fashion-mnist"));
}

void tst_CliLists::presetsCountParameters()
{
    const Outcome outcome = m_cli.run("presets --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    QJsonObject vae;
    for (const QJsonValue& each : outcome.json()["presets"].toArray())
        if (each["name"] == "dense-vae")
            vae = each.toObject();
    // 784-400-(20, 20)-400-784 with biases.
    const int products = 784 * 400 + 400 * 40 + 20 * 400 + 400 * 784;
    QCOMPARE(vae["parameters"].toInt(), products + 400 + 40 + 400 + 784);
    QCOMPARE(vae["flop_forward"].toDouble(), 2.0 * products);
    QCOMPARE(vae["flop_training"].toDouble(), 2.0 * (3 * products - 784 * 400));
    QVERIFY(m_cli.run("presets").out.contains("dense-vae: "));
}

void tst_CliLists::inspectDescribesSprites()
{
    const Outcome outcome = m_cli.run("inspect --data sprites --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonObject json = outcome.json();
    QCOMPARE(json["train"].toInt(), 10000);
    QCOMPARE(json["test"].toInt(), 2000);
    QCOMPARE(json["height"].toInt(), 28);
    QCOMPARE(json["width"].toInt(), 28);
    QCOMPARE(json["channels"].toInt(), 1);
    QCOMPARE(json["type"].toString(), "uint8");
    QCOMPARE(json["classes"].toArray().size(), 4);
    for (const char* key : {"format", "minimum", "maximum"})
        QVERIFY2(json.contains(key), key);
}

void tst_CliLists::inspectDescribesFile()
{
    m_cli.writeImages("small.idx", 20, 5, 4);
    const QJsonObject json = m_cli.run("inspect --data small.idx --json").json();
    QCOMPARE(json["train"].toInt(), 20);
    QCOMPARE(json["test"].toInt(), 0);
    QCOMPARE(json["height"].toInt(), 5);
    QCOMPARE(json["width"].toInt(), 4);
    QVERIFY(json["classes"].isNull());
}

void tst_CliLists::benchPrintsItsNumbers()
{
    const Outcome outcome =
        m_cli.run("bench --data sprites --model linear-ae --batch 64 --seconds 0.05 --threads 1 --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonObject json = outcome.json();
    for (const char* key : {"samples_per_second", "gflops", "peak_gflops", "peak_share", "flop_per_sample", "decode_ms",
             "decode_ms_p95", "grid_ms", "grid_ms_p95"})
        QVERIFY2(json[key].toDouble() > 0, key);
    QCOMPARE(json["threads"].toInt(), 1);
    QCOMPARE(json["batch"].toInt(), 64);
    QCOMPARE(json["flop_per_sample"].toDouble(), 2.0 * (3 * 2 - 1) * 784 * 16);
}

void tst_CliLists::benchMatrixPrintsItsCells()
{
    const QString command =
        "bench --matrix --data sprites --model linear-ae,vae-2d --batch 32 --threads 1,2 --seconds 0";
    const Outcome outcome = m_cli.run(command + " --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonArray cells = outcome.json()["cells"].toArray();
    QCOMPARE(cells.size(), 4);
    QCOMPARE(cells[0].toObject()["model"].toString(), "linear-ae");
    QCOMPARE(cells[3].toObject()["model"].toString(), "vae-2d");
    QCOMPARE(cells[3].toObject()["threads"].toInt(), 2);
    QVERIFY(cells[3].toObject()["samples_per_second"].toDouble() > 0);
    const Outcome table = m_cli.run(command);
    QVERIFY2(table.code == 0 && table.out.contains("\nbatch  threads  samples/s"), table.text());
}

void tst_CliLists::demoDrawsPicture()
{
    const Outcome outcome = m_cli.run("demo --data sprites --limit 300 --epochs 1 --out demo.png --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QImage picture(m_cli.path("demo.png"));
    QVERIFY(picture.width() > 1000 && picture.height() > 600);
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    QVERIFY(colours.size() > 300);
}

ISTHMUS_GUILESS_TEST(tst_CliLists)
#include "tst_CliLists.moc"
