// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QImage>
#include <QJsonArray>

using namespace isthmus;

namespace {

void savePicture(const Cli& cli, const QString& name, QSize size, QImage::Format format)
{
    QImage image(size, format);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixelColor(x, y, QColor((3 * x + 40) % 200, (2 * y + 40) % 200, (x + y) % 200));
    QDir().mkpath(QFileInfo(cli.path(name)).path());
    QVERIFY(image.save(cli.path(name)));
}

constexpr auto kGrey = QImage::Format_Grayscale8;
constexpr auto kColour = QImage::Format_RGB888;

} // namespace

/// `denoise`: one picture, a folder, the samples of a data set, and what cannot be done.
class TestCliDenoise : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void noisyPictureIsCleaned();
    void cleanPictureIsCorruptedAndCompared();
    void bitsAreKept();
    void folderGoesInOneGo();
    void samplesOfDataAreCompared();
    void coloursAreRefusedOrBrought();
    void aModelThatLearnedToCopyIsSaid();
    void clippedNoiseUnderABlindSpotIsSaid();
    void badInputIsOneSentence_data();
    void badInputIsOneSentence();

private:
    Cli m_cli;
};

void TestCliDenoise::initTestCase()
{
    trainQuickly(m_cli, "dae.run", "--model dense-dae --epochs 1");
    savePicture(m_cli, "large.png", {90, 61}, kGrey);
    savePicture(m_cli, "colour.png", {40, 30}, kColour);
    savePicture(m_cli, "deep.png", {33, 20}, QImage::Format_Grayscale16);
}

void TestCliDenoise::noisyPictureIsCleaned()
{
    const Outcome outcome = m_cli.run("denoise dae.run large.png --out clean.png --json");
    QVERIFY2(outcome.isOneObject(), outcome.text());
    const QJsonObject object = outcome.json();
    QCOMPARE(object["pictures"].toInt(), 1);
    for (const char* key : {"noisy", "denoised", "median", "gaussian", "gain_db"})
        QVERIFY2(object.contains(key) && object[key].isNull(), key);
    const QImage clean(m_cli.path("clean.png"));
    QCOMPARE(clean.size(), QSize(90, 61));
    QVERIFY(!clean.text("isthmus.run").isEmpty());
    QVERIFY(m_cli.run("denoise dae.run large.png --out clean.npy").code == 0);
    QVERIFY(m_cli.read("clean.npy").contains("(1, 61, 90, 1)"));
}

void TestCliDenoise::cleanPictureIsCorruptedAndCompared()
{
    const QString words = "denoise dae.run large.png --corrupt salt-pepper:0.2 --out c.png --corrupted-out n.png";
    const Outcome outcome = m_cli.run(words + " --json");
    QVERIFY2(outcome.isOneObject(), outcome.text());
    const QJsonObject object = outcome.json();
    for (const char* key : {"noisy", "denoised", "median", "gaussian"}) {
        QVERIFY2(object[key].toObject()["psnr_db"].isDouble(), key);
        QVERIFY2(object[key].toObject()["ssim"].isDouble(), key);
    }
    QVERIFY(object["median"].toObject()["side"].isDouble());
    QVERIFY(object["gaussian"].toObject()["sigma"].isDouble());
    QCOMPARE(object["gain_db"].toDouble(),
        object["denoised"].toObject()["psnr_db"].toDouble() - object["noisy"].toObject()["psnr_db"].toDouble());
    QVERIFY(QImage(m_cli.path("n.png")) != QImage(m_cli.path("large.png")));
    QCOMPARE(m_cli.run(words + " --json --threads 1").json()["denoised"], object["denoised"]);
    QVERIFY(m_cli.run(words + " --json --seed 9").json()["noisy"] != object["noisy"]);
    const Outcome told = m_cli.run(words);
    for (const char* word : {"PSNR", "SSIM", "noisy", "dense-dae", "median of", "Gaussian of"})
        QVERIFY2(told.out.contains(word), told.text());
}

void TestCliDenoise::bitsAreKept()
{
    const Outcome outcome = m_cli.run("denoise dae.run deep.png --out deep-clean.png --json");
    QVERIFY2(outcome.code == 0, outcome.text());
    QCOMPARE(outcome.json()["files"].toArray()[0].toObject()["type"].toString(), QString("uint16"));
    QCOMPARE(QImage(m_cli.path("deep-clean.png")).format(), QImage::Format_Grayscale16);
}

void TestCliDenoise::folderGoesInOneGo()
{
    savePicture(m_cli, "in/a.png", {30, 28}, kGrey);
    savePicture(m_cli, "in/sub/b.png", {28, 28}, kGrey);
    savePicture(m_cli, "in/sub/b.bmp", {9, 7}, kGrey);
    m_cli.write("in/notes.txt", "no picture");
    const QString words = "denoise dae.run in --corrupt gaussian:0.1 --out out/ --corrupted-out noisy/ --json";
    const Outcome outcome = m_cli.run(words);
    QVERIFY2(outcome.isOneObject(), outcome.text());
    QCOMPARE(outcome.json()["pictures"].toInt(), 3);
    const QJsonArray files = outcome.json()["files"].toArray();
    QCOMPARE(files.size(), 3);
    for (const QString folder : {"out", "noisy"})
        for (const QString name : {"/a.png", "/sub/b.png.png", "/sub/b.bmp.png"})
            QVERIFY2(QFile::exists(m_cli.path(folder + name)), qPrintable(folder + name));
    QVERIFY(files[0].toObject()["noisy"].toObject()["psnr_db"].isDouble());
    QVERIFY(outcome.json()["noisy"].toObject()["psnr_db"].isDouble());
}

void TestCliDenoise::samplesOfDataAreCompared()
{
    const Outcome outcome =
        m_cli.run("denoise dae.run --data sprites --limit 40 --corrupt gaussian:0.3 --out some.npy --json");
    QVERIFY2(outcome.isOneObject(), outcome.text());
    const QJsonObject object = outcome.json();
    QCOMPARE(object["pictures"].toInt(), 40);
    const QJsonObject judged =
        m_cli.run("evaluate dae.run --data sprites --limit 40 --corruption gaussian:0.3 --json").json();
    QVERIFY(qAbs(object["denoised"].toObject()["mse"].toDouble() - judged["mse"].toDouble()) < 1e-6);
    QVERIFY(qAbs(object["noisy"].toObject()["mse"].toDouble() - judged["corrupted_mse"].toDouble()) < 1e-6);
    QVERIFY(qAbs(object["denoised"].toObject()["ssim"].toDouble() - judged["ssim"].toDouble()) < 1e-5);
    QVERIFY(m_cli.read("some.npy").contains("(40, 28, 28, 1)"));
}

void TestCliDenoise::coloursAreRefusedOrBrought()
{
    const Outcome refused = m_cli.run("denoise dae.run colour.png --out c.png");
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.isOneComplaint() && refused.err.contains("--colours each"), refused.text());
    QCOMPARE(m_cli.run("denoise dae.run colour.png --out each.png --colours each").code, 0);
    QVERIFY(!QImage(m_cli.path("each.png")).isGrayscale());
    QCOMPARE(m_cli.run("denoise dae.run colour.png --out grey.png --colours grey").code, 0);
    QVERIFY(QImage(m_cli.path("grey.png")).isGrayscale());
}

void TestCliDenoise::aModelThatLearnedToCopyIsSaid()
{
    trainQuickly(m_cli, "copy.run", "--model linear-ae --epochs 1");
    const Outcome outcome = m_cli.run("denoise copy.run large.png --out c.png --json");
    QVERIFY2(outcome.isOneObject(), outcome.text());
    QCOMPARE(outcome.json()["warnings"].toArray().size(), 1);
    QVERIFY(outcome.err.contains("without a corruption"));
    QCOMPARE(m_cli.run("denoise dae.run large.png --out c.png --json").json()["warnings"].toArray().size(), 0);
}

void TestCliDenoise::clippedNoiseUnderABlindSpotIsSaid()
{
    trainQuickly(m_cli, "blind.run", "--model dense-dae --epochs 1 --corruption blind-spot:0.1");
    const QString words = "denoise blind.run large.png --out c.png --json --corrupt ";
    const QJsonArray clipped = m_cli.run(words + "gaussian:1").json()["warnings"].toArray();
    QCOMPARE(clipped.size(), 1);
    QVERIFY(clipped[0].toString().contains("black or white"));
    QCOMPARE(m_cli.run(words + "gaussian-unclipped:1").json()["warnings"].toArray().size(), 0);
}

void TestCliDenoise::badInputIsOneSentence_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const char* words, int code, const char* part) {
        QTest::newRow(name) << QString(words) << code << QByteArray(part);
    };
    row("no picture", "dae.run", 2, "denoise needs a picture");
    row("both", "dae.run large.png --data sprites --out a.png", 2, "not both");
    row("no out", "dae.run large.png", 2, "--out");
    row("missing", "dae.run nowhere.png --out a.png", 1, "nowhere.png: expected a picture");
    row("no image in it", "dae.run text.png --out a.png", 1, "text.png: expected a picture, found");
    row("empty folder", "dae.run empty --out a/", 1, "expected a folder with pictures");
    row("folder to a file", "dae.run empty --out a.png", 2, "expected a folder");
    row("another ending", "dae.run large.png --out a.jpg", 2, ".png");
    row("over itself", "dae.run large.png --out large.png", 2, "the file of the images");
    row("into itself", "dae.run full --out full/clean/", 2, "in the folder of the images");
    row("one place", "dae.run full --out o/ --corrupt mask:0.1 --corrupted-out o/", 2, "choose another");
    row("nothing to corrupt", "dae.run large.png --out a.png --corrupted-out b.png", 2, "needs --corrupt");
    row("unknown noise", "dae.run large.png --out a.png --corrupt fog:1", 2, "--corrupt: ");
    row("unknown colours", "dae.run large.png --out a.png --colours sepia", 2, "model, grey, rgb or each");
    row("rows", "rows.run large.png --out a.png", 1, "expected a model of grey or colour pictures");
}

void TestCliDenoise::badInputIsOneSentence()
{
    QFETCH(QString, words);
    QFETCH(int, code);
    QFETCH(QByteArray, part);
    m_cli.write("text.png", "this is no picture");
    QDir().mkpath(m_cli.path("empty"));
    savePicture(m_cli, "full/a.png", {28, 28}, kGrey);
    if (words.startsWith("rows.run")) {
        QByteArray table = "a,b,c\n";
        for (int i = 0; i < 40; ++i)
            table += QByteArray::number(i % 7) + ',' + QByteArray::number(i % 5) + ',' + QByteArray::number(i) + '\n';
        m_cli.write("rows.csv", table);
        QCOMPARE(m_cli.run("train --data rows.csv --model linear-ae --latent 2 --epochs 1 --out rows.run").code, 0);
    }
    const Outcome outcome = m_cli.run("denoise " + words);
    QCOMPARE(outcome.code, code);
    QVERIFY2(outcome.isOneComplaint() && outcome.err.contains(part), outcome.text());
}

ISTHMUS_GUILESS_TEST(TestCliDenoise)
#include "tst_CliDenoise.moc"
