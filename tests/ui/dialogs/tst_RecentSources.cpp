// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/dialogs/OpenHands.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/open/SourceList.h"

#include <QMenu>
#include <QSignalSpy>

using namespace isthmus;
using namespace isthmus::test;

/// What was opened last can be taken out of the list, most of all where its file is gone.
class TestRecentSources : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void deleteKeyRemoves();
    void contextMenuRemoves();
    void builtInSetStays();
    void missingFileOffersIt();
    void brokenFileDoesNot();
    void lastOneTakesTheHeadingAlong();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<BlankSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
};

namespace {

const QString kGone = "/nowhere/digits.npy";

std::vector<DataChoice> recent()
{
    return {{kFixtures + "images.npy", {}, {}}, {kGone, {}, {}}};
}

QListWidgetItem* itemOf(const SourceList& list, const QString& name)
{
    const QList<QListWidgetItem*> found = list.findItems(name, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.first();
}

QPushButton* removeButton(OpenDialog& dialog)
{
    for (QPushButton* button : dialog.page().findChildren<QPushButton*>())
        if (button->isVisible() && button->text().remove('&') == "Remove from recent")
            return button;
    return nullptr;
}

} // namespace

void TestRecentSources::initTestCase()
{
    m_settings = std::make_unique<BlankSettings>();
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestRecentSources::deleteKeyRemoves()
{
    Shown shown(recent());
    QSignalSpy forgotten(&shown.dialog, &OpenDialog::recentForgotten);
    SourceList& list = shown.dialog.sources();
    QVERIFY(itemOf(list, "digits.npy")->toolTip().contains("Delete"));
    list.setCurrentItem(itemOf(list, "digits.npy"));
    QTest::keyClick(&list, Qt::Key_Delete);
    QVERIFY(!itemOf(list, "digits.npy") && itemOf(list, "images.npy"));
    QCOMPARE(forgotten.count(), 1);
    QCOMPARE(forgotten[0][0].toString(), kGone);
    QVERIFY(!list.currentItem()); // nothing else is chosen instead
    QVERIFY(shown.dialog.page().message().contains("drop"));
    QVERIFY(!shown.dialog.openButton().isEnabled());
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(forgotten.count(), 1);
}

void TestRecentSources::contextMenuRemoves()
{
    Shown shown(recent());
    SourceList& list = shown.dialog.sources();
    shown.dialog.choose(kFixtures + "images.npy");
    QTRY_VERIFY(isRead(shown.dialog));
    const QPoint place = list.visualItemRect(itemOf(list, "digits.npy")).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, list.viewport()->mapToGlobal(place));
    QApplication::sendEvent(list.viewport(), &event);
    auto* menu = list.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().first()->trigger();
    QVERIFY(!itemOf(list, "digits.npy"));
    QCOMPARE(list.currentItem(), itemOf(list, "images.npy")); // what was chosen stays
    QVERIFY(shown.dialog.openButton().isEnabled());
}

void TestRecentSources::builtInSetStays()
{
    Shown shown(recent());
    QSignalSpy forgotten(&shown.dialog, &OpenDialog::recentForgotten);
    SourceList& list = shown.dialog.sources();
    const int before = list.count();
    shown.dialog.choose("sprites");
    QVERIFY(!list.currentItem()->toolTip().contains("Delete"));
    QTest::keyClick(&list, Qt::Key_Delete);
    QCOMPARE(list.count(), before);
    QCOMPARE(forgotten.count(), 0);
}

void TestRecentSources::missingFileOffersIt()
{
    Shown shown(recent());
    QSignalSpy forgotten(&shown.dialog, &OpenDialog::recentForgotten);
    shown.dialog.choose(kGone);
    QTRY_VERIFY2(removeButton(shown.dialog), qPrintable(shown.dialog.page().message()));
    QVERIFY2(
        shown.dialog.page().message().contains("is not there any more"), qPrintable(shown.dialog.page().message()));
    QTest::mouseClick(removeButton(shown.dialog), Qt::LeftButton);
    QCOMPARE(forgotten.count(), 1);
    QVERIFY(!itemOf(shown.dialog.sources(), "digits.npy"));
    QVERIFY(shown.dialog.page().message().contains("drop"));
}

void TestRecentSources::brokenFileDoesNot()
{
    const QString broken = m_settings->path("broken.npy");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no array") > 0);
    file.close();
    Shown shown({{broken, {}, {}}});
    shown.dialog.choose(broken);
    QTRY_VERIFY(shown.dialog.page().message().contains("broken.npy"));
    QVERIFY(!removeButton(shown.dialog));
}

void TestRecentSources::lastOneTakesTheHeadingAlong()
{
    Shown shown({{kGone, {}, {}}});
    SourceList& list = shown.dialog.sources();
    QVERIFY(!list.item(0)->isHidden());
    list.forget(kGone);
    QVERIFY(list.item(0)->isHidden());
}

ISTHMUS_TEST(TestRecentSources)
#include "tst_RecentSources.moc"
