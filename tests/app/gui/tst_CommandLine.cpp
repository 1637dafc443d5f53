// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"

#include <QProcess>

using namespace isthmus;

namespace {

struct Answer
{
    int code = -1;
    QByteArray out;
    QByteArray error;
};

/// What the window's program answers to words after which it shows no window.
Answer answerTo(const QStringList& words)
{
    QProcess process;
    process.start(QString(ISTHMUS_BINARY_DIR) + "/isthmus", words);
    if (!process.waitForFinished(test::kPatience))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

/// The window's program understands its words as isthmus-cli does.
class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void helpNamesOptionsAndPresets()
    {
        for (const char* word : {"--help", "-h"}) {
            const Answer answer = answerTo({word});
            QCOMPARE(answer.code, 0);
            QVERIFY2(answer.out.startsWith("Usage: isthmus [FILE] [options]\n"), answer.out);
            for (const char* option : {"--data D", "--model M", "--paused", "--screenshots DIR", "--picture NAME",
                     "--panels DIR", "--measure SECONDS", "--version", "--help", "dense-ae"})
                QVERIFY2(answer.out.contains(option), option);
            QVERIFY(!presetNames().empty());
            for (const std::string& name : presetNames())
                QVERIFY2(answer.out.contains(name.c_str()), name.c_str());
            QCOMPARE(answer.error, QByteArray());
        }
    }

    void helpFitsTheTerminal()
    {
        qputenv("COLUMNS", "60");
        const Answer answer = answerTo({"--help"});
        qunsetenv("COLUMNS");
        QVERIFY(answer.out.count('\n') > 15);
        for (const QByteArray& line : answer.out.split('\n'))
            QVERIFY2(line.size() <= 60, line);
    }

    void versionIsOneLine()
    {
        const Answer answer = answerTo({"--version"});
        QCOMPARE(answer.code, 0);
        QVERIFY2(answer.out.startsWith("isthmus ") && answer.out.count('\n') == 1, answer.out);
    }

    void wrongUsageEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const QStringList& words, const char* said) {
            QTest::newRow(said) << words << "isthmus: " + QByteArray(said) + '\n';
        };
        row({"--colour", "red"}, "unknown option --colour");
        row({"-x"}, "unknown option -x");
        row({"--data"}, "option --data needs a value: D");
        row({"--picture", "table"}, "--picture names the pictures of --screenshots: give both");
        row({"--paused=yes"}, "option --paused takes no value");
        row({"--model", "a", "--model", "b"}, "option --model is there twice");
        row({"a.run", "b.run"}, "expected at most one FILE, found 'a.run' and 'b.run'");
        row({"a.npy", "--data", "sprites"}, "FILE and --data both name what to open: give one of them");
        row({"--measure", "soon"}, "--measure: expected seconds above 0 and up to 3600, found 'soon'");
        row({"--measure=0"}, "--measure: expected seconds above 0 and up to 3600, found '0'");
    }

    void wrongUsageEndsWithTwo()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, said);
        const Answer answer = answerTo(words);
        QCOMPARE(answer.code, 2);
        QCOMPARE(answer.error, said);
        QCOMPARE(answer.out, QByteArray());
    }
};

ISTHMUS_GUILESS_TEST(TestCommandLine)
#include "tst_CommandLine.moc"
