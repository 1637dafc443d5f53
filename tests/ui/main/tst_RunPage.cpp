// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "tests/ui/session/Barriers.h"
#include "ui/main/FileActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/main/StatusLine.h"
#include "ui/views/views.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QSlider>

#include <algorithm>

using namespace isthmus;
using namespace isthmus::test;

class TestRunPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void everyViewIsThere();
    void planeHasTheFocusAtFirst();
    void spacePlaysAndPauses();
    void spacePlaysInControlsThatAreNoButton_data();
    void spacePlaysInControlsThatAreNoButton();
    void spaceIsALetterInTextEntry();
    void dotStepsOneBatchExactly();
    void shiftDotStepsToTheEndOfTheEpoch();
    void controlRResets();
    void buttonsOfTheBarActOnTheRun();
    void trainingMarksTheRunAsModified();
    void closingAsksNothingOfAnUntouchedRun();
    void closingAsksNothingOfAnUntouchedDemonstration();
    void closingAsksWhenModified_data();
    void closingAsksWhenModified();
    void closingInMidTrainingEnds();
    void layoutComesBack();
    void altAndALetterOpenAMenu();
    void resetAsksWhereThereIsTrainingToLose();
    void resetLayoutBringsClosedDocksBack();
    void themeSwitchRepaints();
    void divergenceIsSaidOverTheCentre();
    void whatFailsInALaneStaysSaidWhileTraining();
    void dragOnThePlaneChangesThePicture();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme; // gone before the application
};

void TestRunPage::initTestCase()
{
    static BlankSettings settings;
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestRunPage::cleanup()
{
    QSettings().clear();
}

void TestRunPage::everyViewIsThere()
{
    OpenWindow open;
    for (const ViewType& type : viewTypes())
        QVERIFY2(open.page.view(type.id)->isVisible(), type.id);
}

void TestRunPage::planeHasTheFocusAtFirst()
{
    OpenWindow open;
    QWidget* plane = open.page.view("latent")->focusProxy();
    QCOMPARE(QApplication::focusWidget(), plane);
    QTRY_VERIFY(!open.session.selection().code().empty());
    const std::vector<float> before = open.session.selection().code();
    QTest::keyClick(plane, Qt::Key_Right);
    QVERIFY(open.session.selection().code() != before);
    QTest::keyClick(plane, Qt::Key_Space);
    QVERIFY(open.session.isTraining());
}

void TestRunPage::spacePlaysAndPauses()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_Space);
    QVERIFY(open.session.isTraining());
    QTRY_VERIFY(open.session.status().step > 0);
    QTest::keyClick(&open.window, Qt::Key_Space);
    QVERIFY(!open.session.isTraining());
}

void TestRunPage::spacePlaysInControlsThatAreNoButton_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("slider") << 0;
    QTest::newRow("combo box") << 1;
}

void TestRunPage::spacePlaysInControlsThatAreNoButton()
{
    QFETCH(int, kind);
    OpenWindow open;
    std::unique_ptr<QWidget> widget;
    if (kind == 0) {
        widget = std::make_unique<QSlider>(open.page.centralWidget());
    } else {
        auto combo = std::make_unique<QComboBox>(open.page.centralWidget());
        combo->addItems({"one", "two"});
        widget = std::move(combo);
    }
    widget->show();
    widget->setFocus();
    QTRY_VERIFY(widget->hasFocus());
    QTest::keyClick(widget.get(), Qt::Key_Space);
    QVERIFY(open.session.isTraining());
    QVERIFY(!QApplication::activePopupWidget());
}

void TestRunPage::spaceIsALetterInTextEntry()
{
    OpenWindow open;
    QLineEdit edit(open.page.centralWidget());
    edit.show();
    edit.setFocus();
    QTRY_VERIFY(edit.hasFocus());
    QTest::keyClicks(&edit, "a b");
    QCOMPARE(edit.text(), "a b");
    QVERIFY(!open.session.isTraining());
}

void TestRunPage::dotStepsOneBatchExactly()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_Period);
    QVERIFY(open.rests(1));
    QTest::keyClick(&open.window, Qt::Key_Period);
    QTest::keyClick(&open.window, Qt::Key_Period);
    QVERIFY(open.rests(3));
    QVERIFY(open.session.isModified());
}

void TestRunPage::shiftDotStepsToTheEndOfTheEpoch()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_Period);
    QVERIFY(open.rests(1));
    QTest::keyClick(&open.window, Qt::Key_Greater, Qt::ShiftModifier);
    QVERIFY(open.rests(7));
    QVERIFY(open.session.isModified());
}

void TestRunPage::controlRResets()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_Period);
    QVERIFY(open.rests(1));
    open.session.setModified(false);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QVERIFY(open.rests(0));
}

void TestRunPage::buttonsOfTheBarActOnTheRun()
{
    OpenWindow open;
    const auto button = [&](const QString& text) { // its name: in a small window it has no text
        for (QPushButton* candidate : open.page.menuWidget()->findChildren<QPushButton*>())
            if (candidate->accessibleName() == text)
                return candidate;
        return static_cast<QPushButton*>(nullptr);
    };
    QVERIFY(button("Step"));
    QTest::mouseClick(button("Step"), Qt::LeftButton);
    QVERIFY(open.rests(1));
    QVERIFY(button("Play"));
    QTest::mouseClick(button("Play"), Qt::LeftButton);
    QVERIFY(open.session.isTraining());
    QVERIFY(button("Pause"));
    QTest::mouseClick(button("Pause"), Qt::LeftButton);
    QVERIFY(!open.session.isTraining());
    QVERIFY(stepAfterOrders(open.session) > 0); // the step that was begun before the pause counts too
    open.session.setModified(false); // a quick machine has trained an epoch by now, and would be asked
    QTest::mouseClick(button("Reset"), Qt::LeftButton);
    QVERIFY(open.rests(0));
}

void TestRunPage::trainingMarksTheRunAsModified()
{
    OpenWindow open;
    QVERIFY(!open.window.isWindowModified());
    QTest::keyClick(&open.window, Qt::Key_Space);
    QTRY_VERIFY(open.window.isWindowModified());
    QTest::keyClick(&open.window, Qt::Key_Space);
    QVERIFY(open.window.isWindowModified()); // a pause takes nothing back
}

void TestRunPage::closingAsksNothingOfAnUntouchedRun()
{
    OpenWindow open;
    QVERIFY(open.window.close());
    QVERIFY(!open.window.isVisible());
}

void TestRunPage::closingAsksNothingOfAnUntouchedDemonstration()
{
    OpenWindow open;
    open.session.startDemonstration(windowRun());
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 3);
    QVERIFY(!open.window.isWindowModified());
    QVERIFY(open.window.close());
}

void TestRunPage::closingAsksWhenModified_data()
{
    QTest::addColumn<int>("button");
    QTest::addColumn<bool>("closes");
    QTest::newRow("discard") << int(QMessageBox::Discard) << true;
    QTest::newRow("cancel") << int(QMessageBox::Cancel) << false;
}

void TestRunPage::closingAsksWhenModified()
{
    QFETCH(int, button);
    QFETCH(bool, closes);
    OpenWindow open;
    open.session.setModified(true);
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    press(box, static_cast<QMessageBox::StandardButton>(button));
    QCOMPARE(open.window.isVisible(), !closes);
}

void TestRunPage::closingInMidTrainingEnds()
{
    auto open = std::make_unique<OpenWindow>();
    open->session.startDemonstration(windowRun());
    open->session.play();
    QTRY_VERIFY(open->session.status().step > 3);
    QVERIFY(open->window.close());
    QVERIFY(!open->session.isTraining());
    open.reset();
    QVERIFY(!open);
}

void TestRunPage::layoutComesBack()
{
    {
        OpenWindow open;
        open.page.findChild<QDockWidget*>("loss")->close();
        open.page.findChild<QDockWidget*>("hand")->setFloating(true);
        QVERIFY(open.window.close());
    }
    OpenWindow open;
    QVERIFY(!open.page.view("loss")->isVisible());
    QVERIFY(open.page.findChild<QDockWidget*>("hand")->isFloating());
    QVERIFY(open.page.view("latent")->isVisible());
}

void TestRunPage::altAndALetterOpenAMenu()
{
    OpenWindow open;
    QTest::keyClick(&open.window, Qt::Key_F, Qt::AltModifier);
    QWidget* menu = QApplication::activePopupWidget();
    QVERIFY(menu);
    QVERIFY(menu->actions().contains(open.page.files().save()));
    menu->close();
}

void TestRunPage::resetAsksWhereThereIsTrainingToLose()
{
    OpenWindow open;
    open.session.stepEpoch();
    QVERIFY(open.rests(7));
    open.session.stepBatch();
    QVERIFY(open.rests(8));
    open.session.setModified(true);
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    QMessageBox* box = openBox(open.page, "save-question");
    QVERIFY(box);
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(open.rests(8));
    QTRY_VERIFY(!openBox(open.page, "save-question"));
    QTest::keyClick(&open.window, Qt::Key_R, Qt::ControlModifier);
    box = openBox(open.page, "save-question");
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains("1.14 epochs"), qPrintable(box->informativeText()));
    press(box, QMessageBox::Discard);
    QVERIFY(open.rests(0));
}

void TestRunPage::resetLayoutBringsClosedDocksBack()
{
    OpenWindow open;
    auto* loss = open.page.findChild<QDockWidget*>("loss");
    auto* hand = open.page.findChild<QDockWidget*>("hand");
    loss->close();
    hand->setFloating(true);
    open.page.resetLayout();
    QVERIFY(loss->isVisible());
    QVERIFY(!hand->isFloating());
    QCOMPARE(open.page.dockWidgetArea(hand), Qt::RightDockWidgetArea);
}

void TestRunPage::themeSwitchRepaints()
{
    OpenWindow open;
    Theme& theme = Theme::of(&open.window);
    const auto image = [&open] { return open.window.grab().toImage(); };
    const QPoint bar(image().width() / 2, 3);
    theme.setChoice(ThemeChoice::Dark);
    QTRY_COMPARE(image().pixelColor(bar), QColor("#1f2228"));
    const QImage dark = image();
    theme.setChoice(ThemeChoice::Light);
    QTRY_COMPARE(image().pixelColor(bar), QColor("#fbfcfd"));
    const QImage light = image();
    const QPoint centre = open.page.centralWidget()->mapTo(&open.page, QPoint(4, 4));
    QVERIFY(dark.pixelColor(centre).lightness() < light.pixelColor(centre).lightness());
    theme.setChoice(ThemeChoice::System);
}

void TestRunPage::divergenceIsSaidOverTheCentre()
{
    OpenWindow open;
    Knobs knobs = open.session.knobs();
    knobs.learningRate = 1e30;
    open.session.setKnobs(knobs);
    QVERIFY(!open.page.banner().isVisible());
    open.session.play();
    QTRY_VERIFY(open.page.banner().isVisible());
    QVERIFY2(open.page.banner().message().contains("learning rate"), qPrintable(open.page.banner().message()));
    QTRY_VERIFY(!open.page.view("latent")->geometry().intersects(open.page.banner().geometry())); // and its tools
    open.session.reset();
    QTRY_VERIFY(!open.page.banner().isVisible());
}

void TestRunPage::whatFailsInALaneStaysSaidWhileTraining()
{
    OpenWindow open;
    open.session.play();
    QTRY_VERIFY(open.session.status().step > 0);
    emit open.session.failed("There is not enough memory for the pictures");
    const std::int64_t step = open.session.status().step;
    QTRY_VERIFY(open.session.status().step > step);
    const auto shown = open.page.findChildren<MessageBanner*>();
    QVERIFY(std::any_of(shown.begin(), shown.end(),
        [](const MessageBanner* each) { return each->isVisible() && each->message().contains("not enough memory"); }));
    open.session.pause();
}

void TestRunPage::dragOnThePlaneChangesThePicture()
{
    OpenWindow open;
    QVERIFY(open.rests(0));
    QWidget* plane = open.page.view("latent");
    const QPoint centre = plane->rect().center();
    QWidget* target = plane->childAt(centre) ? plane->childAt(centre) : plane;
    const auto at = [&](QPoint offset) { return target->mapFrom(plane, centre + offset); };

    QTest::mousePress(target, Qt::LeftButton, {}, at({0, 0}));
    QTRY_VERIFY(!open.session.hand().image().empty());
    const std::vector<float> first = open.session.hand().image();
    QTRY_VERIFY(open.page.view("hand")->isVisible());
    const QImage shown = open.page.view("hand")->grab().toImage();
    QMouseEvent move(QEvent::MouseMove, at({120, -60}), target->mapToGlobal(at({120, -60})), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &move);
    QTRY_VERIFY(open.session.hand().image() != first);
    QTest::mouseRelease(target, Qt::LeftButton, {}, at({120, -60}));
    QTRY_VERIFY(open.page.view("hand")->grab().toImage() != shown);
}

ISTHMUS_TEST(TestRunPage)
#include "tst_RunPage.moc"
