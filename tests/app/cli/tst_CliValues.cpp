// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QJsonArray>

using namespace isthmus;

namespace {

/// 80 rows with gaps, texts of three values and a part each.
QByteArray oddTable()
{
    QByteArray text = "length,colour,weight,split\n";
    for (int row = 0; row < 80; ++row) {
        text += row % 9 == 4 ? QByteArray() : QByteArray::number(row * 0.25);
        text += row % 3 == 0 ? ",red" : row % 3 == 1 ? ",green" : ",blue";
        text += row % 7 == 2 ? ",NA" : ',' + QByteArray::number(20 + row % 13);
        text += row % 8 == 6 ? ",val\n" : row % 8 == 7 ? ",test\n" : ",train\n";
    }
    return text;
}

const QString kOdd = "--data odd.csv --missing mean --one-hot colour";

} // namespace

/// Missing values, texts as columns and a validation part of the data's own, on the command line.
class TestCliValues : public QObject
{
    Q_OBJECT
private slots:
    void theyAreSaidAndTrained()
    {
        const Cli cli;
        cli.write("odd.csv", oddTable());
        const QJsonObject facts = cli.run("inspect --json " + kOdd).json();
        QCOMPARE(facts["validation"].toInt(), 10);
        QCOMPARE(facts["test"].toInt(), 10);
        QCOMPARE(
            facts["columns"].toArray(), (QJsonArray{"length", "colour=blue", "colour=green", "colour=red", "weight"}));
        QVERIFY(cli.run("inspect " + kOdd).out.contains("validation rows"));

        const Outcome trained = cli.run("train " + kOdd
            + " --model linear-ae --latent 2 --epochs 6 --batch 16 --early-stopping 4 --keep-best --out a.run --json");
        QVERIFY2(trained.isOneObject(), trained.text());
        QVERIFY(trained.err.contains("The data brings a validation part of 10 rows"));
        QVERIFY(trained.err.contains("numbers of"));
        QVERIFY(trained.json()["train"].toObject()["mse"].isDouble());
        QCOMPARE(cli.run("info a.run --json").json()["second_curve"].toString(), QString("validation"));
        QCOMPARE(cli.run("info a.run --json").json()["data"].toObject()["validation"].toInt(), 10);

        QCOMPARE(cli.run("reconstruct a.run --split all --out r.csv --corrupted-out seen.csv").code, 0);
        const QList<QByteArray> seen = cli.read("seen.csv").trimmed().split('\n');
        QCOMPARE(seen[0], QByteArray("sample,length,colour=blue,colour=green,colour=red,weight"));
        QVERIFY(cli.read("seen.csv").contains(",,"));
        QVERIFY(!cli.read("r.csv").contains(",,"));
        const Outcome judged = cli.run("evaluate a.run --json");
        QVERIFY2(judged.isOneObject(), judged.text());
        QVERIFY(judged.json()["mse"].toDouble() > 0);
    }

    void resumeEqualsOneRun()
    {
        const Cli cli;
        cli.write("odd.csv", oddTable());
        const QString model = " --model linear-ae --latent 2 --batch 16 ";
        QCOMPARE(cli.run("train " + kOdd + model + "--epochs 4 --threads 1 --out whole.run").code, 0);
        QCOMPARE(cli.run("train " + kOdd + model + "--epochs 2 --threads 2 --out part.run").code, 0);
        const Outcome resumed = cli.run("train --resume part.run --epochs 4 --threads 2");
        QVERIFY2(resumed.code == 0, resumed.text());
        QCOMPARE(cli.run("reconstruct part.run --out part.npy").code, 0);
        QCOMPARE(cli.run("reconstruct whole.run --out whole.npy").code, 0);
        QCOMPARE(cli.read("part.npy"), cli.read("whole.npy"));
    }

    void aShareTakesThePlaceOfTheOwnPart()
    {
        const Cli cli;
        cli.write("odd.csv", oddTable());
        const Outcome trained =
            cli.run("train " + kOdd + " --model linear-ae --latent 2 --epochs 1 --validation 0.25 --out a.run --json");
        QVERIFY2(trained.isOneObject(), trained.text());
        QVERIFY(trained.err.contains("which is not used, since a share of the training part is held out"));
    }

    void whatIsWrongIsSaid()
    {
        const Cli cli;
        cli.write("odd.csv", oddTable());
        const Outcome unknown = cli.run("inspect --data odd.csv --missing mean --one-hot shape");
        QCOMPARE(unknown.code, 1);
        QVERIFY2(unknown.err.contains("found 'shape'"), unknown.text());
        const Outcome choice = cli.run("inspect --data odd.csv --missing median");
        QCOMPARE(choice.code, 2);
        QVERIFY2(choice.err.contains("expected refuse, leave-out or mean"), choice.text());
        const Outcome plain = cli.run("inspect --data odd.csv --missing mean --label-column none");
        QVERIFY2(plain.err.contains("the choice 'one-hot' makes a column of 0 and 1"), plain.text());
        const Outcome without = cli.run("train " + kOdd
            + " --validation-part leave-out --model linear-ae --epochs 1 --early-stopping 3 --out a.run");
        QCOMPARE(without.code, 2);
        QVERIFY2(without.err.contains("--early-stopping needs --validation"), without.text());
    }
};

ISTHMUS_GUILESS_TEST(TestCliValues)
#include "tst_CliValues.moc"
