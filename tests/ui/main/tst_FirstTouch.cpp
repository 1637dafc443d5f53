// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/widgets/ChoiceBox.h"

#include <QAbstractItemView>
#include <QAction>
#include <QMenuBar>
#include <QWheelEvent>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// The widget at the middle of a view, on which a hand would press.
QWidget* middleOf(QWidget* view)
{
    QWidget* child = view->childAt(view->rect().center());
    return child ? child : view;
}

void zoomByWheel(QWidget* widget)
{
    const QPointF place = widget->rect().center();
    QWheelEvent event(
        place, widget->mapToGlobal(place), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

/// The window on a demonstration, as the program starts by itself.
struct Demonstration : OpenWindow
{
    Demonstration()
    {
        session.startDemonstration(windowRun());
        session.play();
        (void)waitFor([this] { return session.isUnsaved() && session.snapshot() != nullptr; });
        QCoreApplication::processEvents();
    }
};

} // namespace

/// What makes a demonstration the user's own.
class TestFirstTouch : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void nothingTouchesItByItself();
    void pressOnAnyViewDoes_data();
    void pressOnAnyViewDoes();
    void wheelOnThePlaneDoes();
    void keyInAViewDoes();
    void shortcutOfAViewDoes();
    void orderDoes_data();
    void orderDoes();
    void lookingRoundDoesNot();
    void pausingDoesNotAndPlayingDoes();
    void openingAListDoesNot();
    void choosingDoes();
    void scrollingAPanelDoesNot();
    void nextDemonstrationIsWatchedAgain();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestFirstTouch::initTestCase()
{
    static BlankSettings settings;
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestFirstTouch::nothingTouchesItByItself()
{
    Demonstration open;
    QTRY_VERIFY(open.session.status().epoch > 3);
    open.window.resize(900, 700);
    QTRY_VERIFY(!open.session.selection().code().empty()); // the probe, which the plane has set
    QVERIFY(open.session.isDemonstration());
    QVERIFY(!open.session.isModified());
}

void TestFirstTouch::pressOnAnyViewDoes_data()
{
    QTest::addColumn<std::string>("view");
    for (const char* view : {"latent", "hand", "model", "training", "loss", "reconstructions"})
        QTest::newRow(view) << std::string(view);
}

void TestFirstTouch::pressOnAnyViewDoes()
{
    QFETCH(std::string, view);
    Demonstration open;
    QVERIFY(open.session.isDemonstration());
    QTest::mouseClick(middleOf(open.page.view(view)), Qt::LeftButton);
    QVERIFY(!open.session.isDemonstration());
    QVERIFY(open.window.isWindowModified());
}

void TestFirstTouch::wheelOnThePlaneDoes()
{
    Demonstration open;
    zoomByWheel(middleOf(open.page.view("latent")));
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::keyInAViewDoes()
{
    Demonstration open;
    QTest::keyClick(open.page.view("latent")->focusProxy(), Qt::Key_Right);
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::shortcutOfAViewDoes()
{
    Demonstration open;
    QTest::keyClick(&open.window, Qt::Key_G);
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::orderDoes_data()
{
    QTest::addColumn<int>("key");
    QTest::newRow("step") << int(Qt::Key_Period);
    QTest::newRow("epoch") << int(Qt::Key_Greater);
}

void TestFirstTouch::orderDoes()
{
    QFETCH(int, key);
    Demonstration open;
    QTest::keyClick(&open.window, static_cast<Qt::Key>(key));
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::lookingRoundDoesNot()
{
    Demonstration open;
    QTest::keyClick(&open.window, Qt::Key_Tab);
    QTest::mouseMove(middleOf(open.page.view("latent")));
    QTest::keyClick(&open.window, Qt::Key_F, Qt::AltModifier);
    QVERIFY(QApplication::activePopupWidget());
    QApplication::activePopupWidget()->close();
    QVERIFY(open.session.isDemonstration());
}

void TestFirstTouch::pausingDoesNotAndPlayingDoes()
{
    {
        Demonstration open;
        QTest::keyClick(open.page.view("latent")->focusProxy(), Qt::Key_Space);
        QVERIFY(!open.session.isTraining());
        QVERIFY(open.session.isDemonstration());
        QVERIFY(open.window.close()); // without a question
    }
    Demonstration open;
    for (const bool plays : {false, true}) {
        QTest::keyClick(open.page.view("latent")->focusProxy(), Qt::Key_Space);
        QCOMPARE(open.session.isTraining(), plays);
    }
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::openingAListDoesNot()
{
    Demonstration open;
    auto* preset = open.page.view("model")->findChild<ChoiceBox*>();
    QTest::mouseClick(preset, Qt::LeftButton);
    QTRY_VERIFY(preset->view()->isVisible());
    QTest::keyClick(preset->view(), Qt::Key_Down);
    QTest::keyClick(preset->view(), Qt::Key_Escape);
    QTRY_VERIFY(!preset->view()->isVisible());
    QVERIFY(open.session.isDemonstration());
    QVERIFY(!open.window.isWindowModified());
}

void TestFirstTouch::choosingDoes()
{
    Demonstration open;
    choose(*open.page.view("model")->findChild<ChoiceBox*>(), "conv-ae");
    QVERIFY(!open.session.isDemonstration());
}

void TestFirstTouch::scrollingAPanelDoesNot()
{
    Demonstration open;
    zoomByWheel(middleOf(open.page.view("training")));
    QVERIFY(open.session.isDemonstration());
}

void TestFirstTouch::nextDemonstrationIsWatchedAgain()
{
    Demonstration open;
    QTest::mouseClick(middleOf(open.page.view("loss")), Qt::LeftButton);
    open.session.startDemonstration(windowRun());
    QCoreApplication::processEvents();
    QVERIFY(open.session.isDemonstration());
    QTest::mouseClick(middleOf(open.page.view("loss")), Qt::LeftButton);
    QVERIFY(!open.session.isDemonstration());
}

ISTHMUS_TEST(TestFirstTouch)
#include "tst_FirstTouch.moc"
