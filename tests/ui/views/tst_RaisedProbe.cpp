// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/LatentFixture.h"
#include "ui/views/latent/PlaneTools.h"

using namespace isthmus;
using namespace isthmus::test;

/// The ring under the hand is never hidden.
class TestRaisedProbe : public LatentFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { open(); }
    void cleanup() { close(); }
    void ringIsSeenAboveTheTools_data();
    void ringIsSeenAboveTheTools();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestRaisedProbe::ringIsSeenAboveTheTools_data()
{
    QTest::addColumn<ThemeChoice>("choice");
    QTest::newRow("light") << ThemeChoice::Light;
    QTest::newRow("dark") << ThemeChoice::Dark;
}

void TestRaisedProbe::ringIsSeenAboveTheTools()
{
    QFETCH(ThemeChoice, choice);
    m_theme->setChoice(choice);
    start(3); // with choosers, which lie on a plate
    LatentPlane& plane = m_view->plane();
    const QPoint place = m_view->tools().geometry().bottomLeft() + QPoint(40, -12);
    QVERIFY(m_view->tools().geometry().contains(place));
    plane.setProbe(plane.viewport().toData(place));
    QCoreApplication::processEvents();
    QCOMPARE(m_view->grab().toImage().pixelColor(place), m_theme->tokens().accent);
    plane.setProbe(std::nullopt);
    QCoreApplication::processEvents();
    QVERIFY(m_view->grab().toImage().pixelColor(place) != m_theme->tokens().accent);
}

ISTHMUS_TEST(TestRaisedProbe)
#include "tst_RaisedProbe.moc"
