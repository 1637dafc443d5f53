// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecoveryFile.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace isthmus;

namespace {

/// Lives in another process, which holds a recovery file until it is killed.
class OtherInstance
{
public:
    explicit OtherInstance(const std::string& folder, bool writes = true)
    {
        int ready[2];
        if (pipe(ready) != 0)
            qFatal("no pipe");
        m_process = fork();
        if (m_process == 0) {
            const auto file = RecoveryFile::make(folder);
            if (writes)
                file->write(sampleCheckpoint(), "/runs/saved before.safetensors");
            (void)!::write(ready[1], "r", 1);
            for (;;)
                pause();
        }
        char byte = 0;
        (void)!read(ready[0], &byte, 1);
        close(ready[0]);
        close(ready[1]);
    }

    void killIt()
    {
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
        m_process = 0;
    }

    ~OtherInstance()
    {
        if (m_process > 0)
            killIt();
    }

private:
    pid_t m_process = 0;
};

} // namespace

class TestRecoveryFile : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void runOfAKilledProgramIsFound();
    void runOfALivingProgramIsNot();
    void oneFinderHasIt();
    void removedIsGone();
    void letGoIsFoundAgain();
    void unfinishedWritesAreClearedAway();
    void newestComesFirst();
    void twoOfOneProgramHaveTwoNames();
    void folderThatCannotBeMadeIsNamed();

private:
    [[nodiscard]] QStringList files() const { return QDir(text()).entryList(QDir::Files | QDir::Hidden); }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_folder); }

    std::unique_ptr<QTemporaryDir> m_base;
    std::string m_folder;
};

void TestRecoveryFile::init()
{
    m_base = std::make_unique<QTemporaryDir>();
    m_folder = m_base->filePath("state/für später").toStdString();
}

void TestRecoveryFile::runOfAKilledProgramIsFound()
{
    OtherInstance other(m_folder);
    other.killIt();
    const auto found = RecoveryFile::leftBehind(m_folder);
    QCOMPARE(found.size(), std::size_t(1));
    QVERIFY(!QFile::permissions(text()).testAnyFlags(QFile::ReadGroup | QFile::ReadOther)); // nobody else's business
    QCOMPARE(found[0]->runPath(), std::string("/runs/saved before.safetensors"));
    QVERIFY(qAbs(found[0]->savedAt().secsTo(QDateTime::currentDateTime())) < 60);
    QCOMPARE(readRunFile(found[0]->path()).step, sampleCheckpoint().step);
}

void TestRecoveryFile::runOfALivingProgramIsNot()
{
    const OtherInstance other(m_folder);
    QVERIFY(RecoveryFile::leftBehind(m_folder).empty());
    QCOMPARE(files().size(), qsizetype(2));
}

void TestRecoveryFile::oneFinderHasIt()
{
    OtherInstance(m_folder).killIt();
    const auto first = RecoveryFile::leftBehind(m_folder);
    QCOMPARE(first.size(), std::size_t(1));
    QVERIFY(RecoveryFile::leftBehind(m_folder).empty());
}

void TestRecoveryFile::removedIsGone()
{
    const auto file = RecoveryFile::make(m_folder);
    file->write(sampleCheckpoint(), {});
    QVERIFY(file->runPath().empty());
    file->remove();
    QVERIFY(files().isEmpty());
}

void TestRecoveryFile::letGoIsFoundAgain()
{
    RecoveryFile::make(m_folder)->write(sampleCheckpoint(), "/a/long/path.safetensors");
    auto found = RecoveryFile::leftBehind(m_folder);
    QCOMPARE(found.size(), std::size_t(1));
    found[0]->write(sampleCheckpoint(), "/short");
    found.clear();
    found = RecoveryFile::leftBehind(m_folder);
    QCOMPARE(found.size(), std::size_t(1));
    QCOMPARE(found[0]->runPath(), std::string("/short"));
}

void TestRecoveryFile::unfinishedWritesAreClearedAway()
{
    OtherInstance other(m_folder, false);
    const QString lock = files().value(0);
    const QString unfinished = text() + '/' + lock.chopped(5) + ".safetensors.aBcDeF";
    QVERIFY(writeContent(unfinished, "half"));
    QVERIFY(RecoveryFile::leftBehind(m_folder).empty());
    QCOMPARE(files().size(), qsizetype(2)); // it may be writing just now
    other.killIt();
    QVERIFY(RecoveryFile::leftBehind(m_folder).empty());
    QVERIFY(files().isEmpty());
}

void TestRecoveryFile::newestComesFirst()
{
    const auto setAge = [](const RecoveryFile& file, int seconds) {
        QFile handle(QString::fromStdString(file.path()));
        QVERIFY(handle.open(QIODevice::ReadWrite));
        QVERIFY(handle.setFileTime(QDateTime::currentDateTime().addSecs(-seconds), QFileDevice::FileModificationTime));
    };
    {
        const auto young = RecoveryFile::make(m_folder);
        const auto old = RecoveryFile::make(m_folder);
        young->write(sampleCheckpoint(), "young");
        old->write(sampleCheckpoint(), "old");
        setAge(*young, 60);
        setAge(*old, 3600);
    }
    const auto found = RecoveryFile::leftBehind(m_folder);
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0]->runPath(), std::string("young"));
}

void TestRecoveryFile::twoOfOneProgramHaveTwoNames()
{
    const auto one = RecoveryFile::make(m_folder);
    const auto two = RecoveryFile::make(m_folder);
    QVERIFY(one->path() != two->path());
}

void TestRecoveryFile::folderThatCannotBeMadeIsNamed()
{
    const QString file = m_base->filePath("a file");
    QVERIFY(writeContent(file, "x"));
    const QString folder = file + "/recovery";
    QCOMPARE(messageOf([&] { (void)RecoveryFile::make(folder.toStdString()); }),
        folder + ": the recovery file cannot be written: Not a directory");
    QVERIFY(RecoveryFile::leftBehind(folder.toStdString()).empty());
}

ISTHMUS_GUILESS_TEST(TestRecoveryFile)
#include "tst_RecoveryFile.moc"
