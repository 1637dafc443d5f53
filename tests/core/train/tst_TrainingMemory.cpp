// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/data/Sprites.h"
#include "core/train/TrainingMemory.h"
#include "core/train/TrainingRun.h"
#include "tests/TestProgram.h"
#include "tests/core/train/TinyRun.h"

using namespace isthmus;

namespace {

ModelSpec dense(double units)
{
    ModelSpec spec;
    spec.name = "wide";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", units}}}, {"relu", {}}, {"dense", {{"units", 2}}}};
    spec.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    return spec;
}

TrainSpec with(const char* optimizer)
{
    TrainSpec training;
    training.optimizer = optimizer;
    return training;
}

} // namespace

class TestTrainingMemory : public QObject
{
    Q_OBJECT

private slots:
    void countsEachCopyOfTheParameters();
    void activationsGrowWithTheBatch();
    void evaluationHasBuffersOfItsOwn();
    void largeBatchIsComputedInBlocks();
    void tooMuchIsSaidWithNumbers();
    void runIsRefusedBeforeAnythingIsAllocated();
    void unpreparedRunHasNoParametersYet();
    void exploringHasNoBatches();
    void enormousImagesAreNotExplored();
    void bytesAreSaidForPeople();
};

void TestTrainingMemory::countsEachCopyOfTheParameters()
{
    const Autoencoder model(dense(10), {1, 4, 4});
    const double count = 16 * 10 + 10 + 10 * 2 + 2 + 2 * 16 + 16;
    QCOMPARE(trainingMemory(model, with("adam"), 16).parameters, 4 * 7 * count); // w, g, m, v and w, m, v
    QVERIFY(trainingMemory(model, with("sgd"), 16).parameters < 4 * 7 * count);
}

void TestTrainingMemory::activationsGrowWithTheBatch()
{
    const Autoencoder model(dense(10), {1, 4, 4});
    const double small = trainingMemory(model, with("adam"), 16).activations;
    QCOMPARE(trainingMemory(model, with("adam"), 160).activations, 10 * small);
    // Images twice; each layer's values and gradients once (the activation overwrites); the input, transposed.
    const double floats = 2 * 16 + 2 * (10 + 2) + 16 + 2 * 16;
    QVERIFY2(small >= 4 * 16 * floats, qPrintable(QString::number(small / 64)));
    QVERIFY2(small <= 4 * 16 * 1.5 * floats, qPrintable(QString::number(small / 64)));
}

void TestTrainingMemory::evaluationHasBuffersOfItsOwn()
{
    const Autoencoder model(dense(10), {1, 28, 28});
    const TrainingMemory memory = trainingMemory(model, with("adam"), 16);
    QCOMPARE(memory.total(), memory.parameters + memory.activations + memory.evaluation);
    QVERIFY(memory.evaluation > sizeof(float) * 256.0 * 3 * 784);
    QCOMPARE(trainingMemory(model, with("adam"), 16, 32).evaluation, memory.evaluation / 8);
}

void TestTrainingMemory::largeBatchIsComputedInBlocks()
{
    const Autoencoder model(dense(100'000), {1, 4, 4});
    const Index block = model.blockSamples();
    const double one = trainingMemory(model, with("adam"), block).activations;
    QVERIFY(trainingMemory(model, with("adam"), 100 * block).activations < 2 * one);
    TrainSpec freeBits = with("adam"); // they need the whole batch at once
    freeBits.freeBits = 1;
    QCOMPARE(trainingMemory(model, freeBits, 100 * block).activations, 100 * one);
    ModelSpec norm = dense(100'000); // and so does the mean of a batch
    norm.encoder.push_back({"batch-norm", {}});
    const Autoencoder whole(norm, {1, 4, 4});
    QCOMPARE(trainingMemory(whole, with("adam"), 100 * block).activations,
        100 * trainingMemory(whole, with("adam"), block).activations);
}

void TestTrainingMemory::tooMuchIsSaidWithNumbers()
{
    const Autoencoder model(dense(1000), {1, 100, 100});
    requireMemory(model, with("adam"), 128, 1e9);
    try {
        requireMemory(model, with("adam"), 128, 1e8);
        QFAIL("100 MB are not enough");
    } catch (const Error& error) {
        const QString message = error.what();
        QVERIFY2(message.startsWith("model wide: training needs "), qPrintable(message));
        QVERIFY2(message.contains("MB for 10,033,002 parameters"), qPrintable(message));
        QVERIFY2(message.contains("for a batch of 128, "), qPrintable(message));
        QVERIFY2(message.endsWith("for evaluating 256 at a time), found 100 MB in this machine"), qPrintable(message));
    }
}

/// A million units on a million units: 4 TB for the weights alone.
void TestTrainingMemory::runIsRefusedBeforeAnythingIsAllocated()
{
    RunSpec run;
    run.data = std::make_shared<const Dataset>(makeSprites(20, 5));
    run.model = dense(1 << 20);
    run.model.encoder.insert(run.model.encoder.begin() + 1, {"dense", {{"units", 1 << 20}}});
    try {
        const TrainingRun training(run);
        QFAIL("this machine has no such memory");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(" TB of memory"), error.what());
    }
}

void TestTrainingMemory::exploringHasNoBatches()
{
    const Autoencoder model(dense(10), {1, 28, 28});
    QVERIFY(exploringMemory(model) > sizeof(float) * (2.0 * double(model.parameterCount()) + kLane * 784.0));
    QVERIFY(exploringMemory(model) < trainingMemory(model, with("adam"), 128).total());
}

/// A number becomes 2^38 of them, on the way to an image of 2^26 pixels.
void TestTrainingMemory::enormousImagesAreNotExplored()
{
    ModelSpec spec;
    spec.name = "large";
    spec.bottleneck = Bottleneck::NoEncoder;
    spec.code = {1, 1, 1};
    spec.decoder = {{"dense", {{"units", 1}}}, {"reshape", {{"channels", 1}, {"height", 1}, {"width", 1}}},
        {"upsample", {{"factor", 64}}}, {"upsample", {{"factor", 64}}}, {"upsample", {{"factor", 2}}},
        {"conv", {{"channels", 4096}, {"kernel", 1}, {"padding", 0}}},
        {"conv", {{"channels", 1}, {"kernel", 1}, {"padding", 0}}}};
    const Autoencoder model(spec, {1, 1 << 13, 1 << 13});
    requireExploringMemory(model, 1e18);
    try {
        requireExploringMemory(model, 1e12);
        QFAIL("1 TB is not enough");
    } catch (const Error& error) {
        const QString message = error.what();
        QVERIFY2(message.startsWith("model large: exploring needs "), qPrintable(message));
        QVERIFY2(
            message.endsWith("and for images of 8192 x 8192 x 1), found 1 TB in this machine"), qPrintable(message));
    }
}

void TestTrainingMemory::bytesAreSaidForPeople()
{
    QCOMPARE(byteText(12), std::string("12 bytes"));
    QCOMPARE(byteText(12345), std::string("12.3 kB"));
    QCOMPARE(byteText(25.3e9), std::string("25.3 GB"));
    QVERIFY(physicalMemory() > 1e8);
}

void TestTrainingMemory::unpreparedRunHasNoParametersYet()
{
    const TrainingRun ready(test::tinyRun());
    TrainingRun later(test::tinyRun(), Start::Unprepared);
    QVERIFY(ready.isPrepared());
    QVERIFY(!later.isPrepared());
    QVERIFY(later.parameters().empty());
    later.prepare();
    QVERIFY(later.isPrepared());
    QVERIFY(later.parameters() == ready.parameters());
    QCOMPARE(later.checkpoint().data.fingerprint, ready.checkpoint().data.fingerprint);
}

ISTHMUS_APPLESS_TEST(TestTrainingMemory)
#include "tst_TrainingMemory.moc"
