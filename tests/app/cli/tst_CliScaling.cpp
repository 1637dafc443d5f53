// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QImage>
#include <QJsonArray>

#include <cmath>

using namespace isthmus;

/// How numbers are scaled, on the command line.
class TestCliScaling : public QObject
{
    Q_OBJECT
private slots:
    void tablesComeBackInTheirUnits()
    {
        const Cli cli;
        const QString table = "--data " ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv";
        const Outcome trained = cli.run("train " + table
            + " --model linear-ae --latent 2 --epochs 100 --batch 24 --learning-rate 0.01 --out a.run --json");
        QVERIFY2(trained.isOneObject(), trained.text());
        QVERIFY(trained.json()["notices"].toArray()[0].toString().startsWith("The ranges of the columns differ"));
        const QString words = "each column less its mean, in standard deviations";
        QCOMPARE(cli.run("info a.run --json").json()["scaling"].toString(), words);
        QVERIFY(cli.run("info a.run").out.contains(words.toUtf8()));
        QCOMPARE(cli.run("inspect " + table + " --json").json()["scaling"].toString(), words);

        QCOMPARE(cli.run("reconstruct a.run --split all --out r.csv").code, 0);
        const QList<QByteArray> lines = cli.read("r.csv").trimmed().split('\n');
        QCOMPARE(lines.size(), 241);
        QCOMPARE(lines.front(), QByteArray("sample,amount,rate,degrees,seconds,level,pulse,site"));
        double sum = 0;
        for (const QByteArray& line : lines.mid(1))
            sum += line.split(',')[1].toDouble();
        QVERIFY2(std::abs(sum / 240 - 2e4) < 2000, qPrintable(QString::number(sum / 240))); // the mean of the amounts
        QVERIFY(std::abs(lines.back().split(',').back().toDouble() - 5) < 0.5); // the constant column
    }

    /// What is doubtful about the scaling of the data alone says nothing of a run that has its own.
    void anImportTellsWhatItLists()
    {
        const Cli cli;
        const QString table = " --data " ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv";
        QCOMPARE(
            cli.run("train --model linear-ae --latent 2 --epochs 1 --scaling columns --out a.run" + table).code, 0);
        QCOMPARE(cli.run("export a.run --onnx a.onnx").code, 0);
        const Outcome imported = cli.run("import a.onnx --out b.run --json" + table);
        QVERIFY2(imported.isOneObject(), imported.text());
        const QJsonArray notices = imported.json()["notices"].toArray();
        QCOMPARE(imported.err.count('\n'), notices.size());
        for (const auto& notice : notices)
            QVERIFY2(imported.err.contains(notice.toString().toUtf8()), imported.text());
        QVERIFY2(!imported.err.contains("The ranges of the columns differ"), imported.text());
    }

    /// Of eight columns eight bars, and not a line one pixel high.
    void rowsAreDrawnAsCurvesOrBars()
    {
        const Cli cli;
        const Outcome trained = cli.run("train --data " ISTHMUS_SOURCE_DIR
                                        "/tests/fixtures/tables/scales.csv --model table-vae --epochs 2 --out a.run");
        QVERIFY2(trained.code == 0, trained.text());
        const Outcome drawn = cli.run("sample a.run --count 4 --out grid.png");
        QVERIFY2(drawn.code == 0 && drawn.out.contains("4 rows of 7 numbers"), drawn.text());
        const Outcome one = cli.run("sample a.run --count 1 --out one.png");
        QVERIFY2(one.code == 0 && one.out.contains("1 row of 7 numbers"), one.text());
        const QImage grid(cli.path("grid.png"));
        QCOMPARE(grid.size(), QSize(2 * 192, 2 * 96));
        int bright = 0;
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 192; ++x)
                bright += qGray(grid.pixel(x, y)) > 150;
        QVERIFY2(bright > 192, qPrintable(QString::number(bright)));
        QCOMPARE(cli.run("encode a.run --split test --out codes.npy").code, 0);
        QCOMPARE(cli.run("decode a.run --codes codes.npy --out pictures/").code, 0);
        QCOMPARE(QImage(cli.path("pictures/00000.png")).size(), QSize(192, 96));
        const QString zeros = QStringList(cli.run("info a.run --json").json()["latent"].toInt(2), "0").join(',');
        const Outcome film = cli.run("film a.run --dimension 1 --frames 3 --from " + zeros + " --out film/ --json");
        QVERIFY2(film.isOneObject(), film.text());
        QCOMPARE(film.json()["width"].toInt(), 192);
        QCOMPARE(QImage(cli.path("film/frame-000003.png")).size(), QSize(192, 96));
    }

    /// What a table calls its rows stands in what is exported.
    void exportsCarryWhatRowsAreCalled()
    {
        const Cli cli;
        QByteArray table("id,length [cm],width [cm],kind\n");
        for (int row = 0; row < 40; ++row)
            table += "S" + QByteArray::number(500 + row) + ',' + QByteArray::number(row % 7 + 0.5) + ','
                + QByteArray::number(row % 5 + 0.25) + (row % 2 == 0 ? ",cat\n" : ",dog\n");
        cli.write("t.csv", table);
        const Outcome trained =
            cli.run("train --data t.csv --label-column kind --model linear-ae --latent 1 --epochs 1 --out a.run");
        QVERIFY2(trained.code == 0, trained.text());
        for (const QString& command : {QString("encode"), QString("reconstruct")}) {
            QCOMPARE(cli.run(command + " a.run --split all --out rows.csv").code, 0);
            const QList<QByteArray> lines = cli.read("rows.csv").split('\n');
            QVERIFY2(lines[0].startsWith("sample,id,class,"), lines[0].constData());
            QVERIFY2(lines[1].startsWith("0,S500,cat,") && lines[40].startsWith("39,S539,dog,"), lines[1].constData());
        }
        QVERIFY(cli.run("encode --help").out.simplified().contains("counted from 0"));
    }

    /// One range for all columns is undone as well, and decoded codes are told like reconstructions.
    void tablesOfOneScalingComeBackInTheirUnits()
    {
        const Cli cli;
        QByteArray table = "length [cm],width [cm]\n";
        for (int row = 0; row < 60; ++row)
            table += QByteArray::number(100 + row) + ',' + QByteArray::number(160 - row) + '\n';
        cli.write("t.csv", table);
        const Outcome trained = cli.run("train --data t.csv --model linear-ae --latent 1 --epochs 200 --batch 20 "
                                        "--learning-rate 0.02 --scaling range --out a.run --json");
        QVERIFY2(trained.isOneObject(), trained.text());
        QCOMPARE(cli.run("inspect --data t.csv --json").json()["columns"].toArray(),
            (QJsonArray{"length [cm]", "width [cm]"}));
        QCOMPARE(cli.run("reconstruct a.run --split all --out r.csv").code, 0);
        QCOMPARE(cli.run("encode a.run --split all --out codes.npy").code, 0);
        QCOMPARE(cli.run("decode a.run --codes codes.npy --out d.csv").code, 0);
        for (const char* file : {"r.csv", "d.csv"}) {
            const QList<QByteArray> lines = cli.read(file).trimmed().split('\n');
            QCOMPARE(lines.front(), QByteArray("sample,length [cm],width [cm]"));
            const QList<QByteArray> last = lines.back().split(',');
            QVERIFY2(std::abs(last[1].toDouble() - 159) < 3 && std::abs(last[2].toDouble() - 101) < 3, lines.back());
        }
    }

    void lossesForUnitValuesNameTheWay()
    {
        const Cli cli;
        const QString table = "train --data " ISTHMUS_SOURCE_DIR
                              "/tests/fixtures/tables/scales.csv --model dense-vae --epochs 1 --out a.run";
        const Outcome refused = cli.run(table);
        QVERIFY2(refused.code == 1 && refused.err.contains("choose the scaling 'columns'"), refused.text());
        QCOMPARE(cli.run(table + " --scaling columns").code, 0);
        QCOMPARE(cli.run("evaluate a.run").code, 0);
    }

    void symmetricPicturesAreDrawnAndResumed()
    {
        const Cli cli;
        cli.write("tanh.json",
            R"({"encoder": [{"type": "flatten"}, {"type": "dense", "units": 2}], "bottleneck": "plain",
                "decoder": [{"type": "dense", "units": "data"}, {"type": "tanh"}, {"type": "reshape"}], "loss": "mse"})");
        const QString train = "train --data sprites --limit 200 --model tanh.json --json --out ";
        const QJsonArray told = cli.run(train + "plain.run --epochs 1").json()["notices"].toArray();
        QVERIFY(!told.isEmpty() && told.last().toString().contains("'symmetric'"));
        const Outcome trained = cli.run(train + "a.run --epochs 1 --scaling symmetric");
        QVERIFY2(trained.isOneObject(), trained.text());
        QVERIFY(trained.json()["notices"].toArray().isEmpty());
        QVERIFY(cli.run("info a.run --json").json()["scaling"].toString().endsWith("brought to -1 to 1"));
        QCOMPARE(cli.run("train --resume a.run --epochs 2 --out b.run").code, 0);
        QCOMPARE(cli.run(train + "c.run --scaling symmetric --epochs 2").code, 0);
        QCOMPARE(cli.run("encode b.run --out b.npy").code, 0);
        QCOMPARE(cli.run("encode c.run --out c.npy").code, 0);
        QVERIFY(!cli.read("b.npy").isEmpty());
        QCOMPARE(cli.read("b.npy"), cli.read("c.npy"));
    }
};

ISTHMUS_APPLESS_TEST(TestCliScaling)
#include "tst_CliScaling.moc"
