// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/data/Split.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <set>

using namespace isthmus;

namespace {

/// Samples whose class is their number modulo 3: ant, bee, cat.
Dataset insects(Index trainCount, Index testCount)
{
    Dataset data;
    data.title = "Insects";
    data.shape = {1, 1, 1};
    data.trainCount = trainCount;
    data.testCount = testCount;
    data.classNames = {"ant", "bee", "cat"};
    for (Index i = 0; i < data.count(); ++i)
        data.labels.push_back(static_cast<std::int32_t>(i % 3));
    return data;
}

std::vector<Index> range(Index begin, Index end)
{
    std::vector<Index> numbers;
    for (Index i = begin; i < end; ++i)
        numbers.push_back(i);
    return numbers;
}

std::string splitMessage(const Dataset& data, const SplitSpec& spec)
{
    try {
        static_cast<void>(makeSplit(data, spec));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestSplit : public QObject
{
    Q_OBJECT
private slots:
    void partsOfTheFileStayInFileOrder()
    {
        const Split split = makeSplit(insects(60, 30), {});
        QCOMPARE(split.train, range(0, 60));
        QCOMPARE(split.test, range(60, 90));
        QVERIFY(split.validation.empty());
        QCOMPARE(split.fitted(), range(0, 60));
    }

    void ownValidationPartIsWatched()
    {
        Dataset data = insects(60, 30);
        data.validationCount = 9;
        for (Index i = 0; i < 9; ++i)
            data.labels.push_back(static_cast<std::int32_t>(i % 3));
        const Split split = makeSplit(data, {});
        QCOMPARE(split.fitted(), range(0, 60));
        QCOMPARE(split.test, range(60, 90));
        QCOMPARE(split.validation, range(90, 99));
        QCOMPARE(split.train.size(), std::size_t(69));
        QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
        SplitSpec some;
        some.classes = {"bee"};
        some.limit = 2;
        QCOMPARE(makeSplit(data, some).fitted(), (std::vector<Index>{1, 4}));
        QCOMPARE(makeSplit(data, some).validation, (std::vector<Index>{91, 94}));
        QCOMPARE(validationUse(data, 0),
            std::string("The data brings a validation part of 9 rows: training does not see it, and its loss is the "
                        "second curve."));
    }

    void aShareTakesThePlaceOfTheOwnPart()
    {
        Dataset data = insects(60, 30);
        SplitSpec share;
        share.validation = 0.25;
        const Split expected = makeSplit(data, share);
        data.validationCount = 9;
        data.labels.resize(99);
        const Split split = makeSplit(data, share);
        QCOMPARE(split.train, expected.train);
        QCOMPARE(split.validation, expected.validation);
        QCOMPARE(split.test, expected.test);
        QCOMPARE(validationUse(data, 0.25),
            std::string("The data brings a validation part of 9 rows, which is not used, since a share of the "
                        "training part is held out for validation."));
        QCOMPARE(validationUse(insects(60, 30), 0), std::string());
    }

    void testPartIsNotDrawnFromTheOwnValidationPart()
    {
        Dataset data = insects(200, 0);
        const Split expected = makeSplit(data, {});
        data.validationCount = 9;
        data.labels.resize(209);
        const Split split = makeSplit(data, {});
        QCOMPARE(split.test, expected.test);
        QCOMPARE(split.fitted(), expected.train);
        QCOMPARE(split.validation, range(200, 209));
    }

    void readySplitIsTheSame()
    {
        const auto data = std::make_shared<const Dataset>(insects(200, 0));
        SplitSpec spec;
        spec.validation = 0.1;
        const std::shared_ptr<const ReadySplit> ready = makeReadySplit(data, spec);
        const Split split = makeSplit(*data, spec);
        QCOMPARE(ready->data, data);
        QVERIFY(ready->spec == spec);
        QCOMPARE(ready->parts.train, split.train);
        QCOMPARE(ready->parts.validation, split.validation);
        QCOMPARE(ready->fitted, split.fitted());
    }

    void aTenthIsDrawnWhereTheFileHasNoTestPart()
    {
        const Dataset data = insects(200, 0);
        const Split split = makeSplit(data, {});
        QCOMPARE(split.test.size(), std::size_t(20));
        QCOMPARE(split.train.size(), std::size_t(180));
        QVERIFY(std::is_sorted(split.test.begin(), split.test.end()));
        QVERIFY(std::is_sorted(split.train.begin(), split.train.end()));
        std::set<Index> all(split.train.begin(), split.train.end());
        all.insert(split.test.begin(), split.test.end());
        QCOMPARE(all.size(), std::size_t(200));
        QVERIFY(split.test != range(180, 200));

        SplitSpec other;
        other.seed = 2;
        QCOMPARE(makeSplit(data, {}).test, split.test);
        QVERIFY(makeSplit(data, other).test != split.test);
    }

    void theDrawnTestPartDoesNotDependOnTheChoiceOfClasses()
    {
        const Dataset data = insects(300, 0);
        const Split all = makeSplit(data, {});
        SplitSpec spec;
        spec.classes = {"bee"};
        const std::vector<Index> bees = makeSplit(data, spec).test;
        QVERIFY(!bees.empty());
        for (const Index sample : bees)
            QVERIFY(std::binary_search(all.test.begin(), all.test.end(), sample));
    }

    void classesByNameAndByIndex()
    {
        const Dataset data = insects(9, 6);
        SplitSpec spec;
        spec.classes = {"cat", "0"};
        const Split split = makeSplit(data, spec);
        QCOMPARE(split.train, (std::vector<Index>{0, 2, 3, 5, 6, 8}));
        QCOMPARE(split.test, (std::vector<Index>{9, 11, 12, 14}));
    }

    void limitComesAfterTheClasses()
    {
        const Dataset data = insects(30, 30);
        SplitSpec spec;
        spec.classes = {"1"};
        spec.limit = 2;
        const Split split = makeSplit(data, spec);
        QCOMPARE(split.train, (std::vector<Index>{1, 4}));
        QCOMPARE(split.test, (std::vector<Index>{31, 34}));
        spec.limit = 1000;
        QCOMPARE(makeSplit(data, spec).train.size(), std::size_t(10));
    }

    void validationIsAShareOfTheTrainingPartInUse()
    {
        const Dataset data = insects(400, 50);
        SplitSpec spec;
        spec.limit = 200;
        spec.validation = 0.25;
        const Split split = makeSplit(data, spec);
        QCOMPARE(split.train, range(0, 200));
        QCOMPARE(split.test, range(400, 450));
        QCOMPARE(split.validation.size(), std::size_t(50));
        QVERIFY(std::is_sorted(split.validation.begin(), split.validation.end()));
        QVERIFY(split.validation != range(0, 50));
        QVERIFY(split.validation.back() < 200);
        const std::vector<Index> fitted = split.fitted();
        QCOMPARE(fitted.size(), std::size_t(150));
        for (const Index sample : split.validation)
            QVERIFY(!std::binary_search(fitted.begin(), fitted.end(), sample));

        spec.seed = 9;
        QVERIFY(makeSplit(data, spec).validation != split.validation);
    }

    void aTinyShareHoldsOutOneSample()
    {
        SplitSpec spec;
        spec.validation = 0.001;
        QCOMPARE(makeSplit(insects(10, 0), spec).validation.size(), std::size_t(1));
    }

    void whatCannotBeChosenIsSaid()
    {
        const Dataset data = insects(9, 3);
        SplitSpec spec;
        spec.classes = {"dog"};
        QCOMPARE(splitMessage(data, spec),
            std::string("Insects: expected a class among ant, bee, cat (or an index from 0 to 2), found \"dog\""));
        spec.classes = {"3"};
        QVERIFY(splitMessage(data, spec).find("found \"3\"") != std::string::npos);
        spec.classes = {"1x"};
        QVERIFY(splitMessage(data, spec).find("found \"1x\"") != std::string::npos);
        spec.classes = {"-1"};
        QVERIFY(splitMessage(data, spec).find("found \"-1\"") != std::string::npos);

        Dataset bare = data;
        bare.labels.clear();
        bare.classNames.clear();
        spec.classes = {"0"};
        QCOMPARE(
            splitMessage(bare, spec), std::string("Insects: expected classes to choose \"0\" from, found no labels"));
    }

    void whatLeavesNothingToTrainOnIsSaid()
    {
        SplitSpec spec;
        spec.validation = 0.9;
        spec.limit = 1;
        QVERIFY(splitMessage(insects(9, 3), spec).find("at least one sample to train on") != std::string::npos);
        Dataset data = insects(9, 3);
        data.labels = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
        spec = {};
        spec.classes = {"bee"};
        QVERIFY(splitMessage(data, spec).find("found none") != std::string::npos);
    }

    void sharesAndLimitsOutsideTheirRange()
    {
        for (const double share : {-0.1, 1.0, 7.0, std::numeric_limits<double>::quiet_NaN()}) {
            SplitSpec spec;
            spec.validation = share;
            QVERIFY(splitMessage(insects(9, 3), spec).find("below 1") != std::string::npos);
        }
        SplitSpec spec;
        spec.limit = -1;
        QCOMPARE(
            splitMessage(insects(9, 3), spec), std::string("limit: expected 0 (all) or a number of samples, found -1"));
    }
};

ISTHMUS_APPLESS_TEST(TestSplit)
#include "tst_Split.moc"
