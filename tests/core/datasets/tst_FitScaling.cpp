// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"
#include "core/datasets/Datasets.h"
#include "core/datasets/ReadFields.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <cmath>

using namespace isthmus;

/// How the numbers of whole files are scaled, against what NumPy says of them (make_scales.py).
class TestFitScaling : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void columnsAreScaledAsNumPySays_data();
    void columnsAreScaledAsNumPySays();
    void autoTakesStandardWhereColumnsDiffer();
    void autoLeavesTheRestAsItWas_data();
    void autoLeavesTheRestAsItWas();
    void constantColumnsBecomeZero();
    void quartilesMayCoincide();
    void symmetricIsForBytesToo();
    void pictureStandardIsOfEachChannel();
    void picturesHaveNoColumns();
    void fitsTheTrainingPartAlone();

private:
    std::shared_ptr<const Dataset> open(const QByteArray& content, const char* scaling, const char* name = "t.csv")
    {
        ReadOptions options;
        for (const ReadField& field : readFields())
            if (std::string(field.name) == "scaling")
                field.set(options, scaling);
        const QString path = m_folder.filePath(name);
        if (!content.isNull() && !writeContent(path, content))
            qFatal("cannot write %s", qPrintable(path));
        return openDataset((content.isNull() ? QString(name) : path).toStdString(), options);
    }

    QTemporaryDir m_folder;
    QJsonObject m_facts;
};

namespace {

const char* const kTable = ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv";

std::vector<float> scaledRow(const Dataset& data, Index row)
{
    Batch batch;
    data.gather(std::span(&row, 1), batch);
    std::vector<float> values;
    for (Index i = 0; i < batch.rows(); ++i)
        values.push_back(*batch.row(i));
    return values;
}

/// 20 grey or colour pictures of 4 x 4 as the IDX format has them, of bytes 0, 1, 2, ...
QByteArray idxOf(int channels)
{
    QByteArray bytes = QByteArray::fromHex(channels == 1 ? "00000803" : "00000804") + QByteArray::fromHex("00000014");
    for (int axis = 0; axis < 2; ++axis)
        bytes += QByteArray::fromHex("00000004");
    if (channels > 1)
        bytes += QByteArray::fromHex("000000") + static_cast<char>(channels);
    for (int i = 0; i < 20 * 16 * channels; ++i)
        bytes += static_cast<char>(i % 256);
    return bytes;
}

} // namespace

void TestFitScaling::initTestCase()
{
    const QByteArray text = contentOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.json");
    m_facts = QJsonDocument::fromJson(text).object();
    QVERIFY(!m_facts.isEmpty());
}

void TestFitScaling::columnsAreScaledAsNumPySays_data()
{
    QTest::addColumn<QString>("scaling");
    QTest::addColumn<QString>("centre");
    QTest::addColumn<QString>("least"); // unit is the most less the least, or the deviation
    QTest::addColumn<QString>("most");
    QTest::newRow("standard") << "standard"
                              << "mean" << QString() << "deviation";
    QTest::newRow("columns") << "columns"
                             << "minimum"
                             << "minimum"
                             << "maximum";
    QTest::newRow("robust") << "robust"
                            << "median"
                            << "lower"
                            << "upper";
}

void TestFitScaling::columnsAreScaledAsNumPySays()
{
    QFETCH(QString, scaling);
    QFETCH(QString, centre);
    QFETCH(QString, least);
    QFETCH(QString, most);
    const auto data = open({}, scaling.toUtf8(), kTable);
    QCOMPARE(data->shape.width, 7);
    QCOMPARE(QString(nameOf(data->scaling.form)), scaling);
    const auto fact = [this](const QString& key, int column) { return m_facts[key].toArray()[column].toDouble(); };
    std::vector<float> stored(7);
    for (const Index row : {Index(0), Index(17), Index(239)}) {
        data->images->copy(row, 0, stored);
        const std::vector<float> found = scaledRow(*data, row);
        for (int column = 0; column < 6; ++column) {
            const double unit = fact(most, column) - (least.isEmpty() ? 0 : fact(least, column));
            const auto place = static_cast<std::size_t>(column);
            QVERIFY(std::abs(double(found[place]) - (double(stored[place]) - fact(centre, column)) / unit) < 1e-5);
        }
        QCOMPARE(found[6], 0.0F);
    }
}

void TestFitScaling::autoTakesStandardWhereColumnsDiffer()
{
    const auto data = open({}, "auto", kTable);
    QCOMPARE(data->scaling.form, ScalingForm::Standard);
    QCOMPARE(data->scaling, open({}, "standard", kTable)->scaling);
    QCOMPARE(data->notices.size(), std::size_t(2));
    QCOMPARE(data->fittingNotices, std::size_t(2));
    const QString said = QString::fromStdString(data->notices[0]);
    QVERIFY2(said.startsWith("The ranges of the columns differ by up to 10,040 times"), qPrintable(said));
    QVERIFY2(said.contains("'columns' (range of each column)") && said.contains("'range' (range to 0 to 1)"),
        qPrintable(said));
    QVERIFY2(said.contains("mean and standard deviation"), qPrintable(said));
    QCOMPARE(data->notices[1], std::string("One column is constant and becomes 0: site."));
}

void TestFitScaling::autoLeavesTheRestAsItWas_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("columns alike") << QByteArray("a,b\n-1,2\n3,30\n1,5\n");
    QTest::newRow("0 to 1") << QByteArray("a,b\n0.5,0.001\n0.25,0.002\n");
    QTest::newRow("a column that varies alone") << QByteArray("a,b\n5,0.5\n5,1000\n");
    QByteArray digits;
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 64; ++column) // 8 x 8 pixels, of which some hardly vary
            digits += QByteArray::number(column == 3 ? row % 2 : row * column) + (column == 63 ? '\n' : ',');
    QTest::newRow("likely pictures") << digits;
}

void TestFitScaling::autoLeavesTheRestAsItWas()
{
    QFETCH(QByteArray, content);
    const auto data = open(content, "auto");
    QCOMPARE(data->scaling.form, ScalingForm::Plain);
    QVERIFY(data->scaling.each.empty());
    QCOMPARE(data->fittingNotices, std::size_t(0));
}

void TestFitScaling::constantColumnsBecomeZero()
{
    const QByteArray content("1,7,2,7,9,9,9,9,9\n2,7,4,7,9,9,9,9,9\n3,7,9,7,9,9,9,9,9\n");
    for (const char* scaling : {"standard", "columns", "robust"}) {
        const auto data = open(content, scaling);
        for (const std::size_t column : {1, 3, 4})
            QCOMPARE(scaledRow(*data, 1)[column], 0.0F);
        QCOMPARE(data->notices.back(),
            std::string("7 columns are constant and become 0: 1, 3, 4, 5, 6 and 2 more (counted from 0, without the "
                        "label)."));
    }
}

void TestFitScaling::quartilesMayCoincide()
{
    const auto data = open("0,3\n0,2\n0,1\n0,4\n5,5\n", "robust");
    const double deviation = 2; // of 0, 0, 0, 0 and 5
    QVERIFY(std::abs(double(scaledRow(*data, 4)[0]) - 5 / deviation) < 1e-6);
    QCOMPARE(data->notices.back(), std::string("One column is in standard deviations, since the quartiles coincide."));
}

void TestFitScaling::symmetricIsForBytesToo()
{
    const auto data = open(idxOf(1), "symmetric", "a.idx");
    QCOMPARE(data->scaling, (Scaling{2.0 / 255, -1, ScalingForm::Symmetric, {}}));
    QCOMPARE(scaledRow(*data, 0)[0], -1.0F);
    QVERIFY(std::abs(scaledRow(*data, 15)[15] - 1.0F) < 1e-6F); // byte 255
    const auto table = open("a,b\n-10,0\n30,5\n", "symmetric");
    QCOMPARE(scaledRow(*table, 0)[0], -1.0F);
    QCOMPARE(scaledRow(*table, 1)[0], 1.0F);
}

void TestFitScaling::pictureStandardIsOfEachChannel()
{
    const auto data = open(idxOf(3), "standard", "c.idx");
    QCOMPARE(data->scaling.form, ScalingForm::Channels);
    QCOMPARE(data->scaling.each.size(), std::size_t(3));
    double sum[3] = {};
    double squares[3] = {};
    for (Index sample = 0; sample < 20; ++sample) {
        const std::vector<float> values = scaledRow(*data, sample);
        for (std::size_t i = 0; i < values.size(); ++i) {
            sum[i % 3] += double(values[i]);
            squares[i % 3] += double(values[i]) * double(values[i]);
        }
    }
    for (int channel = 0; channel < 3; ++channel) {
        QVERIFY(std::abs(sum[channel] / 320) < 1e-5);
        QVERIFY(std::abs(squares[channel] / 320 - 1) < 1e-5);
    }
}

void TestFitScaling::picturesHaveNoColumns()
{
    for (const auto scale : {ReadOptions::Scale::Columns, ReadOptions::Scale::Robust}) {
        const char* word = scaleNames()[static_cast<std::size_t>(scale)].word;
        QCOMPARE(messageOf([&] { static_cast<void>(open(idxOf(1), word, "a.idx")); }),
            m_folder.filePath("a.idx") + ": scaling " + QString::fromStdString(scaleText(scale))
                + ": expected the rows of a table, found images of 4 x 4 x 1; 'standard' (mean and deviation) scales "
                  "each channel");
    }
}

void TestFitScaling::fitsTheTrainingPartAlone()
{
    QVERIFY(QDir(m_folder.path()).mkpath("parts"));
    QByteArray test = idxOf(1);
    test.replace(16, test.size() - 16, QByteArray(test.size() - 16, char(90)));
    QVERIFY(writeContent(m_folder.filePath("parts/train-images-idx3-ubyte"), idxOf(1)));
    QVERIFY(writeContent(m_folder.filePath("parts/t10k-images-idx3-ubyte"), test));
    const auto both = open({}, "standard", qPrintable(m_folder.filePath("parts")));
    QCOMPARE(both->testCount, Index(20));
    QCOMPARE(both->scaling, open(idxOf(1), "standard", "a.idx")->scaling);
}

ISTHMUS_GUILESS_TEST(TestFitScaling)
#include "tst_FitScaling.moc"
