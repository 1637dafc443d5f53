// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/scaleNames.h"
#include "tests/TestProgram.h"

#include <QTest>

#include <set>

using namespace isthmus;

class TestScaleNames : public QObject
{
    Q_OBJECT

private slots:
    void everyScalingHasTwoNamesOfItsOwn();
    void sentencesSayBoth();
};

void TestScaleNames::everyScalingHasTwoNamesOfItsOwn()
{
    QCOMPARE(kScales, static_cast<std::size_t>(ReadOptions::Scale::Robust) + 1);
    std::set<std::string> words;
    std::set<std::string> titles;
    for (const ScaleName& name : scaleNames()) {
        words.insert(name.word);
        titles.insert(name.title);
    }
    QVERIFY(words.size() == kScales && titles.size() == kScales);
}

void TestScaleNames::sentencesSayBoth()
{
    QCOMPARE(scaleText(ReadOptions::Scale::Columns), std::string("'columns' (range of each column)"));
    QCOMPARE(scaleText(ReadOptions::Scale::Symmetric), std::string("'symmetric' (range to -1 to 1)"));
}

ISTHMUS_TEST(TestScaleNames)
#include "tst_ScaleNames.moc"
