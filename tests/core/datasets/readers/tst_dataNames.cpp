// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/dataNames.h"
#include "tests/TestProgram.h"

using namespace isthmus;

class TestDataNames : public QObject
{
    Q_OBJECT
private slots:
    void wordsSayPartAndContent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("part");
        QTest::addColumn<int>("content");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char* name, DataPart part, DataContent content, const char* subject = "") {
            QTest::newRow(name) << QString(name) << int(part) << int(content) << QString(subject);
        };
        using P = DataPart;
        using C = DataContent;
        for (const char* name : {"x_train", "X_train", "trainX", "XTrain", "xtrain", "train_images", "images-train",
                 "training_data", "traindata", "Train Set X", "train/imgs", "TRAIN_X"})
            row(name, P::Train, C::Images);
        for (const char* name : {"y_test", "test_labels", "labels_test", "testlabels", "YTest", "test_y", "te_target"})
            row(name, P::Test, C::Labels);
        row("train", P::Train, C::None);
        row("val_images", P::Validation, C::Images);
        row("x_valid", P::Validation, C::Images);
        row("kmnist-train-imgs", P::Train, C::Images, "kmnist");
        row("kmnist-test-labels", P::Test, C::Labels, "kmnist");
        row("emnist-letters-train-images", P::Train, C::Images, "emnist letters");
        row("t10k-labels", P::Test, C::Labels);
        row("image_labels", P::None, C::Labels);
        row("label_names", P::None, C::Labels, "names");
        row("metadata", P::None, C::None, "metadata");
        row("latents_values", P::None, C::None, "latents values");
        row("arr_0", P::None, C::Images);
        row("arr_1", P::None, C::Labels);
        row("arr_2", P::None, C::None, "2");
        row("x1", P::None, C::Images, "1");
        row("", P::None, C::None);
        row("\xc3\xa4pfel", P::None, C::None, "\xc3\xa4pfel");
    }

    void wordsSayPartAndContent()
    {
        QFETCH(QString, name);
        const DataName found = dataName(name.toStdString());
        QTEST(int(found.part), "part");
        QTEST(int(found.content), "content");
        QTEST(QString::fromStdString(found.subject), "subject");
    }

    void foldersOfPartsAreNamedInManyWays()
    {
        for (const char* name : {"train", "Training", "TRAIN", "training_set", "trainset", "train1", "train_images"})
            QVERIFY2(partOfFolder(name) == DataPart::Train, name);
        for (const char* name : {"test", "Testing", "test_set", "test1", "test-2"})
            QVERIFY2(partOfFolder(name) == DataPart::Test, name);
        for (const char* name : {"val", "valid", "Validation"})
            QVERIFY2(partOfFolder(name) == DataPart::Validation, name);
        for (const char* name : {"trains", "express train", "labels_train", "x", "images", "latest", "7"})
            QVERIFY2(partOfFolder(name) == DataPart::None, name);
    }

    void theTrainingPartIsFirst()
    {
        using Places = std::vector<std::size_t>;
        QCOMPARE(imageNames({"y_test", "x_test", "data", "x_train"}), (Places{3, 2, 1}));
        QCOMPARE(imageNames({"data", "images", "x"}), (Places{2, 1, 0}));
        QCOMPARE(imageNames({"latents_values", "imgs"}), (Places{1}));
    }

    void partnersShareTheSubject()
    {
        using Places = std::vector<std::size_t>;
        const std::vector<std::string> names{
            "train_data", "test_data", "train_labels", "test_labels", "val_data", "other_test_data", "x_test"};
        QCOMPARE(otherPartNames(names, "train_data", DataPart::Test), (Places{1, 6}));
        QCOMPARE(otherPartNames(names, "train_data", DataPart::Validation), (Places{4}));
        QCOMPARE(otherPartNames(names, "test_data", DataPart::Validation), Places());
        QCOMPARE(otherPartNames({"data_test", "test"}, "data", DataPart::Test), (Places{0}));
        QCOMPARE(labelNames(names, "train_data"), (Places{2}));
        QCOMPARE(labelNames(names, "test_data"), (Places{3}));
        QCOMPARE(labelNames({"y", "labels", "names"}, "images"), (Places{1, 0}));
        QCOMPARE(labelNames({"labels", "y"}, "x"), (Places{1, 0}));
        QCOMPARE(labelNames({"labels_train", "label"}, "data"), (Places{1}));
    }
};

ISTHMUS_APPLESS_TEST(TestDataNames)
#include "tst_dataNames.moc"
