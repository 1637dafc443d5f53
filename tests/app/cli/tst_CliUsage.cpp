// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <sys/stat.h>

using namespace isthmus;

class tst_CliUsage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void helpNamesTheOptions_data();
    void helpNamesTheOptions();
    void helpNamesThePresets();
    void helpFitsTheTerminal_data();
    void helpFitsTheTerminal();
    void overviewNamesTheCommands();
    void wrongUsageEndsWithTwo_data();
    void wrongUsageEndsWithTwo();
    void badInputEndsWithOne_data();
    void badInputEndsWithOne();

private:
    Cli m_cli;
};

void tst_CliUsage::initTestCase()
{
    trainQuickly(m_cli, "vae.run", kSmallVae + " --epochs 2 --batch 64");
    trainQuickly(m_cli, "plain.run", "--model linear-ae --epochs 1");
    m_cli.writeImages("small.idx", 20, 5, 4);
    QCOMPARE(::mkfifo(m_cli.pathText("pipe.run").c_str(), 0600), 0);
    m_cli.write("broken.run", m_cli.read("vae.run").left(2000));
    m_cli.write("text.run", "this is no run file");
    const Outcome encoded = m_cli.run("encode plain.run --data sprites --limit 5 --out codes16.npy");
    QVERIFY2(encoded.code == 0, encoded.text());
}

void tst_CliUsage::helpNamesTheOptions_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("option");
    const auto row = [](const char* command, const char* option) { QTest::newRow(command) << command << option; };
    row("datasets", "--json");
    row("presets", "--json");
    row("inspect", "--data D");
    row("train", "--resume RUN");
    row("evaluate", "--split train|test|all");
    row("encode", "--out codes.npy");
    row("decode", "--codes codes.npy");
    row("reconstruct", "--corrupted-out");
    row("sample", "--count N");
    row("info", "--json");
    row("bench", "--seconds X");
    row("demo", "--out picture.png");
}

void tst_CliUsage::helpNamesTheOptions()
{
    QFETCH(QString, command);
    QFETCH(QString, option);
    const Outcome outcome = m_cli.run(command + " --help");
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.startsWith("Usage: isthmus-cli " + command.toUtf8()), outcome.text());
    QVERIFY2(outcome.out.contains(option.toUtf8()), outcome.text());
}

void tst_CliUsage::helpNamesThePresets()
{
    for (const char* command : {"train --help", "bench --help"}) {
        const Outcome outcome = m_cli.run(command);
        for (const std::string& name : presetNames())
            QVERIFY2(outcome.out.contains(QByteArray::fromStdString(name)), outcome.text());
    }
}

void tst_CliUsage::helpFitsTheTerminal_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("columns");
    for (const char* words : {"--help", "train --help", "inspect --help", "bench --help"})
        for (const char* columns : {"", "60", "120"})
            QTest::addRow("%s in %s columns", words, columns) << words << QByteArray(columns);
}

/// The help has 80 columns where nothing else is said. A word that is longer, such as a list of choices, stays whole,
/// with the option that it is of before it.
void tst_CliUsage::helpFitsTheTerminal()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, columns);
    qputenv("COLUMNS", columns);
    const Outcome outcome = m_cli.run(words);
    qunsetenv("COLUMNS");
    QCOMPARE(outcome.code, 0);
    const int width = columns.isEmpty() ? 80 : columns.toInt();
    qsizetype longest = 0;
    for (const QByteArray& line : outcome.out.split('\n')) {
        const qsizetype blanks = line.trimmed().count(' ');
        const bool isWhole = blanks == 0 || (blanks == 1 && line.startsWith("  --"));
        QVERIFY2(line.size() <= width || isWhole, line.constData());
        longest = std::max(longest, line.size());
    }
    QVERIFY2(longest > width / 2, outcome.out.constData());
}

void tst_CliUsage::overviewNamesTheCommands()
{
    const Outcome outcome = m_cli.run("--help");
    QCOMPARE(outcome.code, 0);
    const QDir sources(ISTHMUS_SOURCE_DIR "/app/cli/commands");
    for (const QFileInfo& file : sources.entryInfoList({"*.cpp"})) {
        const QByteArray command = file.baseName().toUtf8();
        QVERIFY2(outcome.out.contains("\n  " + command), command.constData());
        const Outcome help = m_cli.run(command + " --help");
        QVERIFY2(help.code == 0 && help.out.startsWith("Usage: isthmus-cli " + command), help.text());
    }
    QCOMPARE(m_cli.run(QStringList()).code, 2);
}

void tst_CliUsage::wrongUsageEndsWithTwo_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* words, const char* said) { QTest::newRow(words) << words << said; };
    row("fly", "fly");
    row("demo a.npy --data sprites", "FILE and --data");
    row("demo a.npy b.npy", "b.npy");
    row("train --data sprites --model linear-ae --out a.run --kl-warmup 3", "--kl-warmup");
    row("train --data sprites --model linear-ae --out a.run --free-bits 0.1", "--free-bits");
    row("train --data sprites --model linear-ae --out a.run --beta 4", "--beta");
    row("train --data sprites --model vae-2d --out a.run --free-bits -1", "--free-bits");
    row("train --data sprites --model vae-2d --out a.run --sparsity much", "--sparsity");
    row("train --resume vae.run --kl-warmup 2", "--kl-warmup");
    row("evaluate vae.run --importance-samples 0", "--importance-samples");
    row("train --model vae-2d --out a.run", "--data");
    row("train --data sprites --out a.run", "--model is needed: dense-ae, ");
    row("train --data sprites --model vae-2d", "--out");
    row("train --data sprites --model vae-2d --out", "--out");
    row("train --data sprites --model vae-2d --out a.run --epochs ten", "ten");
    row("train --data sprites --model vae-2d --out a.run --batch 0", "--batch");
    row("train --data sprites --model vae-2d --out a.run --batch 8 --batch 9", "twice");
    row("train --data sprites --model vae-2d --out a.run --beta -1", "--beta");
    row("train --data sprites --model vae-2d --out a.run --optimizer newton", "newton");
    row("train --data sprites --model vae-2d --out a.run --loss hinge", "hinge");
    row("train --data sprites --model vae-2d --out a.run --activation step", "step");
    row("train --data sprites --model vae-2d --out a.run --hidden 12,x", "'x'");
    row("train --data sprites --model vae-2d --out a.run --corruption rain:1", "rain");
    row("train --data sprites --model vae-2d --out a.run --validation 1", "--validation");
    row("train --data sprites --model vae-2d --out a.run --json=yes", "--json");
    row("train --data sprites --model vae-2d --out a.run --learning-rate 0", "--learning-rate");
    row("train --data sprites --model vae-2d --out a.run --early-stopping 3", "--early-stopping needs --validation");
    row("train --data sprites --model vae-2d --out a.run --keep-best", "--keep-best needs --validation");
    row("train --data sprites --model vae-2d --out a.run --schedule plateau", "plateau needs --validation");
    row("train --data sprites --model vae-2d --out a.run --schedule linear", "constant|step|cosine|plateau");
    row("train --data sprites --model vae-2d --out a.run --schedule-every 3", "--schedule step");
    row("train --data sprites --model vae-2d --out a.run --schedule step --schedule-every 1.5", "whole number");
    row("train --data sprites --model vae-2d --out a.run --schedule cosine --epochs 3 --warmup 3", "--warmup");
    row("train --data sprites --model vae-2d --out a.run --momentum 0.9", "--optimizer sgd or rmsprop");
    row("train --data sprites --model vae-2d --out a.run --optimizer sgd --momentum 1", "below 1");
    row("train --data sprites --model vae-2d --out a.run --weight-decay 0.1", "--optimizer adamw");
    row("train --data sprites --model vae-2d --out a.run --clip-norm -1", "--clip-norm");
    row("train --data sprites --model vae-2d --out a.run --extend-schedule", "--resume");
    row("train --resume vae.run --epochs 9 --extend-schedule", "constant");
    row("train --resume vae.run --schedule cosine", "--schedule");
    row("train --resume vae.run --clip-norm 1", "--clip-norm");
    row("train --resume vae.run --early-stopping 3", "--early-stopping");
    row("train --data small.idx --model vae-2d --out ./small.idx", "--data");
    row("train --data sprites --model model.json --out ./model.json", "the file of --model");
    row("reconstruct vae.run --out a.npy --corrupted-out ./a.npy", "--corrupted-out");
    row("train --resume vae.run --batch 32", "--batch");
    row("train --resume vae.run --seed 2", "--seed");
    row("train --resume vae.run --corruption gaussian:0.1", "--corruption");
    row("train --resume vae.run --model dense-ae", "dense-vae");
    row("train --resume vae.run --latent 4", "dense-vae");
    row("train --resume vae.run --limit 100", "--limit");
    row("train --resume vae.run --classes square", "--classes");
    row("train --resume vae.run --epochs 1", "--epochs");
    row("evaluate", "RUN");
    row("evaluate vae.run plain.run", "plain.run");
    row("evaluate vae.run --split half", "half");
    row("encode vae.run", "--out");
    row("encode vae.run --out codes.txt", "codes.txt");
    row("decode vae.run --codes codes16.npy --out picture.jpg", "picture.jpg");
    row("sample vae.run --out grid.gif", "grid.gif");
    row("sample vae.run --count 0 --out grid.png", "--count");
    row("bench", "--model");
    row("bench --model linear-ae --batch 32,64", "--batch");
    row("bench --matrix --threads 1,many", "'many'");
    row("bench --matrix --batch ,", "--batch");
}

void tst_CliUsage::wrongUsageEndsWithTwo()
{
    QFETCH(QString, words);
    QFETCH(QString, said);
    const Outcome outcome = m_cli.run(words);
    QVERIFY2(outcome.code == 2 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.text());
}

void tst_CliUsage::badInputEndsWithOne_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* words, const char* said) { QTest::newRow(words) << words << said; };
    row("inspect --data nowhere.idx", "nowhere.idx");
    row("inspect --data text.run", "text.run");
    row("inspect --data pipe.run", "pipe.run: expected a file or a folder");
    row("train --data sprites --model vae-2d --epochs 1 --out pipe.run", "pipe.run: expected the name of a file");
    row("train --data sprites --model vae-9d --out a.run", "vae-9d");
    row("train --data sprites --model vae-2d --out a.run --classes circle", "circle");
    row("train --data small.idx --model vae-2d --out a.run --classes 0", "0");
    row("train --data sprites --model vae-2d --out no/folder/a.run", "no/folder");
    row("train --data sprites --model vae-2d --out a.run --code-activation tanh", "activation");
    row("train --resume nowhere.run", "nowhere.run");
    row("evaluate nowhere.run", "nowhere.run");
    row("evaluate broken.run", "broken.run");
    row("evaluate text.run", "text.run");
    row("evaluate vae.run --data small.idx", "the model takes 28 x 28 x 1, these are 5 x 4 x 1");
    row("info broken.run", "broken.run");
    row("decode vae.run --codes codes16.npy --out images.npy", "codes16.npy");
    row("decode vae.run --codes vae.run --out images.npy", "vae.run");
    row("sample plain.run --out grid.png", "--data");
    row("evaluate plain.run --importance-samples 5", "variational");
    row("encode vae.run --out no/folder/codes.npy", "no/folder");
    row("bench --model vae-9d", "vae-9d");
}

void tst_CliUsage::badInputEndsWithOne()
{
    QFETCH(QString, words);
    QFETCH(QString, said);
    const Outcome outcome = m_cli.run(words);
    QVERIFY2(outcome.code == 1 && outcome.isOneComplaint(), outcome.text());
    QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.text());
    QVERIFY(!QFile::exists(m_cli.path("a.run")));
}

ISTHMUS_GUILESS_TEST(tst_CliUsage)
#include "tst_CliUsage.moc"
