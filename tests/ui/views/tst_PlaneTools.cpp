// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/views/PlaneFixture.h"
#include "ui/views/latent/LegendWidget.h"
#include "ui/views/latent/PlaneTools.h"

#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QToolButton>

using namespace isthmus;

/// Legend and tools by themselves, by real mouse and key events.
class tst_PlaneTools : public test::PlaneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_plane.reset(); }
    void clickOnTheLegendHides();
    void doubleClickOnTheLegendIsolatesAndComesBack();
    void shiftedEnterOnTheLegendIsolatesAndComesBack();
    void choosingTheOtherAxisDimensionSwaps();
    void toolsShowWhatTheModelNeeds();
};

void tst_PlaneTools::clickOnTheLegendHides()
{
    LegendWidget legend;
    legend.setClasses({"a", "b", "c"});
    legend.show();
    std::vector<std::vector<bool>> asked;
    connect(&legend, &LegendWidget::hideAsked, this, [&](const std::vector<bool>& hidden) { asked.push_back(hidden); });
    QTest::mouseClick(&legend.entry(1), Qt::LeftButton);
    QCOMPARE(asked.size(), std::size_t(1));
    QCOMPARE(asked.front(), (std::vector<bool>{false, true, false}));
    legend.setHidden(asked.front());
    QTest::keyClick(&legend.entry(1), Qt::Key_Space);
    QCOMPARE(asked.back(), (std::vector<bool>{false, false, false}));
}

void tst_PlaneTools::doubleClickOnTheLegendIsolatesAndComesBack()
{
    LegendWidget legend;
    legend.setClasses({"a", "b", "c"});
    legend.show();
    std::vector<bool> hidden(3);
    int times = 0;
    connect(&legend, &LegendWidget::hideAsked, &legend, [&](const std::vector<bool>& asked) {
        ++times;
        hidden = asked;
        legend.setHidden(hidden);
    });
    const auto doubleClick = [&] {
        QTest::mouseClick(&legend.entry(1), Qt::LeftButton);
        QTest::mouseDClick(&legend.entry(1), Qt::LeftButton);
    };
    doubleClick();
    QCOMPARE(hidden, (std::vector<bool>{true, false, true}));
    QCOMPARE(times, 2); // the click, and the double click: not once a class
    doubleClick();
    QCOMPARE(hidden, (std::vector<bool>{false, false, false}));
}

void tst_PlaneTools::shiftedEnterOnTheLegendIsolatesAndComesBack()
{
    LegendWidget legend;
    legend.setClasses({"a", "b", "c"});
    legend.show();
    QVERIFY(QTest::qWaitForWindowActive(&legend, test::kPatience));
    std::vector<bool> hidden(3);
    connect(&legend, &LegendWidget::hideAsked, &legend, [&](const std::vector<bool>& asked) {
        hidden = asked;
        legend.setHidden(hidden);
    });
    legend.entry(0).setFocus();
    QTest::keyClick(&legend.entry(0), Qt::Key_Down);
    QVERIFY(legend.entry(1).hasFocus());
    QTest::keyClick(&legend.entry(1), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(hidden, (std::vector<bool>{true, false, true}));
    QTest::keyClick(&legend.entry(1), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(hidden, (std::vector<bool>{false, false, false}));
    QTest::keyClick(&legend.entry(1), Qt::Key_Return); // as a click
    QCOMPARE(hidden, (std::vector<bool>{false, true, false}));
}

void tst_PlaneTools::choosingTheOtherAxisDimensionSwaps()
{
    PlaneTools tools;
    tools.setDimensions(5, 3, 1);
    tools.show();
    QSignalSpy chosen(&tools, &PlaneTools::dimensionsChosen);
    tools.chooserX().setFocus();
    QTest::keyClick(&tools.chooserX(), Qt::Key_Home);
    QCOMPARE(chosen.last(), (QList<QVariant>{0, 1}));
    QTest::keyClick(&tools.chooserX(), Qt::Key_Down);
    QCOMPARE(chosen.last(), (QList<QVariant>{1, 0}));
    QCOMPARE(tools.chooserY().currentIndex(), 0);
}

void tst_PlaneTools::toolsShowWhatTheModelNeeds()
{
    PlaneTools tools;
    tools.show();
    tools.setDimensions(2, 0, 1);
    QVERIFY(!tools.chooserX().isVisible());
    QVERIFY(!tools.drawer().isVisible());
    tools.setDimensions(20, 0, 1);
    QVERIFY(tools.chooserX().isVisible());
    QCOMPARE(tools.chooserX().count(), 20);
    QVERIFY(tools.drawer().isVisible());
    QSignalSpy chosen(&tools, &PlaneTools::toolChosen);
    for (QToolButton* button : tools.findChildren<QToolButton*>())
        if (button->defaultAction() == &tools.pan())
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(tools.pan().isChecked() && !tools.probe().isChecked());
}

ISTHMUS_TEST(tst_PlaneTools)
#include "tst_PlaneTools.moc"
