// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/ColumnStatistics.h"
#include "core/data/Corruption.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <cmath>
#include <numeric>

using namespace isthmus;

namespace {

/// 20 colour pictures of 2 x 1, whose channels differ.
Dataset colourBytes(const Scaling& scaling)
{
    std::vector<std::uint8_t> bytes;
    for (int sample = 0; sample < 20; ++sample)
        for (int pixel = 0; pixel < 2; ++pixel)
            for (int channel = 0; channel < 3; ++channel)
                bytes.push_back(static_cast<std::uint8_t>(10 * sample + pixel + 20 * channel));
    Dataset data;
    data.shape = {3, 1, 2};
    data.trainCount = 20;
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    data.scaling = scaling;
    return data;
}

std::vector<Index> first(Index count)
{
    std::vector<Index> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), Index(0));
    return numbers;
}

const Scaling kSymmetric{2.0 / 255, -1, ScalingForm::Symmetric, {}};
const Scaling kChannels{1.0 / 255, 0, ScalingForm::Channels, {{4, -1}, {2, -0.5}, {1, 0.25}}};

} // namespace

class TestScaling : public QObject
{
    Q_OBJECT

private slots:
    void whatFollowsIsDoneToEachChannel();
    void whatIsShownIsFromBlackToWhite_data();
    void whatIsShownIsFromBlackToWhite();
    void columnsGoBackToTheirUnits();
    void samplesGoFromRunToRun();
    void wordsSayWhatItDoes();
    void formsHaveNames();
    void statisticsAreOfEachChannel();
    void narrowBandsKeepTheirDigits();
    void rangeIsOfAllChannels();
    void corruptionActsOnWhatIsShown();
    void whatIsHiddenOfScoresIsTheirMean_data();
    void whatIsHiddenOfScoresIsTheirMean();
};

void TestScaling::whatFollowsIsDoneToEachChannel()
{
    const Dataset data = colourBytes(kChannels);
    const std::vector<Index> samples = first(20);
    Batch batch;
    data.gather(samples, batch);
    for (Index sample = 0; sample < 20; ++sample)
        for (Index place = 0; place < 6; ++place) {
            const double stored = 10.0 * static_cast<double>(sample) + static_cast<double>(place / 3)
                + 20.0 * static_cast<double>(place % 3);
            const Affine& then = kChannels.each[static_cast<std::size_t>(place % 3)];
            QCOMPARE(batch.row(place)[sample], static_cast<float>(then(double(static_cast<float>(stored / 255)))));
            QVERIFY(std::abs(kChannels.at(place)(stored) - double(batch.row(place)[sample])) < 1e-6);
        }
}

void TestScaling::whatIsShownIsFromBlackToWhite_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("plain") << 0;
    QTest::newRow("symmetric") << 1;
    QTest::newRow("channels") << 2;
}

void TestScaling::whatIsShownIsFromBlackToWhite()
{
    QFETCH(int, form);
    const Dataset plain = colourBytes({});
    const Dataset scaled = colourBytes(form == 0 ? Scaling{} : form == 1 ? kSymmetric : kChannels);
    const std::vector<Index> samples = first(20);
    Batch expected;
    Batch found;
    plain.gather(samples, expected);
    scaled.gather(samples, found);
    Batch before = found;
    toShown(scaled.scaling, found);
    QVERIFY((found.view() - expected.view()).cwiseAbs().maxCoeff() < 1e-6F);
    fromShown(scaled.scaling, found);
    QVERIFY((found.view() - before.view()).cwiseAbs().maxCoeff() < 1e-5F);
}

void TestScaling::columnsGoBackToTheirUnits()
{
    const Scaling scaling{1, 0, ScalingForm::Standard, {{0.001, -20}, {2, -6}}};
    Matrix rows{{-1.0F, 0.0F}, {2.0F, 3.0F}};
    toUnits(scaling, {1, 1, 2}, rows);
    const Matrix expected{{19000.0F, 3.0F}, {22000.0F, 4.5F}};
    QVERIFY((rows - expected).cwiseAbs().maxCoeff() < 0.01F);
    Matrix pictures{{0.5F, 1.0F}};
    toUnits(Scaling{}, {1, 2, 1}, pictures);
    QCOMPARE(pictures(0, 0), 0.5F); // the model's scale, as of pictures
    toUnits({0.25, -1}, {1, 1, 2}, pictures);
    QCOMPARE(pictures(0, 0), 6.0F); // one scaling for all columns is undone as well
    toUnits({0, 0}, {1, 1, 2}, pictures);
    QCOMPARE(pictures(0, 0), 6.0F); // all were alike, and nobody knows what
    std::vector<float> drawn = shown(scaling, std::vector<float>{-3, 3});
    QVERIFY(std::abs(drawn[0]) < 1e-12F);
    QCOMPARE(drawn[1], 1.0F);
}

void TestScaling::samplesGoFromRunToRun()
{
    const std::vector<float> half{0.5F};
    QVERIFY(std::abs(rescaled({}, kSymmetric, true, half).front()) < 1e-12F);
    QCOMPARE(rescaled({1, 0}, kSymmetric, false, half), (std::vector<float>{0})); // a decoder alone
    QCOMPARE(rescaled({1, 0}, {}, false, half), half);
    QCOMPARE(rescaled({0.5, 0}, {0.25, 1}, true, half), (std::vector<float>{1.25F}));
    QCOMPARE(rescaled(kSymmetric, {0.25, 0}, false, std::vector<float>{-1}), (std::vector<float>{0}));
}

void TestScaling::wordsSayWhatItDoes()
{
    QCOMPARE(scalingWords({}), std::string("divided by 255"));
    QCOMPARE(scalingWords({1, 0}), std::string("as they are"));
    QCOMPARE(scalingWords({1.0 / 65535, 0}), std::string("divided by 65,535"));
    QCOMPARE(scalingWords({0.25, 0.5}), std::string("range -2 to 2 brought to 0 to 1"));
    QCOMPARE(scalingWords({1, 7}), std::string("range -7 to -6 brought to 0 to 1"));
    QCOMPARE(scalingWords(kSymmetric), std::string("range 0 to 255 brought to -1 to 1"));
    QCOMPARE(scalingWords(kChannels),
        std::string("divided by 255, then each channel less its mean, in standard deviations"));
    QCOMPARE(scalingWords({1, 0, ScalingForm::Columns, {{1, 0}}}),
        std::string("the range of each column brought to 0 to 1"));
}

void TestScaling::formsHaveNames()
{
    for (const ScalingForm form : {ScalingForm::Plain, ScalingForm::Symmetric, ScalingForm::Channels,
             ScalingForm::Standard, ScalingForm::Columns, ScalingForm::Robust})
        QCOMPARE(scalingForm(nameOf(form)), form);
    QCOMPARE(messageOf([] { static_cast<void>(scalingForm("logs")); }),
        QString("expected plain, symmetric, channels, standard, columns or robust, found 'logs'"));
}

void TestScaling::statisticsAreOfEachChannel()
{
    const Dataset data = colourBytes({});
    const std::vector<ColumnStatistics> found = columnStatistics(data, first(20));
    QCOMPARE(found.size(), std::size_t(3));
    const double deviation = std::sqrt(100.0 * (400 - 1) / 12 + 0.25); // of 0, 10, .. 190, and of 0 and 1
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const double more = 20.0 * static_cast<double>(channel);
        QCOMPARE(found[channel].minimum, more);
        QCOMPARE(found[channel].maximum, more + 191);
        QCOMPARE(found[channel].mean, more + 95.5);
        QCOMPARE(found[channel].deviation, deviation);
    }
}

void TestScaling::narrowBandsKeepTheirDigits()
{
    Dataset data;
    data.shape = {1, 1, 1};
    data.trainCount = 3;
    std::vector<std::uint8_t> bytes{200, 201, 202};
    data.images = std::make_shared<ByteImages>(data.shape, bytes);
    QCOMPARE(columnStatistics(data, first(3)).front().deviation, std::sqrt(2.0 / 3));
    const ColumnQuartiles quartiles = columnQuartiles(data, first(3)).front();
    QCOMPARE(quartiles.lower, 200.5);
    QCOMPARE(quartiles.median, 201.0);
    QCOMPARE(quartiles.upper, 201.5);
}

void TestScaling::rangeIsOfAllChannels()
{
    const NumberRange plain = scaledRange(colourBytes(kSymmetric));
    QCOMPARE(plain.minimum, -1.0);
    QCOMPARE(plain.maximum, 231 * (2.0 / 255) - 1);
    const NumberRange found = scaledRange(colourBytes(kChannels));
    QCOMPARE(found.minimum, -1.0); // of the first channel
    QCOMPARE(found.maximum, 191.0 / 255 * 4 - 1);
}

void TestScaling::corruptionActsOnWhatIsShown()
{
    const Dataset plain = colourBytes({});
    const Dataset symmetric = colourBytes(kSymmetric);
    const std::vector<Index> samples = first(20);
    ThreadPool pool(1);
    Batch expected;
    Batch found;
    plain.gather(samples, expected);
    symmetric.gather(samples, found);
    const Corruption noise = Corruption::parse("gaussian:0.3");
    corruptSamples(noise, plain, 1, Purpose::Corruption, 0, samples, expected, pool);
    corruptSamples(noise, symmetric, 1, Purpose::Corruption, 0, samples, found, pool);
    QVERIFY((found.view() - (2 * expected.view().array() - 1).matrix()).cwiseAbs().maxCoeff() < 1e-5F);
}

void TestScaling::whatIsHiddenOfScoresIsTheirMean_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("corruption");
    QTest::addColumn<float>("hidden"); // as the engine has it
    for (const char* corruption : {"mask:1", "occlude:256"}) {
        QTest::addRow("standard, %s", corruption) << int(ScalingForm::Standard) << corruption << 0.0F;
        QTest::addRow("robust, %s", corruption) << int(ScalingForm::Robust) << corruption << 0.0F;
        QTest::addRow("columns, %s", corruption) << int(ScalingForm::Columns) << corruption << 0.0F;
        QTest::addRow("black, %s", corruption) << int(ScalingForm::Symmetric) << corruption << -1.0F;
    }
}

void TestScaling::whatIsHiddenOfScoresIsTheirMean()
{
    QFETCH(int, form);
    QFETCH(QString, corruption);
    QFETCH(float, hidden);
    Dataset data;
    data.shape = {1, 1, 2};
    data.trainCount = 2;
    data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{0, 10, 30, 20});
    const bool isSymmetric = form == int(ScalingForm::Symmetric);
    data.scaling = isSymmetric ? kSymmetric : Scaling{1, 0, ScalingForm(form), {{0.1, -1.5}, {0.2, -3}}};
    Batch batch;
    data.gather(first(2), batch);
    ThreadPool pool(1);
    corruptSamples(Corruption::parse(corruption.toStdString()), data, 1, Purpose::Corruption, 0, first(2), batch, pool);
    for (Index place = 0; place < 2; ++place)
        for (Index sample = 0; sample < 2; ++sample)
            QVERIFY(std::abs(batch.row(place)[sample] - hidden) < 1e-6F);
}

ISTHMUS_APPLESS_TEST(TestScaling)
#include "tst_Scaling.moc"
