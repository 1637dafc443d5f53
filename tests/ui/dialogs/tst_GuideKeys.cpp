// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>

using namespace isthmus;

/// The keys of the guide's window.
class TestGuideKeys : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void escapeClearsTheSearchFirst();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestGuideKeys::escapeClearsTheSearchFirst()
{
    GuideWindow guide;
    guide.show();
    QVERIFY(QTest::qWaitForWindowExposed(&guide, test::kPatience));
    auto* search = guide.findChild<QLineEdit*>();
    search->setFocus();
    QTest::keyClicks(search, "beta");
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QVERIFY(guide.isVisible());
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_VERIFY(!guide.isVisible());
}

ISTHMUS_TEST(TestGuideKeys)
#include "tst_GuideKeys.moc"
