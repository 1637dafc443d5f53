// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/classes.h"
#include "tests/TestProgram.h"

using namespace isthmus;

using Texts = std::vector<std::string>;
using Labels = std::vector<std::int32_t>;

class TestClasses : public QObject
{
    Q_OBJECT
private slots:
    void numbersNameThemselves()
    {
        Dataset data;
        setClasses(Texts{"3", "1", "3"}, data);
        QCOMPARE(data.labels, (Labels{3, 1, 3})); // as in MNIST, whichever digits occur
        QCOMPARE(data.classNames, (Texts{"0", "1", "2", "3"}));
        Dataset far;
        setClasses(Texts{"2000", "-1", "2000"}, far);
        QCOMPARE(far.labels, (Labels{1, 0, 1}));
        QCOMPARE(far.classNames, (Texts{"-1", "2000"}));
    }

    void numbersKeepTheirZeros()
    {
        Dataset data;
        setClasses(Texts{"02", "10", "01"}, data);
        QCOMPARE(data.labels, (Labels{2, 10, 1}));
        QCOMPARE(data.classNames, (Texts{"0", "01", "02", "3", "4", "5", "6", "7", "8", "9", "10"}));
    }

    void differentTextsOfOneNumberAreClasses()
    {
        Dataset data;
        setClasses(Texts{"20", "7", "007", "7"}, data);
        QCOMPARE(data.classNames, (Texts{"007", "7", "20"}));
        QCOMPARE(data.labels, (Labels{2, 1, 0, 1}));
    }

    void textsAreInAlphabeticalOrder()
    {
        Dataset data;
        setClasses(Texts{"dog", "cat", "7", "dog"}, data);
        QCOMPARE(data.classNames, (Texts{"7", "cat", "dog"}));
        QCOMPARE(data.labels, (Labels{2, 1, 0, 2}));
    }

    void manyDifferentOnesAreNoClasses()
    {
        Texts texts;
        for (int i = 0; i <= 1000; ++i)
            texts.push_back("name " + std::to_string(i));
        Dataset data;
        setClasses(texts, data);
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.notices.size(), std::size_t(1));
    }
};

ISTHMUS_APPLESS_TEST(TestClasses)
#include "tst_classes.moc"
