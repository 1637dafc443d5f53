// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/app/cli/Cli.h"

#include <QDir>
#include <QSettings>

using namespace isthmus;

/// The explorer as it is called with words, each time with settings of its own.
class TestStartUp : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void openedDataIsRemembered();
    void openedRunIsRemembered();

private:
    void start(QProcess& process, const QStringList& words) const;
    [[nodiscard]] QStringList remembered(const QString& key) const;

    std::unique_ptr<Cli> m_cli;
};

void TestStartUp::init()
{
    m_cli = std::make_unique<Cli>();
    m_cli->writeImages("some images.idx", 40, 8, 8);
}

/// Starts in the folder of the test's files, whose names are then relative.
void TestStartUp::start(QProcess& process, const QStringList& words) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        environment.insert(place, m_cli->path("home"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_cli->path({}));
    process.start(QString(ISTHMUS_BINARY_DIR) + "/isthmus", words);
}

QStringList TestStartUp::remembered(const QString& key) const
{
    const QStringList files = QDir(m_cli->path("home/isthmus")).entryList({"isthmus.*"}, QDir::Files);
    return QSettings(m_cli->path("home/isthmus/" + files.value(0)), QSettings::IniFormat).value(key).toStringList();
}

void TestStartUp::openedDataIsRemembered()
{
    QProcess process;
    start(process, {"some images.idx"});
    QTRY_COMPARE(remembered("recent/data"), QStringList{m_cli->path("some images.idx")});
    process.kill();
    QVERIFY(process.waitForFinished());
}

void TestStartUp::openedRunIsRemembered()
{
    const Outcome trained = m_cli->run(QStringList{
        "train", "--data", "some images.idx", "--model", "dense-ae", "--epochs", "1", "--out", "mine.safetensors"});
    QVERIFY2(trained.code == 0, trained.text());
    QProcess process;
    start(process, {"mine.safetensors"});
    QTRY_COMPARE(remembered("recent/runs"), QStringList{m_cli->path("mine.safetensors")});
    QVERIFY(remembered("recent/data").isEmpty());
    process.kill();
    QVERIFY(process.waitForFinished());
}

ISTHMUS_GUILESS_TEST(TestStartUp)
#include "tst_StartUp.moc"
