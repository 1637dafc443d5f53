// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QImage>
#include <QJsonArray>

using namespace isthmus;

/// `export` writes the part that is asked for and says what it is.
class tst_CliExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 1"); }
    void wholeModelIsDescribed();
    void partsAreWritten();
    void filesTellTheRunThatInfoNames();
    void namesAreThoseOfTheGuide();
    void personReadsTheSame();
    void wrongUsage();
    void brokenRunLeavesNothing();

private:
    Cli m_cli;
};

void tst_CliExport::wholeModelIsDescribed()
{
    const Outcome outcome = m_cli.run("export vae.run --onnx whole.onnx --json");
    QVERIFY2(outcome.code == 0 && outcome.isOneObject(), outcome.text());
    const QJsonObject json = outcome.json();
    QCOMPARE(json["onnx"].toString(), QString("whole.onnx"));
    QCOMPARE(json["part"].toString(), QString("whole"));
    QCOMPARE(json["opset"].toInt(), 13);
    QCOMPARE(json["inputs"].toArray().size(), 1);
    QCOMPARE(json["inputs"].toArray()[0].toObject()["shape"].toArray().at(0).toString(), QString("N"));
    QCOMPARE(json["outputs"].toArray().size(), 3);
    QCOMPARE(json["outputs"].toArray()[0].toObject()["name"].toString(), QString("mu"));
    QCOMPARE(json["outputs"].toArray()[0].toObject()["shape"].toArray().at(1).toInt(), 3);
    QVERIFY(json["scaling"].toString().startsWith("image = stored value * "));
    QCOMPARE(json["run"].toString().size(), 16);
    QVERIFY(m_cli.read("whole.onnx").contains(json["run"].toString().toUtf8()));
}

void tst_CliExport::partsAreWritten()
{
    const QJsonObject encoder = m_cli.run("export vae.run --onnx e.onnx --encoder --json").json();
    const QJsonObject decoder = m_cli.run("export vae.run --onnx d.onnx --decoder --json").json();
    QCOMPARE(encoder["outputs"].toArray().size(), 2);
    QCOMPARE(decoder["inputs"].toArray()[0].toObject()["name"].toString(), QString("code"));
    QVERIFY(m_cli.read("e.onnx").contains("encoder.1.weight"));
    QVERIFY(!m_cli.read("e.onnx").contains("decoder.0.weight"));
    QVERIFY(m_cli.read("d.onnx").contains("decoder.0.weight"));
    QVERIFY(!m_cli.read("d.onnx").contains("encoder.1.weight"));
}

void tst_CliExport::filesTellTheRunThatInfoNames()
{
    const QString run = m_cli.run("info vae.run --json").json()["run"].toString();
    QCOMPARE(run.size(), 16);
    QVERIFY(m_cli.run("info vae.run").out.contains(run.toLatin1()));
    QCOMPARE(m_cli.run("export vae.run --onnx whole.onnx --json").json()["run"].toString(), run);
    QCOMPARE(m_cli.run("sample vae.run --count 4 --out grid.png").code, 0);
    QCOMPARE(QImage(m_cli.path("grid.png")).text("isthmus.run"), run);
    QCOMPARE(QImage(m_cli.path("grid.png")).text("isthmus.model"), QString("dense-vae"));
    QCOMPARE(m_cli.run("encode vae.run --data sprites --limit 2 --out codes.npy").code, 0);
    QCOMPARE(m_cli.run("decode vae.run --codes codes.npy --out pictures/").code, 0);
    QCOMPARE(QImage(m_cli.path("pictures/00001.png")).text("isthmus.run"), run);
}

/// The guide lists the names of inputs and outputs, which programs of others rely on, and uses them in Python.
void tst_CliExport::namesAreThoseOfTheGuide()
{
    QFile file(ISTHMUS_SOURCE_DIR "/resources/help/exports.html");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString guide = QString::fromUtf8(file.readAll());
    const auto namesIn = [&](const QString& call, const char* key) {
        QStringList names;
        for (const QJsonValue& value : m_cli.run(call).json()[key].toArray())
            names << "<code>" + value.toObject()["name"].toString() + "</code>";
        return names;
    };
    const QString whole = "export vae.run --onnx guide.onnx --json";
    const QString row = "<tr><td>%1</td><td>%2</td><td>%3</td></tr>";
    QVERIFY(guide.contains(
        row.arg("whole VAE", namesIn(whole, "inputs").join(", "), namesIn(whole, "outputs").join(", "))));
    QVERIFY(guide.contains(row.arg("decoder", namesIn(whole + " --decoder", "inputs").join(", "),
        namesIn(whole + " --decoder", "outputs").join(", "))));
    QCOMPARE(namesIn(whole + " --encoder", "outputs").join(" and "), "<code>mu</code> and <code>log_var</code>");
    QVERIFY(guide.contains("{\"image\": images}") && guide.contains("results[\"reconstruction\"]"));
}

void tst_CliExport::personReadsTheSame()
{
    const Outcome outcome = m_cli.run("export vae.run --onnx whole.onnx");
    QVERIFY2(outcome.out.contains("log_var: N x 3"), outcome.text());
}

void tst_CliExport::wrongUsage()
{
    QCOMPARE(m_cli.run("export vae.run").code, 2);
    QCOMPARE(m_cli.run("export vae.run --onnx whole.pb").code, 2);
    QCOMPARE(m_cli.run("export vae.run --onnx both.onnx --encoder --decoder").code, 2);
    QVERIFY(m_cli.run("export vae.run --onnx both.onnx --encoder --decoder").isOneComplaint());
}

void tst_CliExport::brokenRunLeavesNothing()
{
    m_cli.write("broken.run", "nothing");
    const Outcome outcome = m_cli.run("export broken.run --onnx no.onnx");
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY(!QFile::exists(m_cli.path("no.onnx")));
    QCOMPARE(m_cli.run("export vae.run --onnx nowhere/no.onnx").code, 1);
}

ISTHMUS_GUILESS_TEST(tst_CliExport)
#include "tst_CliExport.moc"
