// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/ActionButton.h"
#include "ui/main/PendingBar.h"
#include "ui/main/StatusLine.h"
#include "ui/main/TransportBar.h"
#include "ui/session/PendingRun.h"
#include "ui/views/loss/LossLegend.h"
#include "ui/views/loss/LossView.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/NumberLabel.h"

#include <QMenuBar>
#include <QScreen>
#include <QToolButton>

using namespace isthmus;
using namespace isthmus::test;

/// What a window that is not large must still show.
class TestSmallWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup() { QSettings().clear(); }
    void everyMenuAndFigureIsWhole_data();
    void everyMenuAndFigureIsWhole();
    void whatIsPendingIsWhole_data();
    void whatIsPendingIsWhole();
    void epochAndStepStayWhileSomethingIsPending();
    void textsComeBackInALargeWindow();
    void lossLegendIsWhole_data();
    void lossLegendIsWhole();
    void heldOutValuesStandBeneathThoseOfTraining();
    void longSentenceKeepsItsEnds();
    void smallestSizeIsTheMinimum();
    void windowFollowsASmallerScreen();
    void cleanupTestCase() { m_theme.reset(); }

private:
    static void addSizes();

    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme; // gone before the application
};

namespace {

TransportBar& transportOf(RunPage& window)
{
    return *window.findChild<TransportBar*>();
}

bool isWhole(const QWidget& widget)
{
    return widget.isVisible() && widget.width() >= widget.minimumSizeHint().width()
        && widget.parentWidget()->rect().contains(widget.geometry());
}

/// Wider than the screen of a test may be.
void resizeTo(QWidget& window, QSize size)
{
    window.setMinimumSize(0, 0);
    window.resize(size);
    QCoreApplication::processEvents();
}

} // namespace

void TestSmallWindow::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestSmallWindow::addSizes()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("the smallest") << MainWindow::kLeastSize;
    QTest::newRow("an old projector") << QSize(1024, 700);
    QTest::newRow("a laptop") << QSize(1280, 800);
    QTest::newRow("as wished") << QSize(1440, 900);
}

void TestSmallWindow::everyMenuAndFigureIsWhole_data()
{
    addSizes();
}

void TestSmallWindow::everyMenuAndFigureIsWhole()
{
    QFETCH(QSize, size);
    OpenWindow open;
    resizeTo(open.window, size);
    QCOMPARE(open.window.size(), size);
    TransportBar& bar = transportOf(open.page);
    for (const QAction* action : bar.menuBar()->actions())
        QVERIFY2(bar.menuBar()->rect().contains(bar.menuBar()->actionGeometry(const_cast<QAction*>(action))),
            qPrintable(action->text()));
    QVERIFY(isWhole(*bar.menuBar()));
    QCOMPARE(bar.findChildren<NumberLabel*>().size(), 3);
    for (const NumberLabel* number : bar.findChildren<NumberLabel*>())
        QVERIFY(isWhole(*number) && bar.rect().contains(number->parentWidget()->geometry()));
    for (const ActionButton* button : bar.findChildren<ActionButton*>()) {
        QVERIFY2(isWhole(*button), qPrintable(button->accessibleName()));
        QVERIFY2(!button->text().isEmpty() || (!button->icon().isNull() && !button->toolTip().isEmpty()),
            qPrintable(button->accessibleName()));
    }
}

void TestSmallWindow::whatIsPendingIsWhole_data()
{
    addSizes();
}

void TestSmallWindow::whatIsPendingIsWhole()
{
    QFETCH(QSize, size);
    OpenWindow open;
    resizeTo(open.window, size);
    TransportBar& bar = transportOf(open.page);
    auto* pending = bar.findChild<PendingBar*>();
    TrainSpec training = open.session.run().training;
    ++training.batchSize;
    open.session.pending().chooseTraining(training);
    QVERIFY(pending->isVisible());
    for (const QPushButton* button : {&pending->applyButton(), &pending->takeBackButton()})
        QTRY_VERIFY2(isWhole(*button) && bar.rect().contains(pending->geometry()), qPrintable(button->text()));
    QVERIFY(isWhole(*bar.menuBar()) && !bar.menuBar()->geometry().intersects(pending->geometry()));
    open.session.pending().takeBack();
    for (const NumberLabel* number : bar.findChildren<NumberLabel*>())
        QTRY_VERIFY(isWhole(*number)); // they had given way
}

void TestSmallWindow::epochAndStepStayWhileSomethingIsPending()
{
    OpenWindow open;
    resizeTo(open.window, {1024, 700});
    const QList<NumberLabel*> numbers = transportOf(open.page).findChildren<NumberLabel*>();
    TrainSpec training = open.session.run().training;
    ++training.batchSize;
    open.session.pending().chooseTraining(training);
    QCoreApplication::processEvents();
    const auto shows = [&](const QString& word) {
        return std::any_of(numbers.begin(), numbers.end(), [&](const NumberLabel* number) {
            const auto labels = number->parentWidget()->findChildren<QLabel*>();
            return isWhole(*number) && std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                return label->text() == word;
            });
        });
    };
    QTRY_VERIFY(shows("epoch"));
    QTRY_VERIFY(!shows("images/s") || shows("step")); // the rate is the first to give way
}

void TestSmallWindow::textsComeBackInALargeWindow()
{
    OpenWindow open;
    resizeTo(open.window, MainWindow::kLeastSize);
    const auto buttons = transportOf(open.page).findChildren<ActionButton*>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const auto* each) { return each->text().isEmpty(); }));
    resizeTo(open.window, {1440, 900});
    for (const ActionButton* button : buttons)
        QCOMPARE(button->text(), button->accessibleName());
}

void TestSmallWindow::lossLegendIsWhole_data()
{
    addSizes();
}

void TestSmallWindow::lossLegendIsWhole()
{
    QFETCH(QSize, size);
    OpenWindow open;
    resizeTo(open.window, size);
    const auto* view = open.page.view("loss")->findChild<LossView*>();
    if (!view)
        view = qobject_cast<const LossView*>(open.page.view("loss"));
    QVERIFY(view);
    for (const Quantity quantity : {Quantity::Total, Quantity::Kl})
        for (const CurveEntry* entry : {&view->legend().training(quantity), &view->legend().heldOut(quantity)})
            QTRY_VERIFY2(isWhole(*entry) && view->legend().isVisible(), qPrintable(entry->name()));
    QVERIFY(isWhole(view->legend()));
}

void TestSmallWindow::heldOutValuesStandBeneathThoseOfTraining()
{
    OpenWindow open;
    resizeTo(open.window, {1024, 700});
    const auto* view = qobject_cast<const LossView*>(open.page.view("loss"));
    QVERIFY(view);
    const LossLegend& legend = view->legend();
    for (const Quantity quantity : {Quantity::Total, Quantity::Kl}) {
        const QRect above = legend.training(quantity).geometry();
        const QRect below = legend.heldOut(quantity).geometry();
        QTRY_COMPARE(legend.heldOut(quantity).geometry().left(), above.left());
        QCOMPARE(below.right(), above.right()); // the values in one column
    }
    QCOMPARE(legend.training(Quantity::Kl).y(), legend.training(Quantity::Total).y());
    QCOMPARE(legend.heldOut(Quantity::Kl).y(), legend.heldOut(Quantity::Total).y());
}

void TestSmallWindow::longSentenceKeepsItsEnds()
{
    OpenWindow open;
    resizeTo(open.window, MainWindow::kLeastSize);
    StatusLine& line = open.page.statusLine();
    const QString sentence = QString("Saved /home/somebody/%1/codes.csv").arg(QString("a long name/").repeated(20));
    line.tell(sentence);
    QCOMPARE(line.sentence(), sentence);
    const QString seen = line.findChild<ElidedLabel*>()->seenText();
    QVERIFY2(seen != sentence && seen.startsWith("Saved /") && seen.endsWith("codes.csv"), qPrintable(seen));
}

void TestSmallWindow::smallestSizeIsTheMinimum()
{
    OpenWindow open;
    const QSize room = open.window.screen()->availableSize();
    QCOMPARE(open.window.minimumHeight(), MainWindow::kLeastSize.height());
    QVERIFY(open.window.minimumWidth() <= room.width());
    QVERIFY(open.window.minimumWidth() >= std::min(room.width() - 16, MainWindow::kLeastSize.width()));
}

void TestSmallWindow::windowFollowsASmallerScreen()
{
    OpenWindow open;
    QScreen* screen = open.window.screen();
    open.page.setMinimumSize(2000, 1500); // as on a larger screen
    open.window.resize(3000, 2000);
    QCoreApplication::processEvents();
    emit screen->availableGeometryChanged(screen->availableGeometry());
    QVERIFY(open.window.minimumWidth() <= screen->availableSize().width());
    QTRY_VERIFY(screen->availableGeometry().contains(open.window.geometry()));
}

ISTHMUS_TEST(TestSmallWindow)
#include "tst_SmallWindow.moc"
