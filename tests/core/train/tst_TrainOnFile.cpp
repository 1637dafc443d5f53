// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/NumberImages.h"
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/TinyRun.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Writes the images of a data set, byte after byte.
std::string writeImages(const QTemporaryDir& folder, const Dataset& data)
{
    std::string path = folder.filePath("images").toStdString();
    std::ofstream file(path, std::ios::binary);
    for (Index i = 0; i < data.count(); ++i) {
        const auto bytes = static_cast<const ByteImages&>(*data.images).sample(i);
        file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    return path;
}

/// The run with its images in a file.
RunSpec onFile(RunSpec run, const std::string& path)
{
    Dataset data = *run.data;
    const NumberLayout layout{NumberType::U8, false, data.shape, false};
    data.images = std::make_shared<NumberImages>(
        layout, std::vector<NumberPart>{{std::make_shared<FileBytes>(path), 0, data.count(), "images"}});
    run.data = std::make_shared<const Dataset>(std::move(data));
    return run;
}

} // namespace

/// Training on images that stay in their file.
class TestTrainOnFile : public QObject
{
    Q_OBJECT

private slots:
    void givesTheSameBitsAsInMemory()
    {
        const QTemporaryDir folder;
        const RunSpec run = tinyRun();
        Trainer here(run, 2, 0);
        Trainer there(onFile(run, writeImages(folder, *run.data)), 2, 0);
        for (Trainer* trainer : {&here, &there}) {
            trainer->trainUntilEpoch(2);
            trainer->waitUntilIdle();
            trainer->requestCheckpoint();
            trainer->waitUntilIdle();
        }
        const auto one = here.takeCheckpoint();
        const auto two = there.takeCheckpoint();
        QVERIFY(one != nullptr && two != nullptr);
        QVERIFY(one->step > 0);
        QCOMPARE(two->step, one->step);
        QVERIFY(one->parameters == two->parameters);
    }

    void aFileThatIsCutWhileItIsReadStopsTraining()
    {
        const QTemporaryDir folder;
        const RunSpec run = tinyRun();
        const std::string path = writeImages(folder, *run.data);
        Trainer trainer(onFile(run, path), 2, 0);
        trainer.trainUntilEpoch(1);
        trainer.waitUntilIdle();
        QCOMPARE(trainer.status().state, TrainerState::Finished);
        const std::int64_t steps = trainer.status().step;
        std::filesystem::resize_file(path, 100);
        trainer.trainUntilEpoch(50);
        trainer.waitUntilIdle();
        QCOMPARE(trainer.status().state, TrainerState::Failed);
        QVERIFY2(QString::fromStdString(trainer.status().message).contains("it has become shorter"),
            trainer.status().message.c_str());
        QCOMPARE(trainer.status().step, steps);
        trainer.requestCheckpoint(); // nothing is lost
        trainer.waitUntilIdle();
        const auto state = trainer.takeCheckpoint();
        QVERIFY(state != nullptr);
        QCOMPARE(state->step, steps);
    }

    void aFailureInTheMiddleKeepsTheLastStep()
    {
        const QTemporaryDir folder;
        const RunSpec run = tinyRun();
        const std::string path = writeImages(folder, *run.data);
        Trainer trainer(onFile(run, path), 2, 0);
        trainer.play();
        QTRY_VERIFY(trainer.status().step > 3);
        std::filesystem::resize_file(path, 100);
        QTRY_COMPARE(trainer.status().state, TrainerState::Failed);
        trainer.requestCheckpoint(); // its last update can be judged by its numbers alone
        trainer.waitUntilIdle();
        const auto state = trainer.takeCheckpoint();
        QVERIFY(state != nullptr);
        QCOMPARE(state->step, trainer.status().step);
        QCOMPARE(trainer.status().state, TrainerState::Failed);
    }
};

ISTHMUS_APPLESS_TEST(TestTrainOnFile)
#include "tst_TrainOnFile.moc"
