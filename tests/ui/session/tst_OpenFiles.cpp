// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/OpenFiles.h"

#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunFile.h"
#include "ui/session/Workbench.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace isthmus;
using isthmus::test::windowRun;

/// A file belongs to one run, by whatever name: from when it begins to be saved or read.
class TestOpenFiles : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_bench.reset(); }
    void claimedFileIsTheRuns();
    void droppedClaimFreesTheFile();
    void runMayClaimSeveralFiles();
    void allNamesOfAFileAreOne();
    void allNamesOfAFileToBeAreOne();
    void fileBelongsToTheRunFromTheBeginningOfTheSave();
    void failedSaveGivesTheFileUp();
    void runThatIsLeftGivesItsFilesUp();
    void fileOfALeftRunIsItsUntilItIsWritten();
    void closedRunGivesItsFileUp();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    RunSession* m_first = nullptr;
    RunSession* m_second = nullptr;
    OpenFiles m_files; ///< apart from those of the bench
};

void TestOpenFiles::init()
{
    m_bench = std::make_unique<Workbench>(2);
    m_folder = std::make_unique<QTemporaryDir>();
    m_first = &m_bench->active();
    m_second = &m_bench->add();
    m_first->startRun(windowRun());
    m_second->startRun(windowRun());
}

void TestOpenFiles::claimedFileIsTheRuns()
{
    const FileClaim claim = m_files.claim(*m_first, path("run"));
    QCOMPARE(m_files.ownerOf(path("run"), *m_second), m_first);
    QVERIFY(!m_files.ownerOf(path("run"), *m_first)); // it may have its own
    QVERIFY(!m_files.ownerOf(path("other"), *m_second));
}

void TestOpenFiles::droppedClaimFreesTheFile()
{
    FileClaim claim = m_files.claim(*m_first, path("run"));
    FileClaim copy = claim;
    claim.reset();
    QCOMPARE(m_files.ownerOf(path("run"), *m_second), m_first);
    copy.reset();
    QVERIFY(!m_files.ownerOf(path("run"), *m_second));
}

void TestOpenFiles::runMayClaimSeveralFiles()
{
    const FileClaim old = m_files.claim(*m_first, path("old"));
    const FileClaim fresh = m_files.claim(*m_first, path("fresh"));
    QCOMPARE(m_files.ownerOf(path("old"), *m_second), m_first);
    QCOMPARE(m_files.ownerOf(path("fresh"), *m_second), m_first);
}

void TestOpenFiles::allNamesOfAFileAreOne()
{
    QFile file(path("there"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.link(path("link")));
    const FileClaim claim = m_files.claim(*m_first, path("there"));
    QCOMPARE(m_files.ownerOf(path("link"), *m_second), m_first);
    QCOMPARE(m_files.ownerOf(m_folder->path() + "/./there", *m_second), m_first);
}

void TestOpenFiles::allNamesOfAFileToBeAreOne()
{
    QVERIFY(QDir(m_folder->path()).mkdir("folder"));
    QVERIFY(QFile::link(path("folder"), path("shortcut")));
    const FileClaim claim = m_files.claim(*m_first, path("folder/run"));
    QCOMPARE(m_files.ownerOf(path("shortcut/run"), *m_second), m_first);
}

void TestOpenFiles::fileBelongsToTheRunFromTheBeginningOfTheSave()
{
    m_first->file().saveTo(path("begun"));
    QVERIFY(m_first->file().path().isEmpty());
    QCOMPARE(m_second->otherIn(path("begun")), m_first);
    QTRY_COMPARE(m_first->file().path(), path("begun"));
    QCOMPARE(m_second->otherIn(path("begun")), m_first);
    m_first->file().saveTo(path("elsewhere"));
    QTRY_COMPARE(m_first->file().path(), path("elsewhere"));
    QVERIFY(!m_second->otherIn(path("begun")));
}

void TestOpenFiles::failedSaveGivesTheFileUp()
{
    const QString nowhere = "/nonexistent/folder/run.safetensors";
    QSignalSpy failed(&m_first->file(), &RunFile::failed);
    m_first->file().saveTo(nowhere);
    QCOMPARE(m_second->otherIn(nowhere), m_first);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!m_second->otherIn(nowhere));
    m_first->file().saveTo(path("refused"));
    emit m_first->checkpointRefused();
    QVERIFY(!m_second->otherIn(path("refused")));
}

void TestOpenFiles::runThatIsLeftGivesItsFilesUp()
{
    m_first->file().setPath(path("left"));
    m_first->file().saveTo(path("asked"));
    m_first->startRun(windowRun());
    QVERIFY(!m_second->otherIn(path("left")) && !m_second->otherIn(path("asked")));
}

void TestOpenFiles::fileOfALeftRunIsItsUntilItIsWritten()
{
    RunSession* owner = nullptr;
    connect(m_first, &RunSession::checkpointReady, m_bench.get(), [&] { // which is being written now
        m_first->startRun(windowRun());
        owner = m_second->otherIn(path("leaving"));
    });
    m_first->file().saveTo(path("leaving"));
    QTRY_VERIFY(QFile::exists(path("leaving")) && m_first->file().isFree());
    QCOMPARE(owner, m_first);
    QVERIFY(!m_second->otherIn(path("leaving")));
}

void TestOpenFiles::closedRunGivesItsFileUp()
{
    m_first->file().setPath(path("closed"));
    QCOMPARE(m_second->otherIn(path("closed")), m_first);
    m_bench->close(*m_first);
    QVERIFY(!m_second->otherIn(path("closed")));
}

ISTHMUS_GUILESS_TEST(TestOpenFiles)
#include "tst_OpenFiles.moc"
