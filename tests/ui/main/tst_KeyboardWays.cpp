// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/PanelHands.h"
#include "ui/views/views.h"

#include <QCheckBox>
#include <QDialog>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// All that Tab goes to, from the bar at the top on.
std::vector<QWidget*> tabOrder(const RunPage& page)
{
    std::vector<QWidget*> order;
    QWidget* window = page.window();
    for (QWidget* each = window->nextInFocusChain(); each != window; each = each->nextInFocusChain())
        if ((each->focusPolicy() & Qt::TabFocus) && !each->focusProxy() && page.isAncestorOf(each))
            order.push_back(each);
    return order;
}

/// The panel that a widget belongs to: "bar", "latent", "loss".
QString panelOf(const RunPage& page, const QWidget* widget)
{
    if (widget && page.menuWidget()->isAncestorOf(widget))
        return "bar";
    for (const ViewType& type : viewTypes()) {
        const QWidget* panel = type.area == ViewArea::Centre ? page.centralWidget() : dockOf(page, type.id);
        if (widget && panel->isAncestorOf(widget))
            return type.id;
    }
    return {};
}

/// The bar and the panels in their order.
QStringList asTheyStand()
{
    QStringList all{"bar"};
    for (const ViewType& type : viewTypes())
        all << type.id;
    return all;
}

/// The panels that an order of controls comes through, each as often as it comes to it.
QStringList panelsOf(const RunPage& page, const std::vector<QWidget*>& controls)
{
    QStringList panels;
    for (const QWidget* control : controls)
        if (const QString panel = panelOf(page, control);
            !panel.isEmpty() && (panels.isEmpty() || panels.last() != panel))
            panels << panel;
    return panels;
}

} // namespace

/// What the keyboard reaches: buttons by Space, panels by F6, and all of it in one order.
class TestKeyboardWays : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void spacePressesTheButtonThatHasTheFocus_data();
    void spacePressesTheButtonThatHasTheFocus();
    void clickOnAButtonLeavesSpaceToThePlane();
    void spaceFoldsAPanel();
    void nextPanelIsReachedByOneKey();
    void closedPanelIsPassedOver();
    void floatingPanelIsReachedToo();
    void tabGoesThroughThePanelsAsTheyStand();
    void menuBarGivesTheKeysBackAfterADialog();
    void tabGoesDownThePanel_data();
    void tabGoesDownThePanel();
    void resetLayoutRestoresTheOrderOfTab();
    void panelThatComesBackHasItsPlaceInTheOrder();
    void spaceAndDotAreNoPartOfANumber();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

void TestKeyboardWays::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestKeyboardWays::spacePressesTheButtonThatHasTheFocus_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("push button") << 0;
    QTest::newRow("tool button") << 1;
    QTest::newRow("toggle") << 2;
    QTest::newRow("check box") << 3;
}

void TestKeyboardWays::spacePressesTheButtonThatHasTheFocus()
{
    QFETCH(int, kind);
    OpenWindow open;
    QWidget* centre = open.page.centralWidget();
    QAbstractButton* button = nullptr;
    if (kind == 0)
        button = new QPushButton("press", centre);
    else if (kind == 3)
        button = new QCheckBox("check", centre);
    else
        button = new QToolButton(centre);
    button->setCheckable(kind >= 2);
    button->setFocusPolicy(Qt::StrongFocus);
    int pressed = 0;
    connect(button, &QAbstractButton::clicked, this, [&] { ++pressed; });
    button->show();
    button->setFocus();
    QTRY_VERIFY(button->hasFocus());
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(pressed, 1);
    QCOMPARE(button->isChecked(), kind >= 2);
    QVERIFY(!open.session.isTraining());
}

void TestKeyboardWays::clickOnAButtonLeavesSpaceToThePlane()
{
    OpenWindow open;
    QWidget* plane = open.page.view("latent")->focusProxy();
    plane->setFocus();
    for (const char* id : {"data", "model", "hand", "loss"})
        for (QAbstractButton* button : open.page.view(id)->findChildren<QAbstractButton*>())
            QVERIFY2(!button->isVisible() || !(button->focusPolicy() & Qt::ClickFocus), qPrintable(button->text()));
    QTest::mouseClick(open.page.menuWidget()->findChildren<QToolButton*>().last(), Qt::LeftButton); // the theme
    QVERIFY(plane->hasFocus());
    QTest::keyClick(plane, Qt::Key_Space);
    QVERIFY(open.session.isTraining());
}

void TestKeyboardWays::spaceFoldsAPanel()
{
    OpenWindow open;
    FoldingHeading* heading = headingOf(open.page, "model");
    heading->setFocus();
    QTRY_VERIFY(heading->hasFocus());
    QTest::keyClick(heading, Qt::Key_Space);
    QVERIFY(!heading->isChecked());
    QVERIFY(!open.session.isTraining());
}

void TestKeyboardWays::nextPanelIsReachedByOneKey()
{
    LargeWindow open;
    QTRY_VERIFY(open.page.view("latent")->focusProxy()->hasFocus());
    QStringList expected = asTheyStand();
    const QString before = expected[expected.indexOf("latent") - 1];
    std::rotate(expected.begin(), expected.begin() + expected.indexOf("latent") + 1, expected.end());
    QStringList reached;
    for (int i = 0; i < expected.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        reached << panelOf(open.page, QApplication::focusWidget());
    }
    QCOMPARE(reached.join(' '), expected.join(' '));
    QVERIFY(open.page.view("latent")->focusProxy()->hasFocus()); // not its tools
    while (panelOf(open.page, QApplication::focusWidget()) != "bar")
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // as everywhere
    QVERIFY(open.session.isTraining());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    open.page.view("latent")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(panelOf(open.page, QApplication::focusWidget()), before);
    QVERIFY(headingOf(open.page, qPrintable(before))->hasFocus());
}

void TestKeyboardWays::closedPanelIsPassedOver()
{
    LargeWindow open;
    dockOf(open.page, "hand")->close();
    open.page.view("latent")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QCOMPARE(panelOf(open.page, QApplication::focusWidget()), QString("reconstructions"));
}

void TestKeyboardWays::floatingPanelIsReachedToo()
{
    LargeWindow open;
    QDockWidget* dock = dockOf(open.page, "hand");
    lineOf(open.page, "F&loat", dock->windowTitle())->trigger();
    QTRY_VERIFY(dock->isVisible() && !dock->windowFlags().testFlag(Qt::FramelessWindowHint));
    open.window.activateWindow();
    open.page.view("latent")->setFocus();
    QTRY_VERIFY(open.page.view("latent")->focusProxy()->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
    QTRY_COMPARE(panelOf(open.page, QApplication::focusWidget()), QString("hand"));
}

void TestKeyboardWays::tabGoesThroughThePanelsAsTheyStand()
{
    OpenWindow open;
    QTRY_COMPARE(panelsOf(open.page, tabOrder(open.page)).join(' '), asTheyStand().join(' '));
}

void TestKeyboardWays::menuBarGivesTheKeysBackAfterADialog()
{
    OpenWindow open;
    QWidget* plane = open.page.view("latent")->focusProxy();
    plane->setFocus();
    QTest::keyClick(&open.window, Qt::Key_F, Qt::AltModifier);
    QVERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    QTRY_VERIFY(!plane->hasFocus());
    QDialog dialog(&open.window);
    dialog.open();
    QTRY_VERIFY(dialog.isActiveWindow());
    dialog.close();
    QApplication::setActiveWindow(&open.window);
    QTRY_VERIFY(plane->hasFocus());
}

void TestKeyboardWays::tabGoesDownThePanel_data()
{
    QTest::addColumn<QString>("panel");
    QTest::newRow("model") << "model";
    QTest::newRow("training") << "training";
}

void TestKeyboardWays::tabGoesDownThePanel()
{
    QFETCH(QString, panel);
    LargeWindow open;
    QTRY_COMPARE(panelsOf(open.page, tabOrder(open.page)).join(' '), asTheyStand().join(' '));
    const QWidget* view = open.page.view(panel.toStdString());
    const QWidget* last = nullptr;
    for (const QWidget* control : tabOrder(open.page)) {
        if (!view->isAncestorOf(control) || !control->isVisible())
            continue;
        const auto top = [&](const QWidget* of) { return of->mapTo(view, QPoint()).y(); };
        const auto bottom = [&](const QWidget* of) { return top(of) + of->height(); };
        QVERIFY2(!last || bottom(control) + 12 > top(last), // the number of a slider stands above it

            qPrintable(QString("%1 %2 comes behind %3 %4")
                           .arg(control->metaObject()->className(), control->toolTip(),
                               last ? last->metaObject()->className() : "", last ? last->toolTip() : "")));
        last = control;
    }
    QVERIFY(last);
}

void TestKeyboardWays::resetLayoutRestoresTheOrderOfTab()
{
    LargeWindow open;
    QTRY_COMPARE(panelsOf(open.page, tabOrder(open.page)).join(' '), asTheyStand().join(' '));
    const std::vector<QWidget*> before = tabOrder(open.page);
    for (const char* id : {"data", "loss", "hand"}) {
        QDockWidget* dock = dockOf(open.page, id);
        lineOf(open.page, "F&loat", dock->windowTitle())->trigger();
        QTRY_VERIFY(dock->isVisible() && !dock->windowFlags().testFlag(Qt::FramelessWindowHint));
    }
    open.page.resetLayout();
    QTRY_COMPARE(panelsOf(open.page, tabOrder(open.page)).join(' '), asTheyStand().join(' '));
    QTRY_VERIFY(tabOrder(open.page) == before);
}

void TestKeyboardWays::panelThatComesBackHasItsPlaceInTheOrder()
{
    LargeWindow open;
    QTRY_COMPARE(panelsOf(open.page, tabOrder(open.page)).join(' '), asTheyStand().join(' '));
    const std::vector<QWidget*> before = tabOrder(open.page);
    QDockWidget* dock = dockOf(open.page, "data");
    lineOf(open.page, "F&loat", dock->windowTitle())->trigger();
    QTRY_VERIFY(dock->isVisible() && !dock->windowFlags().testFlag(Qt::FramelessWindowHint));
    lineOf(open.page, "F&loat", dock->windowTitle())->trigger();
    QTRY_VERIFY(tabOrder(open.page) == before);
}

void TestKeyboardWays::spaceAndDotAreNoPartOfANumber()
{
    OpenWindow open;
    QSpinBox* latent = open.page.view("model")->findChild<QSpinBox*>();
    latent->setFocus();
    QTRY_VERIFY(latent->hasFocus());
    QTest::keyClick(latent, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(latent, "2");
    QTest::keyClick(latent, Qt::Key_Return); // nothing is being typed any more
    QTest::keyClick(latent, Qt::Key_Period);
    QCOMPARE(latent->text(), QString("2"));
    QVERIFY(open.rests(1)); // as anywhere else
    QTest::keyClick(latent, Qt::Key_Space);
    QCOMPARE(latent->text(), QString("2"));
    QVERIFY(open.session.isTraining());
}

ISTHMUS_TEST(TestKeyboardWays)
#include "tst_KeyboardWays.moc"
