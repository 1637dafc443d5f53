// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowFixture.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
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
    void locatingBeginsWhereTheDataWas();
    void escapeIsCancel();
    void runThatWasNeverSavedIsInNoFile();
    void escapeClosesAnError();
    void styleMayChangeAfterAnErrorWithHelp();
    void completedNameIsAskedAbout();
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
    QVERIFY(dataFilter().startsWith("All data: pictures, tables, arrays (*"));
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

void TestDialogs::locatingBeginsWhereTheDataWas()
{
    const BlankSettings settings;
    const QString once = settings.path("gone/further/trees.csv");
    QWidget parent;
    QString title;
    QString folder;
    QTimer::singleShot(0, &parent, [&] {
        auto* dialog = parent.findChild<QFileDialog*>();
        QVERIFY(dialog);
        title = dialog->windowTitle();
        folder = dialog->directory().canonicalPath();
        dialog->reject();
    });
    QVERIFY(askWhereFileIs(&parent, once).isEmpty());
    QCOMPARE(title, QString("Locate trees.csv"));
    QCOMPARE(folder, QFileInfo(settings.path(".")).canonicalFilePath());
}

void TestDialogs::escapeIsCancel()
{
    QWidget window;
    window.show();
    std::optional<SaveAnswer> answer;
    QMessageBox* box = askToSave(&window, "Save?", Unsaved::Changes, 0.5, [&](SaveAnswer given) { answer = given; });
    QVERIFY(box->informativeText().contains("0.50 epochs"));
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(answer.has_value());
    QVERIFY(*answer == SaveAnswer::Cancel);
}

void TestDialogs::runThatWasNeverSavedIsInNoFile()
{
    QWidget window;
    window.show();
    QMessageBox* fresh = askToSave(&window, "Save?", Unsaved::Run, 0, [](SaveAnswer) {});
    QVERIFY2(fresh->informativeText().contains("in no file yet"), qPrintable(fresh->informativeText()));
    QMessageBox* saved = askToSave(&window, "Save?", Unsaved::Changes, 0, [](SaveAnswer) {});
    QVERIFY2(saved->informativeText().contains("last save"), qPrintable(saved->informativeText()));
}

void TestDialogs::escapeClosesAnError()
{
    QWidget window;
    window.show();
    showError(&window, "It failed", "For want of luck.", "trouble.html#open");
    auto* box = window.findChild<QMessageBox*>("error");
    QVERIFY(box && box->isVisible());
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(!box->isVisible());
}

/// Qt's style sheets remember each button until its end, and would else go to one that is gone.
void TestDialogs::styleMayChangeAfterAnErrorWithHelp()
{
    QWidget window;
    window.show();
    qApp->setStyleSheet("QPushButton { padding: 1px; }");
    showError(&window, "It failed", "For want of luck.", "trouble.html#open");
    const QPointer<QMessageBox> box = window.findChild<QMessageBox*>("error");
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!box);
    for (const char* sheet : {"QPushButton { padding: 2px; }", "QPushButton { padding: 3px; }", ""})
        qApp->setStyleSheet(sheet);
}

/// "run" means run.safetensors, which is there: the file dialog itself has asked about "run" alone.
void TestDialogs::completedNameIsAskedAbout()
{
    const BlankSettings settings;
    const QTemporaryDir folder;
    QFile there(folder.filePath("run.safetensors"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.close();
    QWidget window;
    for (const auto button : {QMessageBox::No, QMessageBox::Yes}) {
        QTimer hand;
        connect(&hand, &QTimer::timeout, &window, [&] {
            if (auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget())) {
                auto* name = dialog->findChild<QLineEdit*>();
                name->setText(folder.filePath("run"));
                QTest::keyClick(name, Qt::Key_Return);
            } else if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                QTest::mouseClick(box->button(button), Qt::LeftButton);
            }
        });
        hand.start(20);
        const QString chosen = askWhereToSave(&window, folder.filePath("other.safetensors"));
        QCOMPARE(chosen, button == QMessageBox::Yes ? there.fileName() : QString());
    }
}

ISTHMUS_TEST(TestDialogs)
#include "tst_Dialogs.moc"
