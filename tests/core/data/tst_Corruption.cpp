// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Corruption.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace isthmus;

namespace {

constexpr Shape kGrey{1, 12, 10};
constexpr Shape kColour{3, 6, 7};

/// Numbers of samples that neither start at 0 nor are in order.
std::vector<Index> someSamples(Index count)
{
    std::vector<Index> samples;
    for (Index i = 0; i < count; ++i)
        samples.push_back((i * 7919 + 5) % 60000);
    return samples;
}

Batch constantBatch(Shape shape, Index samples, float value)
{
    Batch batch(shape.size(), samples);
    batch.view().setConstant(value);
    return batch;
}

/// A batch of one value, corrupted.
Batch corrupted(const std::string& text, Shape shape, const std::vector<Index>& samples, float value,
    std::uint32_t epoch = 0, int threads = 1)
{
    Batch batch = constantBatch(shape, static_cast<Index>(samples.size()), value);
    ThreadPool pool(threads);
    corrupt(Corruption::parse(text), shape, 1, Purpose::Corruption, epoch, samples, batch, pool);
    return batch;
}

double share(const Batch& batch, float value)
{
    return static_cast<double>((batch.view().array() == value).count()) / static_cast<double>(batch.view().size());
}

/// Example of each kind with an amount of 0.5, or the nearest that it takes.
std::vector<std::string> oneOfEachKind()
{
    std::vector<std::string> texts;
    for (const CorruptionType& type : corruptionTypes())
        texts.push_back(Corruption{type.name, type.initial}.text());
    return texts;
}

std::string parseMessage(const std::string& text)
{
    try {
        static_cast<void>(Corruption::parse(text));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestCorruption : public QObject
{
    Q_OBJECT
private slots:
    void textIsReadBack()
    {
        for (const std::string text :
            {"none", "gaussian:0.5", "salt-pepper:0.1", "mask:0.333333333", "occlude:10", "blur:1.25", "gaussian:0"}) {
            QCOMPARE(Corruption::parse(text).text(), text);
            QCOMPARE(Corruption::parse(Corruption::parse(text).text()), Corruption::parse(text));
        }
        QVERIFY(Corruption::parse("none").isNone());
        QCOMPARE(Corruption::parse("gaussian:0.50").amount, 0.5);
    }

    void everyKindHasASensibleRange()
    {
        QCOMPARE(oneOfEachKind().size(), std::size_t(8));
        for (const CorruptionType& type : corruptionTypes()) {
            QVERIFY(type.minimum <= type.initial && type.initial <= type.maximum);
            const Corruption initial{type.name, type.initial};
            QCOMPARE(Corruption::parse(initial.text()).text(), initial.text());
        }
    }

    void badTextIsExplained_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("unknown") << "fog:1"
                                 << "expected one of none, gaussian, gaussian-unclipped, salt-pepper, mask, occlude, "
                                    "blur, blind-spot, found \"fog\"";
        QTest::newRow("empty") << ""
                               << "found \"\"";
        QTest::newRow("no amount") << "gaussian"
                                   << "corruption gaussian: expected a number from 0 to 2";
        QTest::newRow("empty amount") << "gaussian:"
                                      << "found \"\"";
        QTest::newRow("no number") << "mask:much"
                                   << "found \"much\"";
        QTest::newRow("rest") << "mask:0.5x"
                              << "found \"0.5x\"";
        QTest::newRow("comma") << "mask:0,5"
                               << "found \"0,5\"";
        QTest::newRow("above") << "mask:1.5"
                               << "expected a number from 0 to 1";
        QTest::newRow("below") << "gaussian:-1"
                               << "found \"-1\"";
        QTest::newRow("nan") << "gaussian:nan"
                             << "found \"nan\"";
        QTest::newRow("half a pixel") << "occlude:2.5"
                                      << "expected a whole number from 1 to 256";
        QTest::newRow("amount of none") << "none:1"
                                        << "expected no amount";
    }

    void badTextIsExplained()
    {
        QFETCH(QString, text);
        QFETCH(QString, part);
        const QString message = QString::fromStdString(parseMessage(text.toStdString()));
        QVERIFY2(message.contains(part), qPrintable(message));
    }

    void neitherThreadsNorTheBatchMatter_data()
    {
        QTest::addColumn<QString>("text");
        for (const std::string& text : oneOfEachKind())
            QTest::newRow(text.c_str()) << QString::fromStdString(text);
    }

    /// A sample suffers the same alone, in any column of a batch, and on any number of threads.
    void neitherThreadsNorTheBatchMatter()
    {
        QFETCH(QString, text);
        std::vector<Index> samples = someSamples(37);
        const Batch one = corrupted(text.toStdString(), kGrey, samples, 0.4F, 3, 1);
        const Batch three = corrupted(text.toStdString(), kGrey, samples, 0.4F, 3, 3);
        QVERIFY(one.view() == three.view());
        const Batch alone = corrupted(text.toStdString(), kGrey, {samples[20]}, 0.4F, 3);
        QVERIFY(alone.view().col(0) == one.view().col(20));
        std::reverse(samples.begin(), samples.end());
        const Batch reversed = corrupted(text.toStdString(), kGrey, samples, 0.4F, 3, 2);
        for (Index i = 0; i < 37; ++i)
            QVERIFY(reversed.view().col(i) == one.view().col(36 - i));
    }

    void epochSeedAndPurposeChangeTheNoise()
    {
        const std::vector<Index> samples = someSamples(4);
        const Batch first = corrupted("gaussian:0.5", kGrey, samples, 0.5F, 1);
        QVERIFY(corrupted("gaussian:0.5", kGrey, samples, 0.5F, 2).view() != first.view());
        ThreadPool pool;
        for (const auto& [seed, purpose] :
            {std::pair{std::uint64_t(2), Purpose::Corruption}, std::pair{std::uint64_t(1), Purpose::Preview}}) {
            Batch batch = constantBatch(kGrey, 4, 0.5F);
            corrupt(Corruption::parse("gaussian:0.5"), kGrey, seed, purpose, 1, samples, batch, pool);
            QVERIFY(batch.view() != first.view());
        }
    }

    void gaussianHasItsSigmaAndIsClipped()
    {
        const Batch batch = corrupted("gaussian:0.1", kGrey, someSamples(500), 0.5F); // 60,000 values, five sigmas free
        const double mean = batch.view().cast<double>().mean();
        const double variance = (batch.view().cast<double>().array() - mean).square().mean();
        QVERIFY(std::abs(mean - 0.5) < 0.002);
        QVERIFY(std::abs(std::sqrt(variance) - 0.1) < 0.0015);

        const Batch strong = corrupted("gaussian:0.5", kGrey, someSamples(500), 0.0F);
        QCOMPARE(strong.view().minCoeff(), 0.0F);
        QCOMPARE(strong.view().maxCoeff(), 1.0F);
        QVERIFY(std::abs(share(strong, 0.0F) - 0.5) < 0.011);
        QVERIFY(std::abs(share(strong, 1.0F) - 0.02275) < 0.0035); // beyond two sigma
    }

    /// The same noise as the clipped one, and a mean of 0 where that is lifted by clipping.
    void unclippedGaussianHasAMeanOfZero()
    {
        const Batch clipped = corrupted("gaussian:0.5", kGrey, someSamples(500), 0.0F);
        const Batch batch = corrupted("gaussian-unclipped:0.5", kGrey, someSamples(500), 0.0F);
        QVERIFY(batch.view().array().max(0.0F).min(1.0F).matrix() == clipped.view());
        QVERIFY(std::abs(batch.view().cast<double>().mean()) < 0.01); // five sigmas
        QVERIFY(clipped.view().cast<double>().mean() > 0.19);
    }

    void gaussianIsValuePlusNoiseOfItsDraw()
    {
        const std::vector<Index> samples = someSamples(3);
        const Batch batch = corrupted("gaussian:0.01", kColour, samples, 0.5F, 4);
        const Rng rng(1, Purpose::Corruption);
        for (Index feature = 0; feature < kColour.size(); ++feature)
            for (std::size_t i = 0; i < 3; ++i) {
                const float noise =
                    rng.normal(static_cast<std::uint64_t>(samples[i]), 4, static_cast<std::uint32_t>(feature));
                QVERIFY(std::abs(batch.row(feature)[i] - (0.5F + 0.01F * noise)) < 1e-6F);
            }
    }

    void saltAndPepperAreEqualShares()
    {
        const Batch batch = corrupted("salt-pepper:0.3", kGrey, someSamples(500), 0.5F);
        QVERIFY(std::abs(share(batch, 0.0F) - 0.15) < 0.008);
        QVERIFY(std::abs(share(batch, 1.0F) - 0.15) < 0.008);
        QVERIFY(std::abs(share(batch, 0.5F) - 0.7) < 0.01);
        QCOMPARE(share(corrupted("salt-pepper:0", kGrey, someSamples(20), 0.5F), 0.5F), 1.0);
        QCOMPARE(share(corrupted("salt-pepper:1", kGrey, someSamples(20), 0.5F), 0.5F), 0.0);
    }

    void maskSetsItsShareToZero()
    {
        const Batch batch = corrupted("mask:0.25", kGrey, someSamples(500), 0.5F);
        QVERIFY(std::abs(share(batch, 0.0F) - 0.25) < 0.01);
        QVERIFY(std::abs(share(batch, 0.5F) - 0.75) < 0.01);
        QCOMPARE(share(corrupted("mask:1", kGrey, someSamples(20), 0.5F), 0.0F), 1.0);
    }

    void channelsOfAPixelSufferTogether_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"salt-pepper:0.5", "mask:0.5", "occlude:3"})
            QTest::newRow(text) << text;
    }

    void channelsOfAPixelSufferTogether()
    {
        QFETCH(QString, text);
        const Batch batch = corrupted(text.toStdString(), kColour, someSamples(20), 0.5F);
        for (Index pixel = 0; pixel < kColour.size() / 3; ++pixel)
            for (Index sample = 0; sample < 20; ++sample)
                for (Index channel = 1; channel < 3; ++channel)
                    QCOMPARE(batch.view()(pixel * 3 + channel, sample), batch.view()(pixel * 3, sample));
        QVERIFY(share(batch, 0.0F) > 0.1);
        QVERIFY(share(batch, 0.5F) > 0.1);
    }

    /// Each sample loses exactly one square of 4 x 4; over many samples it reaches every corner.
    void occludeCutsOneSquareInsideTheImage()
    {
        const Batch batch = corrupted("occlude:4", kGrey, someSamples(800), 0.5F);
        Eigen::Array<int, 12, 10> hits = Eigen::Array<int, 12, 10>::Zero();
        for (Index sample = 0; sample < 800; ++sample) {
            int top = 99, left = 99, bottom = -1, right = -1, count = 0;
            for (int y = 0; y < 12; ++y)
                for (int x = 0; x < 10; ++x)
                    if (batch.view()(y * 10 + x, sample) == 0.0F) {
                        top = std::min(top, y);
                        left = std::min(left, x);
                        bottom = std::max(bottom, y);
                        right = std::max(right, x);
                        ++hits(y, x);
                        ++count;
                    }
            QCOMPARE(count, 16);
            QCOMPARE(bottom - top, 3);
            QCOMPARE(right - left, 3);
        }
        QVERIFY(hits.minCoeff() > 0); // a corner is hit by one place of 63
        QVERIFY(hits(5, 5) > 100);
    }

    void aSquareLargerThanTheImageCoversIt()
    {
        QCOMPARE(share(corrupted("occlude:200", kGrey, someSamples(3), 0.5F), 0.0F), 1.0);
    }

    void aVectorIsAnImageOfOneRow()
    {
        const Shape vector = Shape::vector(200);
        const Batch masked = corrupted("mask:0.5", vector, someSamples(64), 0.5F);
        QVERIFY(std::abs(share(masked, 0.0F) - 0.5) < 0.03);
        const Batch cut = corrupted("occlude:20", vector, someSamples(64), 0.5F);
        QCOMPARE(share(cut, 0.0F), 0.1);
    }

    void blurSpreadsAPointAsAGaussian()
    {
        constexpr Shape shape{1, 15, 15};
        Batch batch(shape.size(), 2);
        batch.view()(7 * 15 + 7, 1) = 1.0F;
        ThreadPool pool;
        corrupt(Corruption::parse("blur:1"), shape, 1, Purpose::Corruption, 0, std::vector<Index>{0, 1}, batch, pool);
        double norm = 0; // of the Gaussian cut at three sigma
        for (int i = -3; i <= 3; ++i)
            norm += std::exp(-0.5 * i * i);
        for (int y = 0; y < 15; ++y)
            for (int x = 0; x < 15; ++x) {
                const int dy = y - 7, dx = x - 7;
                const bool near = std::abs(dy) <= 3 && std::abs(dx) <= 3;
                const double expected = near ? std::exp(-0.5 * (dy * dy + dx * dx)) / (norm * norm) : 0.0;
                QVERIFY(std::abs(batch.view()(y * 15 + x, 1) - expected) < 1e-6);
            }
        QCOMPARE(batch.view().col(0).cwiseAbs().maxCoeff(), 0.0F);
    }

    void blurRepeatsTheEdgeAndKeepsChannelsApart()
    {
        Batch batch(kColour.size(), 1);
        for (Index pixel = 0; pixel < kColour.size() / 3; ++pixel)
            for (Index channel = 0; channel < 3; ++channel)
                batch.view()(pixel * 3 + channel, 0) = 0.25F * static_cast<float>(channel);
        ThreadPool pool;
        corrupt(Corruption::parse("blur:2.5"), kColour, 1, Purpose::Corruption, 0, std::vector<Index>{0}, batch, pool);
        for (Index pixel = 0; pixel < kColour.size() / 3; ++pixel)
            for (Index channel = 0; channel < 3; ++channel)
                QVERIFY(std::abs(batch.view()(pixel * 3 + channel, 0) - 0.25F * static_cast<float>(channel)) < 1e-6F);
    }

    void blurOfZeroAndNoneChangeNothing()
    {
        QCOMPARE(share(corrupted("none", kGrey, someSamples(17), 0.3F), 0.3F), 1.0);
        QCOMPARE(share(corrupted("blur:0", kGrey, someSamples(17), 0.3F), 0.3F), 1.0);
    }
};

ISTHMUS_APPLESS_TEST(TestCorruption)
#include "tst_Corruption.moc"
