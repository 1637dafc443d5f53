// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QDir>

using namespace isthmus;

/// No command writes over what a run is made of, whether it is named or comes from the run.
class tst_CliKeeps : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void dataOfTheRunStay_data();
    void dataOfTheRunStay();
    void runBesideItsImagesIsWritten();

private:
    Cli m_cli;
};

void tst_CliKeeps::initTestCase()
{
    QVERIFY(QDir(m_cli.path({})).mkdir("set"));
    m_cli.writeImages("set/images.npy", 40, 4, 4); // IDX by its content, whatever the name
    m_cli.writeImages("set/train-images-idx3-ubyte", 40, 4, 4);
    m_cli.write("set/train-labels-idx1-ubyte", QByteArray::fromHex("0000080100000028") + QByteArray(40, '\1'));
    for (const char* name : {"images.npy", "train-images-idx3-ubyte"}) {
        const Outcome trained = m_cli.run(
            QString("train --data set/%1 --model dense-ae --latent 2 --hidden 8 --epochs 1 --out %1.run").arg(name));
        QVERIFY2(trained.code == 0, trained.text());
    }
    const Outcome codes = m_cli.run(QString("encode images.npy.run --out codes.npy"));
    QVERIFY2(codes.code == 0, codes.text());
}

void tst_CliKeeps::dataOfTheRunStay_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("what");
    const QByteArray images = "is the file of the images";
    QTest::newRow("encode") << "encode images.npy.run --out set/images.npy"
                            << "set/images.npy" << images;
    QTest::newRow("reconstruct") << "reconstruct images.npy.run --out set/images.npy"
                                 << "set/images.npy" << images;
    QTest::newRow("corrupted") << "reconstruct images.npy.run --corruption gaussian:0.1 --out x.npy --corrupted-out "
                                  "set/images.npy"
                               << "set/images.npy" << images;
    QTest::newRow("decode") << "decode images.npy.run --codes codes.npy --out set/images.npy"
                            << "set/images.npy" << images;
    QTest::newRow("sample") << "sample images.npy.run --count 4 --out set/images.npy"
                            << "set/images.npy" << images;
    QTest::newRow("resume") << "train --resume images.npy.run --epochs 2 --out set/images.npy"
                            << "set/images.npy" << images;
    QTest::newRow("labels")
        << "train --data set/train-images-idx3-ubyte --model dense-ae --out set/train-labels-idx1-ubyte"
        << "set/train-labels-idx1-ubyte" << QByteArray("is the file of their labels");
}

void tst_CliKeeps::dataOfTheRunStay()
{
    QFETCH(QString, words);
    QFETCH(QString, file);
    QFETCH(QByteArray, what);
    const QByteArray before = m_cli.read(file);
    const Outcome refused = m_cli.run(words);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.isOneComplaint() && refused.err.contains(what), refused.text());
    QCOMPARE(m_cli.read(file), before);
}

void tst_CliKeeps::runBesideItsImagesIsWritten()
{
    for (int again = 0; again < 2; ++again) {
        const Outcome trained = m_cli.run(
            QString("train --data set --model dense-ae --latent 2 --hidden 8 --epochs 1 --out set/r.safetensors"));
        QVERIFY2(trained.code == 0, trained.text());
    }
    const Outcome drawn = m_cli.run(QString("film set/r.safetensors --from 0,0 --to 1,1 --out set/"));
    QCOMPARE(drawn.code, 2);
    QVERIFY2(drawn.err.contains("in the folder of the images"), drawn.text());
}

ISTHMUS_GUILESS_TEST(tst_CliKeeps)
#include "tst_CliKeeps.moc"
