// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/Arguments.h"
#include "app/common/HelpText.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

using Words = std::vector<std::string>;

Arguments sorted(const Words& words)
{
    return Arguments({{"out", "FILE", "where it goes"}, {"count", "N", "how many"}, {"paused", "", "wait"}}, words);
}

/// The sentence about wrong usage, or "no error".
template <typename Call>
QString usageOf(const Call& call)
{
    try {
        call();
    } catch (const UsageError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("no error");
}

QString faultOf(const Words& words)
{
    return usageOf([&] { sorted(words); });
}

} // namespace

class TestArguments : public QObject
{
    Q_OBJECT
private slots:
    void optionsStandAnywhere()
    {
        const Arguments arguments = sorted({"a.run", "--count", "3", "b.run", "--paused", "--out=x=y.npy", "-"});
        QCOMPARE(arguments.positional(), (Words{"a.run", "b.run", "-"}));
        QCOMPARE(arguments.whole("count", 1), std::int64_t(3));
        QVERIFY(arguments.has("paused"));
        QCOMPARE(arguments.required("out"), std::string("x=y.npy"));
    }

    void twoDashesEndTheOptions()
    {
        const Arguments arguments = sorted({"--", "--paused", "-x"});
        QCOMPARE(arguments.positional(), (Words{"--paused", "-x"}));
        QVERIFY(!arguments.has("paused"));
    }

    void whatIsNotThereHasItsFallback()
    {
        const Arguments arguments = sorted({});
        QCOMPARE(arguments.text("out"), std::nullopt);
        QCOMPARE(arguments.text("out", "a.npy"), std::string("a.npy"));
        QCOMPARE(arguments.whole("count", 7), std::int64_t(7));
        QCOMPARE(arguments.number("count", 0.5, 0), 0.5);
        QVERIFY(arguments.list("out").empty());
        QCOMPARE(sorted({"--out", "a,b,,c"}).list("out"), (Words{"a", "b", "", "c"}));
    }

    void wrongUsageIsOneSentence()
    {
        QCOMPARE(faultOf({"--colour", "red"}), QString("unknown option --colour"));
        QCOMPARE(faultOf({"-c"}), QString("unknown option -c"));
        QCOMPARE(faultOf({"--paused=yes"}), QString("option --paused takes no value"));
        QCOMPARE(faultOf({"--out"}), QString("option --out needs a value: FILE"));
        QCOMPARE(faultOf({"--count", "1", "--count=2"}), QString("option --count is there twice"));
        QCOMPARE(usageOf([] { (void)sorted({}).required("out"); }), QString("option --out is needed"));
    }

    void wrongValuesAreNamed()
    {
        QCOMPARE(usageOf([] {
            (void)sorted({"--count", "ten"}).whole("count", 1, 1, 2000);
        }),
            QString("--count: expected a whole number from 1 to 2,000, found 'ten'"));
        QCOMPARE(usageOf([] {
            (void)sorted({"--count", "-1"}).number("count", 1, 0);
        }),
            QString("--count: expected a number of at least 0, found '-1'"));
        QCOMPARE(QString(wrongValue("split", "train, test or all", "x").what()),
            QString("--split: expected train, test or all, found 'x'"));
    }

    void helpIsAskedForInTwoWays()
    {
        QVERIFY(isHelp("--help") && isHelp("-h"));
        QVERIFY(!isHelp("help") && !isHelp("--helpful"));
    }

    void helpStandsInColumnsThatFit()
    {
        qputenv("COLUMNS", "40");
        const std::string text = optionsText({{"out", "FILE", "where all that was found goes, row after row"},
            {"an-option-with-a-long-name", "AND-VALUE", "is above its meaning"}});
        const std::string lines = inLines("some words that are more than one line of forty");
        qunsetenv("COLUMNS");
        QCOMPARE(QString::fromStdString(text),
            QString("Options:\n"
                    "  --out FILE  where all that was found\n"
                    "              goes, row after row\n"
                    "  --an-option-with-a-long-name AND-VALUE\n"
                    "              is above its meaning\n"
                    "  --help      this text\n"));
        QCOMPARE(QString::fromStdString(lines), QString("some words that are more than one line\nof forty"));
    }
};

ISTHMUS_APPLESS_TEST(TestArguments)
#include "tst_Arguments.moc"
