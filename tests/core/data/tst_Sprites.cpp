// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/Sprites.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cmath>

using namespace isthmus;

namespace {

const ByteImages& bytesOf(const Dataset& data)
{
    return static_cast<const ByteImages&>(*data.images);
}

/// Area in pixels, and centre of mass in pixels from the left and top edge.
struct Mass
{
    double area = 0;
    double x = 0;
    double y = 0;
};

Mass massOf(std::span<const std::uint8_t> picture)
{
    Mass mass;
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 28; ++x) {
            const double part = picture[static_cast<std::size_t>(y * 28 + x)] / 255.0;
            mass.area += part;
            mass.x += part * (x + 0.5);
            mass.y += part * (y + 0.5);
        }
    mass.x /= mass.area;
    mass.y /= mass.area;
    return mass;
}

/// Area of each shape of size 1, by hand: half diagonal 1; half axes 1 and 1/2; circumradius 1; arms 0.95 by 0.3.
constexpr double kAreas[] = {2.0, 1.5707963, 1.2990381, 4 * (2 * 0.95 * 0.3 - 0.3 * 0.3)};

} // namespace

class TestSprites : public QObject
{
    Q_OBJECT
private slots:
    void factorsAndClassesAreThere()
    {
        const Dataset data = makeSprites(300, 100);
        QCOMPARE(data.count(), Index(400));
        QCOMPARE(data.testCount, Index(100));
        QCOMPARE(data.shape, (Shape{1, 28, 28}));
        QCOMPARE(data.images->count(), Index(400));
        QCOMPARE(data.classNames, (std::vector<std::string>{"square", "ellipse", "triangle", "cross"}));
        QCOMPARE(data.labels.size(), std::size_t(400));
        std::vector<std::string> names;
        for (const Factor& factor : data.factors) {
            names.push_back(factor.name);
            QCOMPARE(factor.values.size(), std::size_t(400));
        }
        QCOMPARE(names, (std::vector<std::string>{"shape", "x", "y", "size", "angle"}));
        for (std::size_t i = 0; i < 400; ++i)
            QCOMPARE(data.labels[i], static_cast<std::int32_t>(data.factors[0].values[i]));
        for (std::int32_t label = 0; label < 4; ++label)
            QVERIFY(std::count(data.labels.begin(), data.labels.end(), label) > 60);
    }

    void picturesShowTheirFactors()
    {
        const Dataset data = makeSprites(400, 0);
        for (Index sample = 0; sample < 400; ++sample) {
            const auto i = static_cast<std::size_t>(sample);
            const Mass mass = massOf(bytesOf(data).sample(sample));
            const double size = data.factors[3].values[i];
            const double expected = kAreas[data.labels[i]] * size * size;
            QVERIFY2(std::abs(mass.area / expected - 1) < 0.05, qPrintable(QString::number(mass.area / expected)));
            QVERIFY(std::abs(mass.x - data.factors[1].values[i]) < 0.15);
            QVERIFY(std::abs(mass.y - data.factors[2].values[i]) < 0.15);
        }
    }

    /// The long axis of an ellipse lies along its angle, clockwise since y points down.
    void angleTurnsTheEllipse()
    {
        const Dataset data = makeSprites(400, 0);
        int checked = 0;
        for (Index sample = 0; sample < 400; ++sample) {
            const auto i = static_cast<std::size_t>(sample);
            if (data.labels[i] != 1)
                continue;
            const auto picture = bytesOf(data).sample(sample);
            const Mass mass = massOf(picture);
            double xx = 0, xy = 0, yy = 0;
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x) {
                    const double dx = x + 0.5 - mass.x, dy = y + 0.5 - mass.y;
                    const double part = picture[static_cast<std::size_t>(y * 28 + x)];
                    xx += part * dx * dx;
                    xy += part * dx * dy;
                    yy += part * dy * dy;
                }
            const double angle = 0.5 * std::atan2(2 * xy, xx - yy) * 57.29577951;
            const double difference = std::remainder(angle - data.factors[4].values[i], 180.0);
            QVERIFY2(std::abs(difference) < 4.0, qPrintable(QString::number(difference)));
            ++checked;
        }
        QVERIFY(checked > 60);
    }

    void edgesAreSmoothAndNothingTouchesTheBorder()
    {
        const Dataset data = makeSprites(200, 0);
        int between = 0;
        for (Index sample = 0; sample < 200; ++sample) {
            const auto picture = bytesOf(data).sample(sample);
            QCOMPARE(*std::max_element(picture.begin(), picture.end()), std::uint8_t(255));
            between += static_cast<int>(
                std::count_if(picture.begin(), picture.end(), [](std::uint8_t p) { return p > 0 && p < 255; }));
            int edge = 0; // the circle around a shape may reach the edge, and not beyond it
            for (std::size_t i = 0; i < 28; ++i)
                edge += picture[i] + picture[27 * 28 + i] + picture[28 * i] + picture[28 * i + 27];
            QVERIFY(edge < 3 * 255);
        }
        QVERIFY(between > 200 * 15);
    }

    void aFunctionOfTheSeedAndOfNoCount()
    {
        const Dataset data = makeSprites(50, 10, 4);
        QCOMPARE(makeSprites(50, 10, 4).fingerprint(), data.fingerprint());
        QVERIFY(makeSprites(50, 10, 5).fingerprint() != data.fingerprint());
        const Dataset longer = makeSprites(500, 0, 4);
        for (Index sample = 0; sample < 60; ++sample)
            QVERIFY(std::ranges::equal(bytesOf(longer).sample(sample), bytesOf(data).sample(sample)));
    }
};

ISTHMUS_APPLESS_TEST(TestSprites)
#include "tst_Sprites.moc"
