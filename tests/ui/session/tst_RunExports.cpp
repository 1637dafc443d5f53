// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Npy.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/Job.h"
#include "ui/session/RunExports.h"
#include "ui/session/RunSession.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace isthmus;

namespace {

/// Writes on the job's thread as the window does, each choice at its default.
void write(Job& job, const ExportType& type, const ExportSource& source, const QString& path)
{
    const std::vector<int> chosen(type.choices(source).size(), 0);
    job.start([&type, source, chosen, path](const Progress& progress) -> Job::Next {
        ThreadPool alone(1);
        type.write(source, chosen, path.toStdString(), alone, progress);
        return nullptr;
    });
}

} // namespace

/// A moment of a run is written while the run goes on.
class TestRunExports : public QObject
{
    Q_OBJECT

private slots:
    void eachIsWrittenWhileTheRunTrains();
    void momentStaysWhateverTheRunDoes();
    void cancelledExportLeavesNoFile();

private:
    QTemporaryDir m_folder;
};

void TestRunExports::eachIsWrittenWhileTheRunTrains()
{
    RunSession session(nullptr, test::kThreads);
    session.startRun(test::windowRun());
    QTRY_VERIFY(session.snapshot());
    session.play();
    for (const ExportType& type : exportTypes())
        for (const ExportFormat& format : type.formats()) {
            const QString path = m_folder.filePath(type.id + format.suffix);
            Job job;
            QSignalSpy failed(&job, &Job::failed);
            write(job, type, exportSource(session), path);
            QTRY_VERIFY(!job.isBusy());
            QVERIFY2(failed.isEmpty(), qPrintable(path));
            QVERIFY2(QFileInfo(path).size() > 0, qPrintable(path));
        }
    QVERIFY(session.isTraining());
}

void TestRunExports::momentStaysWhateverTheRunDoes()
{
    RunSession session(nullptr, test::kThreads);
    session.startRun(test::windowRun());
    QTRY_VERIFY(session.snapshot());
    const ExportSource moment = exportSource(session);
    std::vector<FloatVector> written;
    for (const char* name : {"before.npy", "after.npy"}) {
        const QString path = m_folder.filePath(name);
        Job job;
        write(job, exportTypes().front(), moment, path);
        QTRY_VERIFY(!job.isBusy());
        const NpyArray codes = readNpyFloat(path.toStdString());
        QCOMPARE(codes.shape, (std::vector<Index>{50, 2})); // test images x dimensions
        written.emplace_back(codes.values.begin(), codes.values.end());
        session.stepEpoch();
        QTRY_VERIFY(session.snapshot()->record.step >= 7);
    }
    QCOMPARE(written[1], written[0]);
}

void TestRunExports::cancelledExportLeavesNoFile()
{
    RunSession session(nullptr, test::kThreads);
    session.startRun(test::windowRun());
    QTRY_VERIFY(session.snapshot());
    for (const ExportType& type : exportTypes()) {
        const QString path = m_folder.filePath(QString("cancelled-%1").arg(type.id) + type.formats().front().suffix);
        Job job;
        QSignalSpy cancelled(&job, &Job::cancelled);
        write(job, type, exportSource(session), path);
        job.cancel();
        QTRY_VERIFY(!job.isBusy());
        QCOMPARE(QFileInfo::exists(path), cancelled.isEmpty()); // it may have been written before
    }
}

ISTHMUS_GUILESS_TEST(TestRunExports)
#include "tst_RunExports.moc"
