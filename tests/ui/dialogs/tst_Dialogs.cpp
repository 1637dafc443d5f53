// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/readers.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/ShortcutsDialog.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

using namespace isthmus;
using isthmus::test::BlankSettings;

class TestDialogs : public QObject
{
    Q_OBJECT

private slots:
    void filterNamesEveryReader();
    void filterOffersAllImagesFirst();
    void dialogsStartWhereTheLastOneEnded();
    void shortcutsAreThoseOfTheActions();
    void escapeIsCancel();
};

void TestDialogs::filterNamesEveryReader()
{
    for (const DatasetReader& reader : datasetReaders()) {
        if (!reader.extensions.empty()) // a reader of folders has no pattern
            QVERIFY2(dataFilter().contains(";;" + QString(reader.name) + " (*"), reader.name);
        for (const std::string& end : reader.extensions)
            QVERIFY2(dataFilter().contains("*" + QString::fromStdString(end)), end.c_str());
    }
}

void TestDialogs::filterOffersAllImagesFirst()
{
    QVERIFY(dataFilter().startsWith("Images (*"));
    QVERIFY(dataFilter().endsWith(";;All files (*)"));
}

void TestDialogs::dialogsStartWhereTheLastOneEnded()
{
    const BlankSettings settings;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString first = QFileInfo(documents).isDir() ? documents : QDir::homePath(); // some have no such folder
    QCOMPARE(lastFolder(), first);
    QSettings().setValue("recent/folder", settings.path("."));
    QCOMPARE(lastFolder(), settings.path("."));
    QSettings().setValue("recent/folder", settings.path("gone"));
    QCOMPARE(lastFolder(), first);
}

void TestDialogs::shortcutsAreThoseOfTheActions()
{
    QWidget window;
    auto* play = new QAction("&Play", &window);
    play->setShortcut(Qt::Key_Space);
    auto* child = new QWidget(&window);
    auto* fit = new QAction("Fit the points", child);
    fit->setShortcut(Qt::Key_0);
    new QAction("No key", &window);
    auto* hidden = new QAction("Hidden", &window);
    hidden->setShortcut(Qt::Key_H);
    hidden->setVisible(false);

    const std::vector<ShortcutLine> lines = shortcutsOf(window);
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0].keys, "Space");
    QCOMPARE(lines[0].what, "Play");
    QCOMPARE(lines[1].keys, "0");
    QCOMPARE(lines[1].what, "Fit the points");
}

void TestDialogs::escapeIsCancel()
{
    QWidget window;
    window.show();
    std::optional<SaveAnswer> answer;
    QMessageBox* box = askToSave(&window, "Save?", [&](SaveAnswer given) { answer = given; });
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(answer.has_value());
    QVERIFY(*answer == SaveAnswer::Cancel);
}

QTEST_MAIN(TestDialogs)
#include "tst_Dialogs.moc"
