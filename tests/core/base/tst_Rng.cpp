// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BoxMuller.h"
#include "core/base/Rng.h"
#include "tests/TestProgram.h"

#include <cmath>
#include <set>

using namespace isthmus;

namespace {

using Words = std::array<std::uint32_t, 4>;

struct Moments
{
    double mean = 0;
    double variance = 0;
    double skewness = 0;
    double kurtosis = 0;
};

/// Moments of 2^20 normal numbers: 1,024 blocks of 16 samples and 64 draws.
Moments normalMoments()
{
    const Rng rng(5, Purpose::Posterior);
    double sums[4] = {};
    for (std::uint64_t block = 0; block < 1024; ++block) {
        std::uint64_t samples[16];
        for (std::uint64_t lane = 0; lane < 16; ++lane)
            samples[lane] = 16 * block + lane;
        for (std::uint32_t draw = 0; draw < 64; draw += 4) {
            alignas(64) float out[64];
            rng.normal16(samples, 1, draw, out);
            for (const float value : out)
                for (int power = 0; power < 4; ++power)
                    sums[power] += std::pow(double(value), power + 1);
        }
    }
    const double count = 1 << 20;
    return {sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count};
}

} // namespace

class TestRng : public QObject
{
    Q_OBJECT
private slots:
    /// Known answers of Random123's kat_vectors, philox4x32 with 10 rounds.
    void philoxGivesTheKnownAnswers()
    {
        const std::uint32_t ones = 0xFFFFFFFF;
        QCOMPARE(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        QCOMPARE(
            philox({ones, ones, ones, ones}, {ones, ones}), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void sixteenLanesEqualTheScalarWords()
    {
        const Rng rng(77, Purpose::Corruption, 3);
        std::uint64_t samples[16];
        for (std::uint64_t lane = 0; lane < 16; ++lane)
            samples[lane] = lane * 0x123456789U + 11; // beyond 32 bits
        for (const std::uint32_t draw : {0U, 4U, 780U}) {
            alignas(64) float out[64];
            rng.uniform16(samples, 9, draw, out);
            for (std::size_t lane = 0; lane < 16; ++lane) {
                const Words words = rng.words(samples[lane], 9, draw / 4);
                for (std::size_t i = 0; i < 4; ++i) {
                    const auto steps = static_cast<double>(words[i] >> 9);
                    QCOMPARE(double(out[16 * i + lane]), (steps + 0.5) / 8388608.0);
                    QCOMPARE(out[16 * i + lane], rng.uniform(samples[lane], 9, draw + static_cast<std::uint32_t>(i)));
                }
            }
        }
    }

    void neighboursInABlockDoNotMatter()
    {
        const Rng rng(1, Purpose::Corruption);
        std::uint64_t together[16];
        std::uint64_t reversed[16];
        for (std::uint64_t lane = 0; lane < 16; ++lane) {
            together[lane] = 100 + lane;
            reversed[15 - lane] = 100 + lane;
        }
        alignas(64) float a[64];
        alignas(64) float b[64];
        rng.normal16(together, 2, 8, a);
        rng.normal16(reversed, 2, 8, b);
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t lane = 0; lane < 16; ++lane) {
                QCOMPARE(a[16 * i + lane], b[16 * i + 15 - lane]);
                QCOMPARE(a[16 * i + lane], rng.normal(together[lane], 2, 8 + static_cast<std::uint32_t>(i)));
            }
    }

    void normalsHaveTheMomentsOfANormal()
    {
        const Moments moments = normalMoments(); // tolerances: five standard errors of 2^20 draws
        QVERIFY2(std::abs(moments.mean) < 0.005, qPrintable(QString::number(moments.mean)));
        QVERIFY2(std::abs(moments.variance - 1) < 0.007, qPrintable(QString::number(moments.variance)));
        QVERIFY2(std::abs(moments.skewness) < 0.019, qPrintable(QString::number(moments.skewness)));
        QVERIFY2(std::abs(moments.kurtosis - 3) < 0.048, qPrintable(QString::number(moments.kurtosis)));
    }

    void drawsOfOnePairAreUncorrelated()
    {
        const Rng rng(8, Purpose::Posterior);
        double product = 0;
        double squares = 0;
        for (std::uint64_t sample = 0; sample < 20000; ++sample) {
            const double a = rng.normal(sample, 0, 0);
            const double b = rng.normal(sample, 0, 1);
            product += a * b / 20000;
            squares += a * a * b * b / 20000;
        }
        QVERIFY(std::abs(product) < 0.036);
        QVERIFY(std::abs(squares - 1) < 0.1);
    }

    void boxMullerIsAsExactAsFloatsAllow()
    {
        for (int i = 0; i < 200000; ++i) {
            const float u = (static_cast<float>(i * 41 % 8388608) + 0.5F) * 0x1p-23F;
            const double expected = std::log(double(u));
            QVERIFY(std::abs(naturalLog(u) - expected) <= 2e-7 * std::max(std::abs(expected), 1e-6));
            float sine = 0;
            float cosine = 0;
            sineCosine(u, sine, cosine);
            const double angle = 6.283185307179586477 * double(u);
            QVERIFY(std::abs(sine - std::sin(angle)) < 2e-7);
            QVERIFY(std::abs(cosine - std::cos(angle)) < 2e-7);
        }
        QVERIFY(naturalLog(1.0F - 0x1p-24F) < 0.0F); // the root of a radius stays real
    }

    void everyPartOfTheKeyMatters()
    {
        std::set<float> seen;
        for (const Rng& rng :
            {Rng(1, Purpose::Split), Rng(2, Purpose::Split), Rng(1, Purpose::Prior), Rng(1, Purpose::Split, 1)})
            seen.insert(rng.uniform(0, 0, 0));
        const Rng rng(1, Purpose::Split);
        seen.insert({rng.uniform(1, 0, 0), rng.uniform(0, 1, 0), rng.uniform(0, 0, 1), rng.uniform(0, 0, 4),
            rng.uniform(std::uint64_t(1) << 32, 0, 0)});
        QCOMPARE(seen.size(), std::size_t(9));
    }

    void belowReachesEveryNumberAndNoOther()
    {
        const Rng rng(3, Purpose::Shuffle);
        int counts[7] = {};
        for (std::uint64_t sample = 0; sample < 70000; ++sample) {
            const std::uint64_t number = rng.below(7, sample);
            QVERIFY(number < 7);
            ++counts[number];
        }
        for (const int count : counts)
            QVERIFY(std::abs(count - 10000) < 500);
        QCOMPARE(rng.below(1, 5), std::uint64_t(0));
    }
};

ISTHMUS_APPLESS_TEST(TestRng)
#include "tst_Rng.moc"
