// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>

using namespace isthmus;

/// What is guessed or does not suit, said in words that help.
class tst_CliNotices : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void squareRowsAreNoticed_data();
    void squareRowsAreNoticed();
    void whatIsToldIsListed_data();
    void whatIsToldIsListed();
    void chosenSizeIsNotDoubted();
    void squareRowsArePicturesWhereTheModelConvolves();
    void tableHasNoSsim();
    void otherShapeIsToldAsTheTwoShapes_data();
    void otherShapeIsToldAsTheTwoShapes();
    void tooSmallPicturesAreToldASizeThatFits();
    void damagedPicturesAreNamed();
    void collapsedCodeIsAWarning();

private:
    Cli m_cli;
};

namespace {

/// An array file of bytes, as NumPy writes it.
QByteArray npyOfBytes(const QList<int>& shape)
{
    QStringList extents;
    int size = 1;
    for (const int extent : shape) {
        extents << QString::number(extent);
        size *= extent;
    }
    QByteArray header =
        QString("{'descr': '|u1', 'fortran_order': False, 'shape': (%1), }").arg(extents.join(", ")).toUtf8();
    while ((header.size() + 11) % 64 != 0)
        header += ' ';
    header += '\n';
    QByteArray numbers(size, '\0');
    for (int i = 0; i < size; ++i)
        numbers[i] = static_cast<char>(i * 37 % 256);
    return QByteArray("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size() % 256)
        + static_cast<char>(header.size() / 256) + header + numbers;
}

const char* const kSquare =
    "The 64 numbers of a row are read as one line; if they are pictures of 8 x 8, say --size 8x8.";

} // namespace

void tst_CliNotices::initTestCase()
{
    m_cli.write("rows.npy", npyOfBytes({30, 64}));
    m_cli.write("odd.npy", npyOfBytes({30, 60}));
    m_cli.write("grey.npy", npyOfBytes({30, 20, 20}));
    m_cli.write("colour.npy", npyOfBytes({30, 12, 12, 3}));
    m_cli.write("tiny.npy", npyOfBytes({30, 3, 3, 3}));
    m_cli.write("own_images.npy", npyOfBytes({30, 12, 12, 3}));
    m_cli.write("own_labels.npy", npyOfBytes({7}));
    const Outcome colour =
        m_cli.run("train --data colour.npy --model dense-ae --hidden 8 --epochs 1 --out colour.run --json");
    QVERIFY2(colour.code == 0 && colour.json()["notices"].isArray(), colour.text());
    QCOMPARE(m_cli.run("train --data rows.npy --model dense-ae --hidden 8 --epochs 1 --out table.run").code, 0);
    QCOMPARE(m_cli.run("export table.run --onnx table.onnx").code, 0);
}

void tst_CliNotices::squareRowsAreNoticed_data()
{
    QTest::addColumn<QString>("call");
    QTest::newRow("inspect") << "inspect --data rows.npy --json";
    QTest::newRow("train") << "train --data rows.npy --model dense-ae --hidden 8 --epochs 1 --out rows.run --json";
    QTest::newRow("import") << "import table.onnx --data rows.npy --out imported.run --json";
    QTest::newRow("demo") << "demo --data rows.npy --epochs 1 --out demo.png --json";
    QTest::newRow("demo of a file") << "demo rows.npy --paused --epochs 1 --out demo.png --json";
    QTest::newRow("bench") << "bench --data rows.npy --model dense-ae --seconds 0.01 --json";
    QTest::newRow("bench of a matrix")
        << "bench --matrix --data rows.npy --model dense-ae --batch 8 --threads 1 --seconds 0.01 --json";
}

void tst_CliNotices::squareRowsAreNoticed()
{
    QFETCH(QString, call);
    const Outcome found = m_cli.run(call);
    QVERIFY2(found.code == 0 && found.isOneObject(), found.text());
    QVERIFY2(found.err.contains(kSquare), found.text());
    const QJsonArray notices = found.json()["notices"].toArray();
    QVERIFY2(notices.contains(QJsonValue(kSquare)), found.text());
}

void tst_CliNotices::squareRowsArePicturesWhereTheModelConvolves()
{
    const QString train = "train --data rows.npy --model conv-vae --epochs 1 --out conv.run --json";
    const Outcome found = m_cli.run(train);
    QVERIFY2(found.code == 0 && found.isOneObject(), found.text());
    const char* const notice = "The 64 numbers of a row were taken as a picture of 8x8, since the model convolves "
                               "pictures; --size 64x1 keeps them a row.";
    QVERIFY2(found.err.contains(notice), found.text());
    QVERIFY2(found.json()["notices"].toArray().contains(QJsonValue(notice)), found.text());
    QVERIFY2(!found.err.contains(kSquare), found.text());
    QCOMPARE(m_cli.run("train --resume conv.run --epochs 2 --out more.run --json").code, 0);
    const Outcome row = m_cli.run(train + " --size 64x1");
    QVERIFY2(row.code == 0 && !row.err.contains("8x8"), row.text());
}

void tst_CliNotices::whatIsToldIsListed_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("count");
    QTest::newRow("train") << "train --data own_images.npy --model dense-ae --epochs 1 --out own.run --json" << 2;
    QTest::newRow("resume") << "train --resume table.run --epochs 2 --out more.run --json" << 1;
    const QString run = " colour.run --data own_images.npy --json";
    QTest::newRow("evaluate") << "evaluate" + run << 1;
    QTest::newRow("encode") << "encode" + run + " --out codes.npy" << 1;
    QTest::newRow("reconstruct") << "reconstruct" + run + " --out recon.npy" << 1;
    QTest::newRow("sample") << "sample" + run + " --split all --out grid.png" << 1;
    QTest::newRow("import") << "import table.onnx --out other.run --json" << 0;
}

/// Labels that do not fit, and images that are fewer than a batch.
void tst_CliNotices::whatIsToldIsListed()
{
    QFETCH(QString, call);
    QFETCH(int, count);
    const Outcome found = m_cli.run(call);
    QVERIFY2(found.code == 0 && found.isOneObject() && found.json()["notices"].isArray(), found.text());
    QJsonArray told;
    for (const QByteArray& line : found.err.split('\n'))
        if (!line.isEmpty())
            told.append(QString::fromUtf8(line.mid(line.indexOf(": ") + 2)));
    QCOMPARE(told.size(), count);
    QCOMPARE(found.json()["notices"].toArray(), told);
}

/// A beta of 1,000 silences every dimension within 200 steps.
void tst_CliNotices::collapsedCodeIsAWarning()
{
    const QString call =
        "train --data sprites --limit 64 --batch 8 --epochs 25 --model vae-2d --hidden 8 --learning-rate "
        "0.01 --threads 1 --json --out %1.safetensors --beta %2";
    const Outcome silent = m_cli.run(call.arg("silent", "1000"));
    const QJsonArray warnings = silent.json()["warnings"].toArray();
    QVERIFY2(warnings.size() == 1 && warnings[0].toString().contains("collapsed"), silent.text());
    QCOMPARE(silent.err.count("smaller beta"), 1);
    const Outcome again = m_cli.run(QString("evaluate silent.safetensors --data sprites --limit 64 --json"));
    QCOMPARE(again.json()["warnings"].toArray(), warnings);
    const Outcome alive = m_cli.run(call.arg("alive", "0.01"));
    QVERIFY2(alive.json()["warnings"].isArray() && alive.json()["warnings"].toArray().isEmpty(), alive.text());
    QVERIFY2(alive.err.isEmpty(), alive.text());
}

void tst_CliNotices::chosenSizeIsNotDoubted()
{
    for (const char* call : {"inspect --data rows.npy --json --size 8x8", "inspect --data rows.npy --json --size 64x1",
             "inspect --data odd.npy --json"}) {
        const Outcome found = m_cli.run(call);
        QVERIFY2(found.code == 0 && found.err.isEmpty() && found.json()["notices"].toArray().isEmpty(), found.text());
    }
}

void tst_CliNotices::tableHasNoSsim()
{
    const Outcome trained =
        m_cli.run("train --data odd.npy --model dense-ae --hidden 8 --epochs 1 --out odd.run --json");
    QVERIFY2(trained.code == 0 && trained.json()["test"]["ssim"].isNull(), trained.text());
    QVERIFY(trained.json()["test"]["psnr_db"].isDouble());
    QVERIFY(!m_cli.run("evaluate odd.run").out.contains("SSIM"));
    QVERIFY(m_cli.run("evaluate colour.run --json").json()["ssim"].isDouble());
}

void tst_CliNotices::otherShapeIsToldAsTheTwoShapes_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QByteArray>("said");
    const QByteArray grey = "grey.npy: the model takes 12 x 12 x 3, these are 20 x 20 x 1";
    QTest::newRow("evaluate") << "evaluate colour.run --data grey.npy" << grey;
    QTest::newRow("encode") << "encode colour.run --data grey.npy --out codes.npy" << grey;
    QTest::newRow("reconstruct") << "reconstruct colour.run --data grey.npy --out recon.npy" << grey;
    QTest::newRow("rows") << "evaluate colour.run --data odd.npy"
                          << QByteArray("odd.npy: the model takes images of 12 x 12 x 3, these are rows of 60 numbers");
}

void tst_CliNotices::otherShapeIsToldAsTheTwoShapes()
{
    QFETCH(QString, call);
    QFETCH(QByteArray, said);
    const Outcome found = m_cli.run(call);
    QVERIFY2(found.code == 1 && found.isOneComplaint() && found.err.contains(said), found.text());
}

void tst_CliNotices::tooSmallPicturesAreToldASizeThatFits()
{
    m_cli.write("doubling.json", R"({"loss": "mse", "bottleneck": "plain", "encoder": [{"type": "conv", "channels": 4,
        "stride": 2}, {"type": "conv", "channels": 4, "stride": 2}], "decoder": [{"type": "upsample"},
        {"type": "conv", "channels": 4}, {"type": "upsample"}, {"type": "conv", "channels": "data"}]})");
    const Outcome found = m_cli.run("train --data tiny.npy --model doubling.json --epochs 1 --out tiny.run");
    QVERIFY2(found.code == 1 && found.isOneComplaint(), found.text());
    QVERIFY2(found.err.contains("expected 27 outputs for an image of 3 x 3 x 3, found 48; 3 x 3 is too small for two "
                                "halvings: choose a larger size, from 4 x 4 on"),
        found.text());
}

void tst_CliNotices::damagedPicturesAreNamed()
{
    QVERIFY(QDir(m_cli.path(".")).mkpath("album"));
    QImage image(9, 9, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(m_cli.path("album/good.png")));
    for (const char* name : {"album/cut.png", "album/torn.png"})
        m_cli.write(name, m_cli.read("album/good.png").left(40));
    const Outcome found = m_cli.run("inspect --data album --json");
    QVERIFY2(found.code == 0 && found.err.contains("left out: cut.png and torn.png."), found.text());
}

ISTHMUS_GUILESS_TEST(tst_CliNotices)
#include "tst_CliNotices.moc"
