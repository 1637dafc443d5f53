// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/main/menuList.h"

#include <QFile>
#include <QMainWindow>
#include <QMenuBar>

using namespace isthmus;
using namespace isthmus::test;

/// Holds the README's pictures against the program.
class TestMenuList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void entriesKeysAndDepthAreListed();
    void picturesAreOfTheseMenus();
    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<Theme> m_theme; // gone before the application
};

void TestMenuList::initTestCase()
{
    static BlankSettings settings;
    m_theme = std::make_unique<Theme>(*qApp);
}

void TestMenuList::entriesKeysAndDepthAreListed()
{
    QMainWindow window;
    QMenu* file = window.menuBar()->addMenu("&File");
    file->addAction("&Save", QKeySequence("Ctrl+S"));
    file->addSeparator();
    file->addMenu("&Export")->addAction("Codes...");
    QCOMPARE(menuList(window), "File\n  Save" + QString(38, ' ') + "  Ctrl+S\n  Export\n    Codes...\n");
}

void TestMenuList::picturesAreOfTheseMenus()
{
    QFile file(ISTHMUS_SOURCE_DIR "/resources/screenshots/menus.txt");
    QVERIFY2(file.open(QIODevice::ReadOnly), "the menus of the README's pictures are not known: run ./dev screenshots");
    OpenWindow open;
    const QStringList pictured = QString::fromUtf8(file.readAll()).split('\n');
    const QStringList present = menuList(open.page).split('\n');
    for (qsizetype i = 0; i < std::max(pictured.size(), present.size()); ++i)
        QVERIFY2(pictured.value(i) == present.value(i),
            qPrintable(QString("the README's pictures are of other menus, run ./dev screenshots: '%1' is now '%2'")
                           .arg(pictured.value(i).simplified(), present.value(i).simplified())));
}

ISTHMUS_TEST(TestMenuList)
#include "tst_MenuList.moc"
