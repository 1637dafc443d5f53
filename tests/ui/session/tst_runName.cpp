// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunFile.h"
#include "ui/session/RunSession.h"
#include "ui/session/runName.h"

#include <QTest>

using namespace isthmus;

/// What a run is called wherever it is named.
class TestRunName : public QObject
{
    Q_OBJECT

private slots:
    void fileNamesTheRunUntilItBeginsAnew();
};

void TestRunName::fileNamesTheRunUntilItBeginsAnew()
{
    RunSession session(nullptr, test::kThreads);
    QCOMPARE(runName(session), QString());
    session.startRun(test::windowRun());
    QCOMPARE(runName(session), QString("Tiny VAE"));
    session.file().setPath("/somewhere/kept.safetensors");
    QCOMPARE(runName(session), QString("kept.safetensors"));
    session.stepBatch();
    QTRY_COMPARE(session.status().step, std::int64_t(1));
    session.setSaved(session.moment());
    session.reset();
    QTRY_COMPARE(runName(session), QString("Tiny VAE"));
}

ISTHMUS_TEST(TestRunName)
#include "tst_runName.moc"
