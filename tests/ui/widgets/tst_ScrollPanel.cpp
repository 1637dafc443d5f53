// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ScrollPanel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace isthmus;

namespace {

/// A panel with content of 400 px and a footer of 40, which is hidden at first.
struct Panel
{
    Panel()
    {
        auto* content = new QWidget;
        content->setMinimumSize(100, 400);
        panel = std::make_unique<ScrollPanel>(content);
        footer = new QLabel("footer");
        footer->setFixedHeight(40);
        footer->hide();
        panel->setFooter(footer);
        panel->resize(200, 200);
        panel->show();
        QApplication::setActiveWindow(panel.get());
        (void)QTest::qWaitForWindowExposed(panel.get(), test::kPatience);
    }

    /// A field at the lower edge of what is seen.
    [[nodiscard]] QLineEdit& addField() const
    {
        auto* field = new QLineEdit(panel->widget());
        field->setGeometry(0, 170, 100, 28);
        field->show();
        return *field;
    }

    [[nodiscard]] bool sees(const QWidget& field) const
    {
        return panel->viewport()->rect().contains(QRect(field.mapTo(panel->viewport(), QPoint()), field.size()));
    }

    std::unique_ptr<ScrollPanel> panel;
    QLabel* footer = nullptr;
};

} // namespace

/// What scrolls, and what stays in sight beneath it.
class TestScrollPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void hiddenFooterTakesNoRoom();
    void footerStaysInSight();
    void footerMakesThePanelHigher();
    void fieldInHandStaysInSight();
    void panelThatWasScrolledAwayStaysSo();
    void fieldThatTabComesToFromOutsideIsSeen();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme;
};

void TestScrollPanel::fieldThatTabComesToFromOutsideIsSeen()
{
    QWidget window;
    auto* outside = new QLineEdit(&window);
    auto* content = new QWidget;
    content->setMinimumSize(100, 400);
    auto* field = new QLineEdit(content);
    field->setGeometry(0, 10, 100, 28);
    auto* panel = new ScrollPanel(content, &window);
    panel->setGeometry(0, 40, 200, 160);
    window.resize(200, 200);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window, test::kPatience));
    outside->setFocus();
    panel->verticalScrollBar()->setValue(200);
    QTest::keyClick(outside, Qt::Key_Tab);
    QVERIFY(field->hasFocus());
    QVERIFY(panel->viewport()->rect().contains(QRect(field->mapTo(panel->viewport(), QPoint()), field->size())));
}

void TestScrollPanel::hiddenFooterTakesNoRoom()
{
    const Panel shown;
    QVERIFY(!shown.footer->isVisible());
    QCOMPARE(shown.panel->footerHeight(), 0);
    QCOMPARE(shown.panel->viewport()->height(), 200);
}

void TestScrollPanel::footerStaysInSight()
{
    const Panel shown;
    shown.footer->show();
    QTRY_COMPARE(shown.panel->viewport()->height(), 160);
    QCOMPARE(shown.footer->geometry(), QRect(0, 160, shown.panel->viewport()->width(), 40));
    shown.panel->verticalScrollBar()->setValue(100);
    QCOMPARE(shown.footer->y(), 160);
    shown.panel->resize(200, 300);
    QTRY_COMPARE(shown.footer->y(), 260);
    shown.footer->hide();
    QTRY_COMPARE(shown.panel->viewport()->height(), 300);
}

/// It is at the lower edge, where the footer comes.
void TestScrollPanel::fieldInHandStaysInSight()
{
    const Panel shown;
    QLineEdit& field = shown.addField();
    QVERIFY(shown.sees(field));
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    shown.footer->show();
    QTRY_COMPARE(shown.panel->viewport()->height(), 160);
    QVERIFY(shown.sees(field));
    QTest::keyClicks(&field, "512,,");
    QVERIFY(shown.sees(field));
}

void TestScrollPanel::panelThatWasScrolledAwayStaysSo()
{
    const Panel shown;
    QLineEdit& field = shown.addField();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    shown.panel->verticalScrollBar()->setValue(200);
    shown.footer->show();
    QTRY_COMPARE(shown.panel->viewport()->height(), 160);
    QCOMPARE(shown.panel->verticalScrollBar()->value(), 200);
}

void TestScrollPanel::footerMakesThePanelHigher()
{
    const Panel shown;
    const int before = shown.panel->sizeHint().height();
    shown.footer->show();
    QCOMPARE(shown.panel->sizeHint().height(), before + 40);
}

ISTHMUS_TEST(TestScrollPanel)
#include "tst_ScrollPanel.moc"
