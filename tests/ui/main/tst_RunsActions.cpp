// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunsActions.h"

#include "core/runs/RunFile.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/main/WindowOfRuns.h"
#include "ui/dialogs/ShortcutsDialog.h"
#include "ui/main/FileActions.h"

#include <QAction>
#include <QFile>
#include <QtEndian>

using namespace isthmus;
using namespace isthmus::test;

/// What can be done to the list of runs, and what is said where something cannot.
class TestRunsActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init() { m_settings = std::make_unique<BlankSettings>(); }
    void explainedRefusalLeavesTheRuns();
    void fifthRunIsNotOffered();
    void greyedActionSaysWhy();
    void menuKeysHoldInCompare();
    void savedRunIsOpenedBesideTheOthers();
    void brokenRunLeavesNoEmptyTab();
    void runWithoutRoomIsSaid();
    void openedRunWithoutRoomIsSaid();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<BlankSettings> m_settings;
};

void TestRunsActions::explainedRefusalLeavesTheRuns()
{
    WindowOfRuns open(1);
    RunSpec run = open.session.run();
    run.training.learningRate = -1;
    open.window.runs().open(run);
    QMessageBox* box = openBox(open.window, "error");
    QVERIFY(box);
    QVERIFY2(box->text().contains("learning rate"), qPrintable(box->text()));
    QCOMPARE(open.bench.runs().size(), std::size_t(1));
    QVERIFY(open.page.isVisible());
}

void TestRunsActions::fifthRunIsNotOffered()
{
    WindowOfRuns open(4);
    QCOMPARE(open.bench.runs().size(), std::size_t(4));
    QVERIFY(!open.window.runs().newRun()->isEnabled());
    QVERIFY(!open.window.runs().duplicate()->isEnabled());
    open.window.runs().open(open.session.run());
    QVERIFY(openBox(open.window, "error")->text().contains("expected 4 at the most"));
    QCOMPARE(open.tabs().count(), 4);
}

void TestRunsActions::greyedActionSaysWhy()
{
    WindowOfRuns open(4);
    for (const QAction* action : {open.window.runs().newRun(), open.window.runs().duplicate()}) {
        QVERIFY(!action->isEnabled());
        QCOMPARE(action->toolTip(), QString("4 runs are open, and there can be no more; close one first"));
        QCOMPARE(action->statusTip(), action->toolTip());
    }
    while (open.bench.runs().size() > 1)
        open.bench.close(open.run(1));
    QVERIFY(open.window.runs().newRun()->isEnabled() && open.window.runs().newRun()->statusTip().isEmpty());
    QVERIFY(open.window.runs().newRun()->toolTip().startsWith("A further run on the same data"));
    QVERIFY(!open.window.runs().close()->isEnabled());
    QCOMPARE(open.window.runs().close()->toolTip(), QString("This is the only run that is open"));
    EmptyWindow empty;
    QVERIFY(!empty.window.runs().newRun()->isEnabled());
    QCOMPARE(empty.window.runs().newRun()->toolTip(), QString("There is no data here to train on"));
}

void TestRunsActions::savedRunIsOpenedBesideTheOthers()
{
    WindowOfRuns open(1);
    const QString file = m_settings->path("one.safetensors");
    QVERIFY(open.stepOn(open.run(0)));
    open.page.files().setRunPath(file);
    open.page.files().saveRun();
    QTRY_VERIFY(QFile::exists(file) && !open.run(0).isModified());
    RunSpec other = open.session.run();
    other.training.seed = 9;
    open.session.startRun(other); // has no file yet
    open.page.files().setRunPath({});
    open.window.openBeside(file);
    QTRY_VERIFY(open.bench.runs().size() == 2 && open.run(1).hasRun());
    QCOMPARE(open.run(1).status().step, std::int64_t(1));
    QCOMPARE(open.run(0).run().training.seed, std::uint64_t(9));
    open.bench.setActive(open.run(0));
    open.window.openBeside(file); // it is open already
    QCOMPARE(&open.bench.active(), &open.run(1));
    QCOMPARE(open.bench.runs().size(), std::size_t(2));
}

void TestRunsActions::brokenRunLeavesNoEmptyTab()
{
    WindowOfRuns open(1);
    QFile file(m_settings->path("broken.safetensors"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray header =
        R"({"__metadata__":{"isthmus.model":"{}"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
    const quint64 size = qToLittleEndian(static_cast<quint64>(header.size()));
    file.write(reinterpret_cast<const char*>(&size), sizeof size);
    file.write(header + QByteArray(4, '\0'));
    file.close();
    open.window.openBeside(file.fileName());
    QCOMPARE(open.bench.runs().size(), std::size_t(2)); // while it is read
    QTRY_VERIFY(openBox(open.window, "error"));
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(1));
    QVERIFY(open.session.hasRun());
}

/// The menus are on the page of the run, which Compare hides.
void TestRunsActions::menuKeysHoldInCompare()
{
    WindowOfRuns open(3);
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers with) {
        QApplication::setActiveWindow(&open.window); // a dialog may have been before it
        QTest::keyClick(&open.window, key, with);
    };
    press(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(open.window.workspace(), 1);
    press(Qt::Key_F1, Qt::NoModifier);
    auto* keys = open.window.findChild<ShortcutsDialog*>();
    QVERIFY(keys && keys->isVisible());
    keys->close();
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_COMPARE(open.bench.runs().size(), std::size_t(2));
    press(Qt::Key_PageUp, Qt::ControlModifier); // the keys of the other page hold now
    press(Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!open.window.isVisible());
}

void TestRunsActions::runWithoutRoomIsSaid()
{
    Workbench bench(2, nullptr, 1); // byte
    MainWindow window(bench);
    bench.active().startRun(windowRun());
    window.show();
    window.runs().open(windowRun());
    QMessageBox* box = openBox(window, "error");
    QVERIFY(box);
    QVERIFY2(box->text().startsWith("another run: it takes "), qPrintable(box->text()));
    QCOMPARE(bench.runs().size(), std::size_t(1));
}

void TestRunsActions::openedRunWithoutRoomIsSaid()
{
    Checkpoint state = TrainingRun(windowRun()).checkpoint();
    state.data.name.clear(); // it came without data: there is nothing to look for
    const QString file = m_settings->path("large.safetensors");
    writeRunFile(file.toStdString(), state);
    Workbench bench(2, nullptr, 1);
    MainWindow window(bench);
    bench.active().startRun(windowRun());
    RunSession& second = bench.add();
    window.show();
    window.page(second).files().openRunFile(file);
    QTRY_VERIFY(openBox(window, "error"));
    const QString said = openBox(window, "error")->text();
    QVERIFY2(said.contains("another run: it takes "), qPrintable(said));
    QVERIFY(!second.hasRun());
    QVERIFY(!bench.active().otherIn(file)); // it is nobody's
}

ISTHMUS_TEST(TestRunsActions)
#include "tst_RunsActions.moc"
