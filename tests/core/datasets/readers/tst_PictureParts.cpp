// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/PictureFolder.h"
#include "tests/TestProgram.h"
#include "tests/core/datasets/readers/Fixtures.h"
#include "tests/core/datasets/readers/Pictures.h"
#include "tests/core/files/Folder.h"

using namespace isthmus;
using namespace isthmus::testing;

class TestPictureParts : public QObject
{
    Q_OBJECT
private slots:
    void aFolderNamedTrainAndOneNamedTestAreParts()
    {
        const Folder folder;
        for (const char* name : {"test/x/1.png", "train/x/1.png", "train/y/1.png", "train/y/2.png"})
            save(folder, name, filled(3, 3, name[1] == 'e' ? Qt::white : Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 1, 0}));
        QCOMPARE(rawSample(data, 3)[0], 255.0F);
    }

    void partsAreFoundBesideOtherFiles()
    {
        const Folder folder;
        for (const char* name : {"Train/x/1.png", "Train/x/2.png", "Train/y/1.png", "TEST/x/1.png", "valid/x/1.png",
                 "valid/y/1.png", "raw/1.png", "cover.png"})
            save(folder, name, filled(3, 3, name[1] == 'E' ? Qt::white : Qt::black));
        folder.write("readme.txt", "no picture");
        QDir().mkpath(folder.path("docs"));
        folder.write("docs/licence.txt", "no picture");
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(3));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.classNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 0, 1, 0, 0, 1}));
        QCOMPARE(rawSample(data, 3)[0], 255.0F);
        QCOMPARE(data.validationCount, Index(2));
        const std::string beside = "1 picture beside the folders train and test was left out.";
        const std::string skipped = "2 files that are no pictures or are damaged were left out: docs/licence.txt and "
                                    "readme.txt.";
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The folder 'raw' was left out: train, test and validation are the parts that are read.", beside,
                skipped}));
        ReadOptions leaves;
        leaves.validationPart = ReadOptions::ValidationPart::LeaveOut;
        const Dataset less = readPictureFolder(folder.path().toStdString(), leaves);
        QCOMPARE(less.count(), Index(4));
        QCOMPARE(less.notices,
            (std::vector<std::string>{"The folder 'raw' was left out: train and test are the parts that are read.",
                "The folder 'valid' was left out: train and test are the parts that are read.", beside, skipped}));
    }

    void validationPartHasTheFoldersOfTheClasses()
    {
        const Folder folder;
        for (const char* name : {"train/x/1.png", "train/y/1.png", "val/1.png", "val/2.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.classNames, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(data.validationCount, Index(0));
        QCOMPARE(data.notices.front(),
            std::string("The validation part was left out: pictures in its folder lie in none of a class."));
    }

    void partsHaveManyNames_data()
    {
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::newRow("training and testing") << "training"
                                              << "testing";
        QTest::newRow("capitals") << "Training"
                                  << "Test";
        QTest::newRow("sets") << "training_set"
                              << "test_set";
        QTest::newRow("numbered") << "train"
                                  << "test1";
        QTest::newRow("in a download's folder") << "x/chest_xray/train"
                                                << "x/chest_xray/test";
    }

    void partsHaveManyNames()
    {
        QFETCH(QString, train);
        QFETCH(QString, test);
        const Folder folder;
        for (const QString& name : {test + "/a/1.png", train + "/a/1.png", train + "/b/1.png"})
            save(folder, qPrintable(name), filled(3, 3, name.startsWith(test) ? Qt::white : Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(2));
        QCOMPARE(data.testCount, Index(1));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 0}));
        QCOMPARE(rawSample(data, 2)[0], 255.0F);
    }

    void aWrapperIsSaid()
    {
        const Folder folder;
        for (const char* name : {"all/cat/1.png", "all/dog/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.classNames, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The pictures all lie in the folder 'all', whose folders are taken for the set."}));
    }

    /// MVTec's root, whose folders have parts of their own.
    void partsOneLevelDeeperAreJoined()
    {
        const Folder folder;
        for (const char* name : {"bottle/train/good/1.png", "bottle/test/good/2.png", "bottle/test/broken/1.png",
                 "bottle/ground_truth/broken/1_mask.png", "cable/train/good/1.png", "cable/test/good/2.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(2));
        QCOMPARE(data.testCount, Index(3));
        QCOMPARE(data.classNames, (std::vector<std::string>{"bottle", "cable"}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 0, 0, 1}));
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The folders 'bottle' and 'cable' have parts of their own: these were joined, and the folders are the "
                "classes. Open one of them for its own classes.",
                "The folder 'ground_truth' was left out: train, test and validation are the parts that are read."}));
    }

    /// Omniglot's root.
    void foldersTwoLevelsDownAreSaid()
    {
        const Folder folder;
        for (const char* name : {"background/Greek/1.png", "background/Latin/1.png", "evaluation/Runes/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.classNames, (std::vector<std::string>{"background", "evaluation"}));
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The 2 folders within 'background' are not told apart: each folder of the first level is one class. "
                "Open 'background' itself to have them as classes."}));
    }

    void aTestPartWithoutClassesIsSaid()
    {
        const Folder folder;
        for (const char* name : {"train/x/1.png", "train/y/1.png", "test/1.png", "test/2.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.testCount, Index(2));
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.notices,
            (std::vector<std::string>{
                "The folders are no classes, since the pictures in the folder test lie in none."}));
    }

    void foldersThatPackAPartOnceMoreAreNoClasses_data()
    {
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::newRow("names of parts") << "train/train"
                                        << "test1/test1";
        QTest::newRow("pictures") << "train/images"
                                  << "test/images";
    }

    /// As the two archives of dogs and cats are unpacked.
    void foldersThatPackAPartOnceMoreAreNoClasses()
    {
        QFETCH(QString, train);
        QFETCH(QString, test);
        const Folder folder;
        for (const QString& name : {train + "/cat.1.png", train + "/dog.1.png", test + "/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(2));
        QCOMPARE(data.testCount, Index(1));
        QVERIFY(!data.hasLabels());
        QVERIFY(data.notices.empty());
    }

    /// Parts with one class each, as normal and faulty ones, stay what they are.
    void oneClassInEachPartIsAClass()
    {
        const Folder folder;
        for (const char* name : {"train/good/1.png", "test/broken/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        QCOMPARE(
            readPictureFolder(folder.path().toStdString()).classNames, (std::vector<std::string>{"broken", "good"}));
    }

    /// tiny-imagenet.
    void aLoneFolderOfTheTestPartIsSaid()
    {
        const Folder folder;
        for (const char* name : {"train/a/1.png", "train/b/1.png", "test/images/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        QCOMPARE(readPictureFolder(folder.path().toStdString()).notices,
            (std::vector<std::string>{"The pictures for testing all lie in the folder 'images', which is none of the "
                                      "classes for training: it stands as a class of its own."}));
    }

    void picturesAndTheirMasksAreSaid()
    {
        const Folder folder;
        for (const char* name : {"images/1.png", "Masks/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        folder.write("readme.txt", "no picture");
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.notices.front(),
            std::string("The folders 'images' and 'Masks' were taken for classes; if one holds what belongs to the "
                        "pictures of the other, open 'images' alone."));
    }

    void trainMayBeAClass()
    {
        const Folder folder;
        for (const char* name : {"bus/1.png", "train/1.png"})
            save(folder, name, filled(3, 3, Qt::black));
        QCOMPARE(readPictureFolder(folder.path().toStdString()).classNames, (std::vector<std::string>{"bus", "train"}));
        save(folder, "val/1.png", filled(3, 3, Qt::black));
        const Dataset data = readPictureFolder(folder.path().toStdString());
        QCOMPARE(data.trainCount, Index(1));
        QCOMPARE(data.validationCount, Index(1));
        QVERIFY(!data.hasLabels());
        QCOMPARE(data.notices.size(), std::size_t(1));
    }

    void fewPicturesBesideClassesAreLeftOut()
    {
        const Folder folder;
        for (const char* name : {"cat/1.png", "dog/1.png", "dog/2.png", "cover.png"})
            save(folder, name, filled(3, 3, Qt::black));
        folder.write("readme.txt", "no picture");
        const std::string path = folder.path().toStdString();
        const Dataset data = readPictureFolder(path);
        QCOMPARE(data.classNames, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(data.labels, (std::vector<std::int32_t>{0, 1, 1}));
        QCOMPARE(data.notices,
            (std::vector<std::string>{"1 picture beside the folders of the classes was left out.",
                "1 file that is no picture or is damaged was left out: readme.txt."}));
        for (const char* name : {"1.png", "2.png"})
            save(folder, name, filled(3, 3, Qt::black));
        const Dataset flat = readPictureFolder(path);
        QCOMPARE(flat.count(), Index(6));
        QVERIFY(!flat.hasLabels());
        QCOMPARE(flat.notices.front(), "The folders are no classes, since 3 pictures lie beside them.");
    }
};

ISTHMUS_APPLESS_TEST(TestPictureParts)
#include "tst_PictureParts.moc"
