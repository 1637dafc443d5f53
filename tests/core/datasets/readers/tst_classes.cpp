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
    void classesAreThoseThatOccur()
    {
        Dataset data;
        setClasses(Texts{"100", "2", "7", "2"}, data);
        QCOMPARE(data.labels, (Labels{2, 0, 1, 0}));
        QCOMPARE(data.classNames, (Texts{"2", "7", "100"}));
        Dataset letters; // EMNIST's begin at 1
        std::vector<std::int64_t> numbers(52);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = 1 + static_cast<std::int64_t>(i % 26);
        setClasses(numbers, letters);
        QCOMPARE(letters.classNames.size(), std::size_t(26));
        QCOMPARE(letters.labels[27], std::int32_t(1));
        QCOMPARE(letters.className(27), std::string("2"));
    }

    /// Files of runs hold it, also those of versions in which numbers between were classes too.
    void theFingerprintIsThatOfTheNumbers()
    {
        Dataset data;
        data.shape = {1, 1, 1};
        data.trainCount = 3;
        data.images = std::make_shared<ByteImages>(data.shape, std::vector<std::uint8_t>{1, 2, 3});
        Dataset before = data;
        before.labels = {7, 2, 7};
        setClasses(Texts{"7", "2", "7"}, data);
        QCOMPARE(data.labels, (Labels{1, 0, 1}));
        QCOMPARE(data.fingerprint(), before.fingerprint());
    }

    void numbersNameThemselves()
    {
        Dataset data;
        setClasses(Texts{"3", "1", "3"}, data);
        QCOMPARE(data.labels, (Labels{1, 0, 1}));
        QCOMPARE(data.classNames, (Texts{"1", "3"}));
        Dataset far;
        setClasses(Texts{"2000", "-1", "2000"}, far);
        QCOMPARE(far.labels, (Labels{1, 0, 1}));
        QCOMPARE(far.classNames, (Texts{"-1", "2000"}));
    }

    void numbersKeepTheirZeros()
    {
        Dataset data;
        setClasses(Texts{"02", "10", "01"}, data);
        QCOMPARE(data.labels, (Labels{1, 2, 0}));
        QCOMPARE(data.classNames, (Texts{"01", "02", "10"}));
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
