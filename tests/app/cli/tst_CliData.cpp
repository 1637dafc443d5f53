// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QImage>
#include <QJsonArray>

using namespace isthmus;

namespace {

QString fixture(const QString& name)
{
    return ISTHMUS_SOURCE_DIR "/tests/fixtures/data/" + name;
}

} // namespace

/// Data sets of every format on the command line.
class TestCliData : public QObject
{
    Q_OBJECT
private slots:
    /// The libraries that decode have words of their own.
    void aDamagedPictureIsOneComplaint()
    {
        const Cli cli;
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        for (const char* name : {"a.png", "a.jpg", "a.bmp"}) {
            QVERIFY(image.save(cli.path(name)));
            QFile file(cli.path(name));
            QVERIFY(file.resize(file.size() - 20));
            const Outcome found = cli.run({"inspect", "--data", cli.path(name)});
            QCOMPARE(found.code, 1);
            QVERIFY2(found.isOneComplaint(), found.text());
        }
    }

    void inspectDescribesEveryFormat_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QList<int>>("numbers"); // train, test, height, width, channels
        QTest::addColumn<int>("classes");
        QTest::newRow("NPY") << "images.npy"
                             << "NPY" << QList<int>{5, 0, 3, 4, 1} << 3;
        QTest::newRow("NPZ") << "split.npz"
                             << "NPZ" << QList<int>{3, 2, 3, 4, 1} << 3;
        QTest::newRow("CSV") << "table.csv"
                             << "CSV" << QList<int>{5, 0, 1, 12, 1} << 3;
        QTest::newRow("CIFAR") << "cifar"
                               << "CIFAR-10" << QList<int>{2, 1, 32, 32, 3} << 10;
        QTest::newRow("folder") << "pictures"
                                << "pictures" << QList<int>{3, 0, 3, 4, 1} << 2;
        QTest::newRow("picture") << "colours/1.png"
                                 << "picture" << QList<int>{1, 0, 3, 3, 3} << 0;
    }

    void inspectDescribesEveryFormat()
    {
        QFETCH(QString, data);
        QFETCH(QString, format);
        QFETCH(QList<int>, numbers);
        QFETCH(int, classes);
        const Outcome found = Cli().run({"inspect", "--json", "--data", fixture(data)});
        QVERIFY2(found.isOneObject(), found.text());
        const QJsonObject json = found.json();
        QCOMPARE(json["format"].toString(), format);
        QList<int> shown;
        for (const char* key : {"train", "test", "height", "width", "channels"})
            shown << json[key].toInt();
        QCOMPARE(shown, numbers);
        QCOMPARE(json["type"].toString(), QString("uint8"));
        QCOMPARE(json["minimum"].toDouble(-1), format == "picture" ? json["minimum"].toDouble() : 0.0);
        QVERIFY(json["maximum"].toDouble() > 50);
        QCOMPARE(json["classes"].toArray().size(), classes);
        QCOMPARE(json["classes"].isNull(), classes == 0);
    }

    void choicesInReadingAreTaken()
    {
        const Cli cli;
        const QJsonObject json =
            cli.run({"inspect", "--json", "--data", fixture("table.csv"), "--size", "4x3", "--label-column", "0"})
                .json();
        QCOMPARE(json["height"].toInt(), 3);
        QCOMPARE(json["width"].toInt(), 4);
        const Outcome wrong = cli.run({"inspect", "--data", fixture("table.csv"), "--size", "4"});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.isOneComplaint() && wrong.err.contains("--size: expected width x height"), wrong.text());
        const Outcome useless = cli.run({"inspect", "--data", fixture("table.csv"), "--fit", "pad"});
        QCOMPARE(useless.code, 1);
        QVERIFY2(useless.isOneComplaint() && useless.err.contains("nothing that fit could choose"), useless.text());
    }

    void formatsAreListed()
    {
        const Cli cli;
        const QJsonArray formats = cli.run("datasets --json").json()["formats"].toArray();
        QStringList names;
        for (const QJsonValue& each : formats)
            names << each["name"].toString();
        QStringList readers;
        for (const DatasetReader& reader : datasetReaders())
            readers << reader.name;
        QCOMPARE(names, readers);
        const QByteArray help = cli.run("inspect --help").out;
        QVERIFY(help.contains("NPZ, CIFAR-10") && help.contains("--label-column"));
    }

    /// A model of colour pictures: trained, resumed bit for bit, sampled and reconstructed.
    void colourIsTrainedAndWritten()
    {
        const Cli cli;
        const QString patches = "--data " + fixture("colours/1.png") + " --patch 2 --stride 1";
        const Outcome trained = cli.run(
            "train " + patches + " --model dense-vae --hidden 8 --latent 2 --epochs 2 --batch 2 --out a.run --json");
        QVERIFY2(trained.isOneObject(), trained.text());
        QCOMPARE(cli.run("sample a.run --count 4 --out grid.png").code, 0);
        const QImage grid(cli.path("grid.png"));
        QVERIFY(!grid.isNull() && !grid.allGray());
        QCOMPARE(cli.run("reconstruct a.run --split all --out r.npy").code, 0);
        QVERIFY(cli.read("r.npy").contains("(6, 2, 2, 3)"));

        QCOMPARE(cli.run("train --resume a.run --epochs 4 --out b.run").code, 0);
        QCOMPARE(
            cli.run("train " + patches + " --model dense-vae --hidden 8 --latent 2 --epochs 4 --batch 2 --out c.run")
                .code,
            0);
        QCOMPARE(cli.run("encode b.run --split all --out b.npy").code, 0);
        QCOMPARE(cli.run("encode c.run --split all --out c.npy").code, 0);
        QVERIFY(!cli.read("b.npy").isEmpty());
        QCOMPARE(cli.read("b.npy"), cli.read("c.npy"));

        const Outcome other = cli.run("train --resume a.run --epochs 5 --stride 2");
        QCOMPARE(other.code, 2);
        QVERIFY2(other.err.contains("read the data in another way"), other.text());
        QCOMPARE(cli.run("train --resume a.run --epochs 5 --stride 1").code, 0);
    }

    /// The model of a run says which size other data is brought to.
    void otherDataIsReadInTheSizeOfTheRun()
    {
        const Cli cli;
        const QString model = " --model dense-vae --hidden 8 --latent 2 --epochs 1 --out a.run";
        QCOMPARE(cli.run("train --data " + fixture("images.npy") + model).code, 0);
        for (const char* data : {"rows.npy", "table.csv", "pictures"}) {
            const Outcome found = cli.run("evaluate a.run --split all --data " + fixture(data));
            QVERIFY2(found.code == 0, found.text());
        }
        const Outcome wrong = cli.run("evaluate a.run --split all --data " + fixture("cifar"));
        QVERIFY2(wrong.isOneComplaint() && wrong.err.contains("the model takes 3 x 4 x 1, these are 32 x 32 x 3"),
            wrong.text());
    }

    void whatStaysInItsFileGivesTheSameBits()
    {
        const Cli cli;
        const QString train =
            "train --model dense-vae --hidden 8 --latent 2 --epochs 3 --data " + fixture("colour-first.npy");
        QCOMPARE(cli.run(train + " --out a.run").code, 0);
        QCOMPARE(cli.run(train + " --out b.run --keep-in-memory 0").code, 0);
        QCOMPARE(cli.run("encode a.run --split all --out a.npy").code, 0);
        QCOMPARE(cli.run("encode b.run --split all --out b.npy").code, 0);
        QVERIFY(!cli.read("a.npy").isEmpty());
        QCOMPARE(cli.read("a.npy"), cli.read("b.npy"));
    }
};

ISTHMUS_APPLESS_TEST(TestCliData)
#include "tst_CliData.moc"
