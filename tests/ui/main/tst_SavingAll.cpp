// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/SavingAll.h"

#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowOfRuns.h"
#include "tests/ui/session/Barriers.h"
#include "ui/main/FileActions.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>

#include <functional>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Answers every dialog that asks for a file.
struct FileAnswer
{
    /// @param path   path to type; empty: no is said
    /// @param first  called while the dialog is open
    explicit FileAnswer(const QString& path = {}, const std::function<void()>& first = {})
    {
        QObject::connect(&timer, &QTimer::timeout, &timer, [this, path, first] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            ++asked;
            if (first)
                first();
            if (path.isEmpty())
                return dialog->reject();
            auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
            name->setText(path);
            QTest::keyClick(name, Qt::Key_Return);
        });
        timer.start(0);
    }

    QTimer timer;
    int asked = 0;
};

} // namespace

/// A window that closes saves several runs one after the other.
class TestSavingAll : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { m_settings = std::make_unique<BlankSettings>(); }
    void runThatIsClosedBeforeItsTurnIsPassedOver();
    void runThatIsClosedWhileItIsSavedIsPassedOver();
    void noneTrainsUntilAllAreSaved();
    void allTrainOnIfOneIsNotSaved();
    void refusedNameLeavesTheOthersSaved_data();
    void refusedNameLeavesTheOthersSaved();
    void secondCloseChangesNothing();
    void closedTabOfTheOneThatIsSavedChangesNothing();
    void runThatIsReplacedEndsTheRest();
    void refusalOfBeforeIsForgotten();

private:
    /// The file of each run.
    [[nodiscard]] QString file(int number) const { return m_settings->path(QString("%1.safetensors").arg(number)); }
    /// Gives each run its file and a step that is not in it.
    void change(WindowOfRuns& open, int runs) const;
    /// Closes the window, and answers that all are to be saved.
    static void closeAndSave(WindowOfRuns& open);

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<BlankSettings> m_settings;
};

void TestSavingAll::change(WindowOfRuns& open, int runs) const
{
    for (int number = 0; number < runs; ++number) {
        const auto place = static_cast<std::size_t>(number);
        QVERIFY(open.stepOn(open.run(place)));
        open.pageOf(place).files().setRunPath(file(number));
    }
}

void TestSavingAll::closeAndSave(WindowOfRuns& open)
{
    QVERIFY(!open.window.close());
    QMessageBox* box = openBox(open.window, "save-all-question");
    QVERIFY(box);
    press(box, QMessageBox::Save);
}

void TestSavingAll::runThatIsClosedBeforeItsTurnIsPassedOver()
{
    WindowOfRuns open(3);
    change(open, 3);
    closeAndSave(open);
    QVERIFY(open.pageOf(2).files().isSaving());
    open.window.closeRun(open.run(1));
    press(openBox(open.window, "save-question"), QMessageBox::Discard);
    QTRY_VERIFY(!open.window.isVisible());
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
    QVERIFY(QFile::exists(file(0)) && !QFile::exists(file(1)) && QFile::exists(file(2)));
}

void TestSavingAll::runThatIsClosedWhileItIsSavedIsPassedOver()
{
    WindowOfRuns open(3);
    change(open, 3);
    closeAndSave(open);
    open.bench.close(open.run(2));
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(file(0)) && QFile::exists(file(1)));
}

void TestSavingAll::noneTrainsUntilAllAreSaved()
{
    WindowOfRuns open(2);
    change(open, 2);
    for (const std::size_t number : {0, 1})
        open.run(number).play();
    QTRY_VERIFY(open.run(0).status().step > 3 && open.run(1).status().step > 3);
    closeAndSave(open);
    QVERIFY(!open.run(0).isTraining() && !open.run(1).isTraining());
    QTRY_VERIFY(!open.window.isVisible()); // and nothing is asked once more
    for (const int number : {0, 1}) {
        RunSession& run = open.run(static_cast<std::size_t>(number));
        QCOMPARE(readRunFile(file(number).toStdString()).step, stepAfterOrders(run));
    }
}

void TestSavingAll::allTrainOnIfOneIsNotSaved()
{
    WindowOfRuns open(3);
    change(open, 3);
    open.pageOf(1).files().setRunPath({});
    for (const std::size_t number : {0, 1, 2})
        open.run(number).play();
    QTRY_VERIFY(open.run(0).isModified() && open.run(1).isModified() && open.run(2).isModified());
    FileAnswer no;
    closeAndSave(open);
    QTRY_COMPARE(no.asked, 1); // where the second run goes
    QTRY_VERIFY(open.run(0).isTraining() && open.run(1).isTraining() && open.run(2).isTraining());
    QVERIFY(QFile::exists(file(2)) && !QFile::exists(file(0)));
    QVERIFY(open.window.isVisible());
}

void TestSavingAll::refusedNameLeavesTheOthersSaved_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("that of another run") << QString() << "0.safetensors"
                                         << "another run that is open";
    QTest::newRow("one that cannot be written") << "/nonexistent/folder/1.safetensors" << QString() << "/nonexistent/";
}

void TestSavingAll::refusedNameLeavesTheOthersSaved()
{
    QFETCH(const QString, path);
    QFETCH(const QString, typed);
    QFETCH(const QString, said);
    const FileAnswer answer(m_settings->path(typed));
    WindowOfRuns open(3);
    change(open, 3);
    open.pageOf(1).files().setRunPath(path);
    for (const std::size_t number : {0, 1, 2})
        open.run(number).play();
    QTRY_VERIFY(open.run(0).isModified() && open.run(1).isModified() && open.run(2).isModified());
    closeAndSave(open);
    QTRY_VERIFY(openBox(open.window, "error"));
    const QString sentence = openBox(open.window, "error")->text();
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
    QTRY_VERIFY(open.run(0).isTraining() && open.run(1).isTraining() && open.run(2).isTraining());
    QVERIFY(QFile::exists(file(0)) && QFile::exists(file(2)) && !QFile::exists(file(1)));
    QVERIFY(open.window.isVisible());
    QCOMPARE(&open.bench.active(), &open.run(1)); // the one to be saved elsewhere
    press(openBox(open.window, "error"), QMessageBox::Ok);
}

void TestSavingAll::secondCloseChangesNothing()
{
    WindowOfRuns open(2);
    change(open, 2);
    closeAndSave(open);
    QVERIFY(!open.window.close());
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(file(0)) && QFile::exists(file(1)));
}

void TestSavingAll::closedTabOfTheOneThatIsSavedChangesNothing()
{
    WindowOfRuns open(2);
    change(open, 2);
    closeAndSave(open);
    QVERIFY(open.pageOf(1).files().isSaving());
    open.window.closeRun(open.run(1));
    QTRY_VERIFY(!open.window.isVisible());
    QVERIFY(QFile::exists(file(0)) && QFile::exists(file(1)));
}

void TestSavingAll::runThatIsReplacedEndsTheRest()
{
    WindowOfRuns open(2);
    change(open, 2);
    open.run(0).play();
    closeAndSave(open);
    QVERIFY(!open.run(0).isTraining());
    open.run(1).startRun(windowRun());
    QTRY_VERIFY(open.run(0).isTraining());
    QVERIFY(open.window.isVisible() && !QFile::exists(file(0)));
    QVERIFY(!open.window.close()); // which asks anew
    QVERIFY(openBox(open.window, "save-question"));
}

/// A run that is replaced while its place is asked for was not refused one, though it was the time before.
void TestSavingAll::refusalOfBeforeIsForgotten()
{
    WindowOfRuns open(2);
    change(open, 2);
    open.pageOf(1).files().setRunPath("/nonexistent/folder/1.safetensors");
    closeAndSave(open);
    QTRY_VERIFY(openBox(open.window, "error"));
    press(openBox(open.window, "error"), QMessageBox::Ok);
    QTRY_VERIFY(QFile::exists(file(0)) && !open.pageOf(0).files().isSaving());
    QVERIFY(open.stepOn(open.run(0)));
    open.pageOf(1).files().setRunPath({});
    const FileAnswer no({}, [&open] { open.run(1).startRun(windowRun()); });
    closeAndSave(open);
    QTRY_COMPARE(no.asked, 1);
    QTRY_VERIFY(!open.pageOf(1).files().isSaving() && !open.pageOf(0).files().isSaving());
    QVERIFY(open.run(0).isModified()); // its turn did not come
    QVERIFY(open.window.isVisible());
}

ISTHMUS_TEST(TestSavingAll)
#include "tst_SavingAll.moc"
