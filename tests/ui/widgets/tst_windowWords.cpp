// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"
#include "tests/TestProgram.h"
#include "ui/widgets/windowWords.h"

using namespace isthmus;

class TestWindowWords : public QObject
{
    Q_OBJECT

private slots:
    void scalingHasTheWordsOfItsList_data();
    void scalingHasTheWordsOfItsList();
    void missingNumbersHaveTheWordsOfTheirList();
    void textsHaveTheWordsOfTheirList();
    void otherSentencesStay();
};

void TestWindowWords::scalingHasTheWordsOfItsList_data()
{
    QTest::addColumn<int>("scale");
    for (std::size_t i = 0; i < kScales; ++i)
        QTest::newRow(scaleNames()[i].word) << static_cast<int>(i);
}

void TestWindowWords::scalingHasTheWordsOfItsList()
{
    QFETCH(int, scale);
    const ScaleName& name = scaleNames()[static_cast<std::size_t>(scale)];
    const std::string both = scaleText(static_cast<ReadOptions::Scale>(scale));
    QCOMPARE(windowWords("Choose the scaling " + both + ", or another."),
        QString("Choose the scaling \"%1\", or another.").arg(name.title));
}

void TestWindowWords::missingNumbersHaveTheWordsOfTheirList()
{
    QCOMPARE(windowWords(QString("the choice 'leave-out' leaves those rows out, 'mean' keeps them")),
        QString("the choice \"leave the row out\" leaves those rows out, \"the mean, not counted\" keeps them"));
}

void TestWindowWords::textsHaveTheWordsOfTheirList()
{
    QCOMPARE(windowWords(QString("the choice 'one-hot' makes a column of each")),
        QString("the choice \"as columns of 0 and 1\" makes a column of each"));
}

void TestWindowWords::otherSentencesStay()
{
    const QString sentence = "it's 3 'columns' of a table";
    QCOMPARE(windowWords(sentence), sentence);
}

ISTHMUS_APPLESS_TEST(TestWindowWords)
#include "tst_windowWords.moc"
