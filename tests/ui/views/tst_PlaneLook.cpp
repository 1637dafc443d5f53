// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/PlaneFixture.h"
#include "ui/views/latent/ScatterLayer.h"
#include "ui/views/latent/pointQueries.h"

using namespace isthmus;
using test::isNear;

/// What is painted on the plane.
class tst_PlaneLook : public test::PlaneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_plane.reset(); }
    void focusIsShownAsARing();
    void dotsAreTheLargerTheFewerThereAre();
    void trainingPointsAreRingsBehindTestPoints();
    void balanceFadesPointsBehindAManifold();
    void axesHaveTitlesAndOneMinusSign();
    void namesAreHiddenUntilClassesPart();
    void namesAreNeverCutNorOverTheirOwnPoints();
    void nameOfFewPointsHidesNone();
    void namesAreReadAboveDrawnCodes();
    void pointsArePaintedInTheirColours();
    void hiddenClassIsNotPainted();
    void unlabelledPointsAreOneColour();
    void groundFollowsTheTheme();
    void ringOutOfSightIsAnArrowAtTheEdge();
};

void tst_PlaneLook::focusIsShownAsARing()
{
    QVERIFY(QTest::qWaitForWindowActive(m_plane.get(), test::kPatience));
    m_plane->setFocus();
    QTRY_VERIFY(m_plane->hasFocus());
    QCOMPARE(m_plane->grab().toImage().pixelColor(0, 200), m_theme.tokens().accent);
    m_plane->clearFocus();
    QVERIFY(m_plane->grab().toImage().pixelColor(0, 200) != m_theme.tokens().accent);
}

void tst_PlaneLook::dotsAreTheLargerTheFewerThereAre()
{
    QVERIFY(diameterFor(30) >= 8);
    QVERIFY(diameterFor(300) > 5 && diameterFor(300) < diameterFor(30));
    QVERIFY(std::abs(diameterFor(10'000) - 2.6) < 0.2);
    QVERIFY(diameterFor(70'000) < 2);
    QVERIFY(diameterFor(1'000'000) >= 1);
    QCOMPARE(opacityFor(30), 0.85);
    QVERIFY(opacityFor(70'000) < 0.65);

    m_plane->setClasses({});
    m_plane->setPoints({.x = {-2, 2}, .y = {1, -1}, .labels = {}});
    const QPoint beside = pixel({-2, 1}) + QPoint(7, 0);
    QVERIFY(isNear(grabbed().pixelColor(beside), m_theme.tokens().plot));
    m_plane->setDotScale(2.5);
    QVERIFY(isNear(grabbed().pixelColor(beside), m_theme.tokens().accent));
}

void tst_PlaneLook::trainingPointsAreRingsBehindTestPoints()
{
    m_plane->setClasses({});
    m_plane->setPoints({.x = {-2, 2}, .y = {1, -1}, .labels = {}, .background = 1});
    m_plane->setDotScale(2);
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), m_theme.tokens().plot)); // the hole
    QVERIFY(!isNear(image.pixelColor(pixel({-2, 1}) + QPoint(7, 0)), m_theme.tokens().plot));
    QVERIFY(isNear(image.pixelColor(pixel({2, -1})), m_theme.tokens().accent));
}

void tst_PlaneLook::balanceFadesPointsBehindAManifold()
{
    QImage grid(40, 40, QImage::Format_RGB32);
    grid.fill(Qt::black);
    m_plane->setClasses({});
    m_plane->setPoints({.x = {-1.9F, 2}, .y = {0.9F, -1}, .labels = {}});
    m_theme.setChoice(ThemeChoice::Light);
    m_plane->setBalance(1);
    QVERIFY(isNear(grabbed().pixelColor(pixel({-1.9, 0.9})), m_theme.tokens().accent)); // no grid, nothing fades
    m_plane->setManifold(grid, {-10, -10, 20, 20});
    QVERIFY(isNear(grabbed().pixelColor(pixel({-1.9, 0.9})), Qt::black));
    m_plane->setBalance(0);
    QVERIFY(isNear(grabbed().pixelColor(pixel({-1.9, 0.9})), m_theme.tokens().accent));
    QVERIFY(isNear(grabbed().pixelColor(pixel({0.4, 0.6})), m_theme.tokens().plot));
}

void tst_PlaneLook::axesHaveTitlesAndOneMinusSign()
{
    m_plane->setAxisTitles("z1", "z2");
    m_plane->plot().replot();
    int titles = 0, negatives = 0;
    const std::vector<AxisLayer::Text> texts = m_plane->axisTexts();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        titles += texts[i].isTitle ? 1 : 0;
        negatives += texts[i].text.startsWith(QChar(0x2212)) ? 1 : 0;
        QVERIFY(!texts[i].text.contains('-'));
        QVERIFY(QRectF(m_plane->rect()).contains(texts[i].plate)); // none is cut
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            QVERIFY(!texts[i].plate.intersects(texts[j].plate));
    }
    QCOMPARE(titles, 2);
    QVERIFY(negatives >= 2);
    QCOMPARE(axisNumber(-0.25), QString(QChar(0x2212)) + "0.25");
    QCOMPARE(axisNumber(3.0012, 0.0002), QString("3.0012")); // not as its neighbours 3.001 and 3.001
    QCOMPARE(axisNumber(0.0025, 0.0005), QString("0.0025"));
    QCOMPARE(axisNumber(2e-7, 1e-7), "2e" + QString(QChar(0x2212)) + "7");
}

void tst_PlaneLook::namesAreHiddenUntilClassesPart()
{
    const auto spread = [](float apart) {
        PlanePoints points;
        for (int i = 0; i < 40; ++i) {
            const auto label = i % 2;
            points.x.push_back(apart * static_cast<float>(label) + (i % 4 < 2 ? -1.0F : 1.0F));
            points.y.push_back(i % 8 < 4 ? -1.0F : 1.0F);
            points.labels.push_back(label);
        }
        return points;
    };
    m_plane->setClasses({"left", "right"});
    m_plane->setPoints(spread(0.2F));
    QCOMPARE(m_plane->namePlates().size(), std::size_t(0));
    m_plane->setPoints(spread(8));
    QCOMPARE(m_plane->namePlates().size(), std::size_t(2));
}

void tst_PlaneLook::namesAreNeverCutNorOverTheirOwnPoints()
{
    for (const QRectF& plate : m_plane->namePlates()) {
        QVERIFY(QRectF(m_plane->rect()).contains(plate));
        for (std::size_t i = 0; i < m_plane->points().size(); ++i) {
            const PlanePoints& points = m_plane->points();
            QVERIFY(!plate.contains(pixel({double(points.x[i]), double(points.y[i])})));
        }
    }
    QCOMPARE(m_plane->namePlates().size(), std::size_t(2));
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(m_plane.get(), Qt::Key_Up, Qt::ShiftModifier); // until the points are at the lower edge
    for (const QRectF& plate : m_plane->namePlates())
        QVERIFY(QRectF(m_plane->rect()).contains(plate));
}

void tst_PlaneLook::namesAreReadAboveDrawnCodes()
{
    const QRectF plate = m_plane->namePlates().at(0);
    const QPointF beside(plate.left() + 3, plate.center().y()); // of the word, and of the points
    m_plane->setPrior({m_plane->viewport().toData(beside), {0, 0}});
    const QImage image = grabbed();
    const QColor ink = m_theme.tokens().text;
    QVERIFY(isNear(image.pixelColor(pixel({0, 0})), ink)); // a diamond where there is no name
    QVERIFY2(!isNear(image.pixelColor(beside.toPoint()), ink), qPrintable(image.pixelColor(beside.toPoint()).name()));
}

void tst_PlaneLook::pointsArePaintedInTheirColours()
{
    m_plane->setClasses({"", ""}); // no plate over the points
    m_plane->setPoints({.x = {-2, -2, 2, 2}, .y = {1, -1, 1, -1}, .labels = {0, 0, 1, 1}});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), classColor(0)));
    QVERIFY(isNear(image.pixelColor(pixel({2, -1})), classColor(1)));
    QVERIFY(isNear(image.pixelColor(pixel({0.3, 0.7})), m_theme.tokens().plot));
}

void tst_PlaneLook::hiddenClassIsNotPainted()
{
    m_plane->setPoints({.x = {-2, -2, 2, 2}, .y = {1, -1, 1, -1}, .labels = {0, 0, 1, 1}});
    m_plane->setHidden({true, false});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), m_theme.tokens().plot));
    QVERIFY(isNear(image.pixelColor(pixel({2, 1})), classColor(1)));
}

void tst_PlaneLook::unlabelledPointsAreOneColour()
{
    m_plane->setClasses({});
    m_plane->setPoints({.x = {-2, 2}, .y = {1, -1}, .labels = {}});
    const QImage image = grabbed();
    QVERIFY(isNear(image.pixelColor(pixel({-2, 1})), m_theme.tokens().accent));
    QVERIFY(isNear(image.pixelColor(pixel({2, -1})), m_theme.tokens().accent));
}

void tst_PlaneLook::groundFollowsTheTheme()
{
    QCOMPARE(grabbed().pixelColor(pixel({0.3, 0.7})), QColor("#121418"));
    m_theme.setChoice(ThemeChoice::Light);
    QCOMPARE(grabbed().pixelColor(pixel({0.3, 0.7})), QColor("#ffffff"));
}

void tst_PlaneLook::ringOutOfSightIsAnArrowAtTheEdge()
{
    m_plane->setPoints({});
    const auto accentAt = [&](const QRect& place) {
        const QImage image = grabbed().copy(place);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == m_theme.tokens().accent)
                    return true;
        return false;
    };
    m_plane->clearFocus(); // its ring is of the same colour
    const QRect rightEdge(580, 150, 20, 100);
    QVERIFY(!accentAt(rightEdge));
    m_plane->setProbe(QPointF(100, 0));
    QVERIFY(accentAt(rightEdge));
}

void tst_PlaneLook::nameOfFewPointsHidesNone()
{
    PlanePoints points;
    for (int i = 0; i < 4; ++i) { // in a row, farther apart than the name is high
        points.x.push_back(-2 + 0.15F * static_cast<float>(i));
        points.y.push_back(0);
        points.labels.push_back(0);
    }
    for (int i = 0; i < 8; ++i) { // around a middle without any
        points.x.push_back(2 + (i % 3 == 0 ? 0.2F : -0.2F));
        points.y.push_back(0.12F * static_cast<float>(i - 4));
        points.labels.push_back(1);
    }
    m_plane->setPoints(points);
    m_plane->fit();
    m_plane->plot().replot();
    QCOMPARE(m_plane->namePlates().size(), std::size_t(2));
    for (const QRectF& plate : m_plane->namePlates())
        for (std::size_t i = 0; i < points.size(); ++i)
            QVERIFY(!plate.contains(m_plane->viewport().toPixel({double(points.x[i]), double(points.y[i])})));
    QCOMPARE(fewPoints(points, 2, 4)[0].size(), std::size_t(4));
    QVERIFY(fewPoints(points, 2, 4)[1].empty()); // there are too many
}

ISTHMUS_TEST(tst_PlaneLook)
#include "tst_PlaneLook.moc"
