// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace isthmus;

/// `isthmus --measure`: the program drags by itself, prints its figures and ends.
class TestMeasurement : public QObject
{
    Q_OBJECT
private slots:
    void endsByItself();
};

void TestMeasurement::endsByItself()
{
    const Cli cli;
    cli.writeImages("images.idx", 200, 8, 8);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(place, cli.path("home"));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(cli.path({}));
    process.start(QString(ISTHMUS_BINARY_DIR) + "/isthmus", {"images.idx", "--model", "dense-ae", "--measure", "2"});
    QVERIFY2(process.waitForFinished(2 * test::kPatience), "it still runs");
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const QJsonObject figures = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QVERIFY(figures["first_picture_ms"].toDouble() > 0);
    QVERIFY(figures["probes"].toInt() > 0);
    QVERIFY(figures["probes_beside_draws"].toInt() > 0);
}

ISTHMUS_GUILESS_TEST(TestMeasurement)
#include "tst_Measurement.moc"
