// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/views.h"
#include "ui/widgets/ScrollPanel.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>
#include <memory>

using namespace isthmus;

/// A panel that is lower than its form, as one of several tabs is: what is said of a wrong entry takes room, and not
/// that of the field.
class TestFieldInSight : public QObject
{
    Q_OBJECT

private slots:
    void wrongHiddenUnitsStayInSight();
};

void TestFieldInSight::wrongHiddenUnitsStayInSight()
{
    const Theme theme(*qApp);
    RunSession session(nullptr, 1);
    session.startRun(test::windowRun());
    const auto type = std::find_if(
        viewTypes().begin(), viewTypes().end(), [](const ViewType& each) { return QString(each.id) == "model"; });
    const std::unique_ptr<QWidget> made(type->make(session, nullptr));
    auto* panel = qobject_cast<ScrollPanel*>(made.get());
    QVERIFY(panel);
    panel->resize(panel->minimumSizeHint().width() + 20, 200);
    panel->show();
    QApplication::setActiveWindow(panel);
    QVERIFY(QTest::qWaitForWindowExposed(panel, test::kPatience));
    auto* hidden = panel->findChild<QLineEdit*>("hidden");
    const auto isSeen = [&] {
        const int top = hidden->mapTo(panel->viewport(), QPoint()).y();
        return top >= 0 && top + hidden->height() <= panel->viewport()->height();
    };
    const auto moveToLowerEdge = [&] {
        const int below = hidden->mapTo(panel->widget(), QPoint(0, hidden->height())).y();
        panel->verticalScrollBar()->setValue(below - panel->viewport()->height());
        return isSeen();
    };
    QTRY_VERIFY(moveToLowerEdge());
    QTest::mouseClick(hidden, Qt::LeftButton);
    QTRY_VERIFY(hidden->hasFocus());
    const int room = panel->viewport()->height();
    QTest::keyClick(hidden, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(hidden, "5,,");
    QTest::keyClick(hidden, Qt::Key_Return);
    QTRY_VERIFY(panel->findChild<StartOverBar*>()->isVisible());
    QTRY_VERIFY(panel->viewport()->height() < room);
    QTRY_VERIFY(isSeen());
    QCOMPARE(session.pending().modelFault(), "Put the marked field right, or press Esc in it"); // the note says why
}

ISTHMUS_TEST(TestFieldInSight)
#include "tst_FieldInSight.moc"
