// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/AtomicFile.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"
#include "tests/core/files/Folder.h"
#include "tests/core/messageOf.h"

#include <sys/stat.h>

using namespace isthmus;
using isthmus::testing::Folder;

namespace {

std::span<const std::byte> asBytes(std::string_view text)
{
    return std::as_bytes(std::span(text));
}

} // namespace

/// A file appears whole or not at all. What a full disk does to it: tests/faults/tst_FullDisk.
class tst_AtomicFile : public QObject
{
    Q_OBJECT

private slots:
    void fileAppearsWithCommit()
    {
        const Folder folder;
        AtomicFile file(folder.path("run").toStdString());
        file.write(asBytes("one "));
        file.write(asBytes("two"));
        QVERIFY(!QFile::exists(folder.path("run")));
        file.commit();
        QCOMPARE(contentOf(folder.path("run")), "one two");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void withoutCommitTheOldFileStays()
    {
        const Folder folder;
        const std::string path = folder.write("run", "old");
        {
            AtomicFile file(path);
            file.write(asBytes("new"));
        }
        QCOMPARE(contentOf(folder.path("run")), "old");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void commitReplacesTheOldFile()
    {
        const Folder folder;
        const std::string path = folder.write("run", "old and longer");
        AtomicFile file(path);
        file.write(asBytes("new"));
        file.commit();
        QCOMPARE(contentOf(folder.path("run")), "new");
    }

    void missingFolderIsNamed()
    {
        const Folder folder;
        const std::string path = folder.path("nowhere/run").toStdString();
        const QString message = messageOf([&] { const AtomicFile file(path); });
        QVERIFY2(message.startsWith(QString::fromStdString(path) + ": cannot be written: "), qPrintable(message));
    }

    void readOnlyFileIsNotReplaced()
    {
        const Folder folder;
        const std::string path = folder.write("run", "old");
        QCOMPARE(chmod(path.c_str(), 0400), 0);
        const QString message = messageOf([&] { requireReplaceable(path); });
        if (geteuid() == 0) // to whom nothing is forbidden
            QCOMPARE(message, "no error");
        else
            QCOMPARE(message, QString::fromStdString(path) + ": cannot be written: Permission denied");
        QCOMPARE(contentOf(folder.path("run")), "old");
    }

    void nameThatIsNoTextIsRefused()
    {
        QVERIFY(messageOf([] { requireReplaceable("/tmp/\xff\xfe"); }).contains("UTF-8"));
    }

    void emptyFileIsAFileToo()
    {
        const Folder folder;
        AtomicFile file(folder.path("run").toStdString());
        file.write({});
        file.commit();
        QVERIFY(QFile::exists(folder.path("run")));
        QCOMPARE(contentOf(folder.path("run")), QByteArray());
    }
};

ISTHMUS_GUILESS_TEST(tst_AtomicFile)
#include "tst_AtomicFile.moc"
