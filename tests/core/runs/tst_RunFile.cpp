// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/Safetensors.h"
#include "core/nn/Optimizer.h"
#include "core/nn/products/Product.h"
#include "core/runs/Presets.h"
#include "core/runs/RunFile.h"
#include "core/train/TrainingRun.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

#include <cstring>

using namespace isthmus;

/// A run file holds a checkpoint bit for bit, opens for ever, and is refused in one sentence when it is broken.
class tst_RunFile : public QObject
{
    Q_OBJECT

private slots:
    void checkpointComesBackBitForBit_data();
    void checkpointComesBackBitForBit();
    void everyPresetComesBack();
    void bestEpochIsTheResult();
    void freshRunComesBack();
    void nonFiniteRecordComesBack();
    void tensorsHaveNamesAndShapesOfPyTorch();
    void originNamesTheKernels();
    void sameCheckpointGivesTheSameBytes();
    void everyFormatLoadsAndGoesOn_data();
    void everyFormatLoadsAndGoesOn();
    void firstFormatStillLoads();
    void firstFormatComputesWhatItDid();
    void secondFormatStillLoads();
    void decoderAloneStillLoads();

private:
    QTemporaryDir m_folder;
};

namespace {

std::string fixture(int format)
{
    return ISTHMUS_SOURCE_DIR "/tests/fixtures/run-v" + std::to_string(format) + ".safetensors";
}

const std::string kFixture = fixture(1);

template <typename T>
bool sameBits(const T& a, const T& b)
{
    return std::memcmp(&a, &b, sizeof(T)) == 0;
}

bool sameBits(const FloatVector& a, const FloatVector& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

bool sameRecord(const StepRecord& a, const StepRecord& b)
{
    return a.step == b.step && sameBits(a.epoch, b.epoch) && sameBits(a.seconds, b.seconds) && sameBits(a.loss, b.loss)
        && sameBits(a.terms[AutoencoderTerm::Reconstruction], b.terms[AutoencoderTerm::Reconstruction])
        && sameBits(a.terms[AutoencoderTerm::Kl], b.terms[AutoencoderTerm::Kl])
        && sameBits(a.learningRate, b.learningRate)
        && sameBits(a.terms[AutoencoderTerm::Beta], b.terms[AutoencoderTerm::Beta])
        && sameBits(a.terms[AutoencoderTerm::TrainedKl], b.terms[AutoencoderTerm::TrainedKl])
        && sameBits(a.terms[AutoencoderTerm::Sparsity], b.terms[AutoencoderTerm::Sparsity]);
}

bool sameRecord(const EvaluationRecord& a, const EvaluationRecord& b)
{
    return a.step == b.step && sameBits(a.epoch, b.epoch) && sameBits(a.loss, b.loss)
        && sameBits(a.terms[AutoencoderTerm::Reconstruction], b.terms[AutoencoderTerm::Reconstruction])
        && sameBits(a.terms[AutoencoderTerm::Kl], b.terms[AutoencoderTerm::Kl])
        && sameBits(a.terms[AutoencoderTerm::Mse], b.terms[AutoencoderTerm::Mse])
        && sameBits(a.terms[AutoencoderTerm::TrainedKl], b.terms[AutoencoderTerm::TrainedKl])
        && sameBits(a.terms[AutoencoderTerm::Sparsity], b.terms[AutoencoderTerm::Sparsity]);
}

template <typename Records>
bool sameRecords(const Records& a, const Records& b)
{
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return sameRecord(x, y); });
}

void compare(const Checkpoint& found, const Checkpoint& expected)
{
    QVERIFY(found.model == expected.model);
    QVERIFY(found.training == expected.training);
    QVERIFY(found.data == expected.data);
    QVERIFY(found.knobs == expected.knobs);
    QVERIFY(sameRecord(found.record, expected.record));
    QVERIFY(sameBits(found.parameters, expected.parameters));
    QCOMPARE(found.optimizer.time, expected.optimizer.time);
    QCOMPARE(found.optimizer.moments.size(), expected.optimizer.moments.size());
    for (std::size_t i = 0; i < found.optimizer.moments.size(); ++i)
        QVERIFY(sameBits(found.optimizer.moments[i], expected.optimizer.moments[i]));
    QCOMPARE(found.step, expected.step);
    QVERIFY(sameRecords(found.steps, expected.steps));
    QVERIFY(sameRecords(found.evaluations, expected.evaluations));
    QVERIFY(found.knobChanges == expected.knobChanges);
    QVERIFY(found.schedule == expected.schedule);
    QVERIFY(sameBits(found.best.loss, expected.best.loss));
    QVERIFY(sameRecord(found.best.record, expected.best.record));
    QCOMPARE(found.best.epochsSince, expected.best.epochsSince);
    QVERIFY(sameBits(found.result(), expected.result()));
}

} // namespace

void tst_RunFile::checkpointComesBackBitForBit_data()
{
    QTest::addColumn<QString>("optimizer");
    for (const OptimizerType& type : optimizerTypes())
        QTest::newRow(type.name) << type.name;
}

void tst_RunFile::checkpointComesBackBitForBit()
{
    QFETCH(QString, optimizer);
    const std::string path = m_folder.filePath("run.safetensors").toStdString();
    const Checkpoint checkpoint = sampleCheckpoint(sampleModel(), {3, 2, 3}, optimizer.toStdString());
    writeRunFile(path, checkpoint);
    compare(readRunFile(path), checkpoint);
}

void tst_RunFile::bestEpochIsTheResult()
{
    const std::string path = m_folder.filePath("best.safetensors").toStdString();
    Checkpoint checkpoint = sampleCheckpoint();
    const FloatVector best = sampleNumbers(checkpoint.parameters.size(), 5);
    checkpoint.best.parameters = std::make_shared<const FloatVector>(best);
    writeRunFile(path, checkpoint);
    compare(readRunFile(path), checkpoint);
    const Parameter bias = Autoencoder(checkpoint.model, checkpoint.data.shape).parameters().at(1);
    SafetensorsFile file(path);
    QVERIFY(sameBits(file.floats(bias.name), bias.gather(best)));
    QVERIFY(sameBits(file.floats("last." + bias.name), bias.gather(checkpoint.parameters)));
}

void tst_RunFile::everyPresetComesBack()
{
    const std::string path = m_folder.filePath("preset.safetensors").toStdString();
    for (const std::string& name : presetNames()) {
        const Checkpoint checkpoint = sampleCheckpoint(loadPreset(name).model, {3, 6, 5});
        writeRunFile(path, checkpoint);
        compare(readRunFile(path), checkpoint);
    }
}

void tst_RunFile::freshRunComesBack()
{
    const std::string path = m_folder.filePath("fresh.safetensors").toStdString();
    Checkpoint checkpoint = sampleCheckpoint();
    checkpoint.step = 0;
    checkpoint.record = {};
    checkpoint.steps = {};
    checkpoint.evaluations.clear();
    checkpoint.knobChanges.clear();
    writeRunFile(path, checkpoint);
    compare(readRunFile(path), checkpoint);
}

void tst_RunFile::nonFiniteRecordComesBack()
{
    const std::string path = m_folder.filePath("diverged.safetensors").toStdString();
    Checkpoint checkpoint = sampleCheckpoint();
    checkpoint.record.loss = std::numeric_limits<float>::quiet_NaN();
    checkpoint.record.terms[AutoencoderTerm::Kl] = std::numeric_limits<float>::infinity();
    checkpoint.record.terms[AutoencoderTerm::Reconstruction] = -std::numeric_limits<float>::infinity();
    writeRunFile(path, checkpoint);
    compare(readRunFile(path), checkpoint);
}

void tst_RunFile::tensorsHaveNamesAndShapesOfPyTorch()
{
    const std::string path = m_folder.filePath("names.safetensors").toStdString();
    writeRunFile(path, sampleCheckpoint());
    const SafetensorsFile file(path);
    file.check("encoder.1.weight", TensorType::F32, {5, 18});
    file.check("encoder.3.bias", TensorType::F32, {4});
    file.check("mu.weight", TensorType::F32, {3, 4});
    file.check("log_var.bias", TensorType::F32, {3});
    file.check("decoder.2.weight", TensorType::F32, {18, 4});
    file.check("optimizer.m.decoder.2.weight", TensorType::F32, {18, 4});
    file.check("optimizer.v.mu.bias", TensorType::F32, {3});
    file.check("history.step", TensorType::I64, {5});
    file.check("history.seconds", TensorType::F64, {5});
    file.check("history.evaluation.mse", TensorType::F32, {2});
    file.check("history.knob.step", TensorType::I64, {2});
    QCOMPARE(file.tensors().size(), std::size_t(3 * 12 + 10 + 8 + 1));
    QCOMPARE(file.metadata().size(), std::size_t(4));
}

void tst_RunFile::originNamesTheKernels()
{
    const std::string path = m_folder.filePath("origin.safetensors").toStdString();
    writeRunFile(path, sampleCheckpoint());
    QCOMPARE(readRunOrigin(path).format, kRunFileFormat);
    QCOMPARE(readRunOrigin(path).kernels, std::string(productKernels()));
    QCOMPARE(readRunOrigin(kFixture).kernels, std::string("by hand"));
}

void tst_RunFile::sameCheckpointGivesTheSameBytes()
{
    const QString one = m_folder.filePath("one.safetensors");
    const QString two = m_folder.filePath("two.safetensors");
    writeRunFile(one.toStdString(), sampleCheckpoint());
    writeRunFile(two.toStdString(), readRunFile(one.toStdString()));
    QCOMPARE(contentOf(two), contentOf(one));
}

void tst_RunFile::everyFormatLoadsAndGoesOn_data()
{
    QTest::addColumn<int>("format");
    for (int format = 1; format <= kRunFileFormat; ++format)
        QTest::addRow("format %d", format) << format;
}

/// There is one file of each version; it comes back from a save of today, and a run goes on from it.
void tst_RunFile::everyFormatLoadsAndGoesOn()
{
    QFETCH(int, format);
    const std::string path = fixture(format);
    QCOMPARE(readRunOrigin(path).format, format);
    const Checkpoint run = readRunFile(path);
    const std::string again = m_folder.filePath("again.safetensors").toStdString();
    writeRunFile(again, run);
    compare(readRunFile(again), run);

    auto data = std::make_shared<Dataset>();
    data->name = "fixture";
    data->shape = run.data.shape;
    data->trainCount = 48;
    data->classNames = {"Bag"};
    data->labels.assign(48, 0);
    data->images = std::make_shared<ByteImages>(
        data->shape, std::vector<std::uint8_t>(static_cast<std::size_t>(48 * data->shape.size()), 77));
    SplitSpec split = run.data.split;
    split.classes.clear();
    TrainingRun training({data, run.model, run.training, split});
    training.restore(run);
    ThreadPool pool(1);
    const std::optional<StepRecord> record = training.step(pool);
    QVERIFY(record && std::isfinite(record->loss));
    QCOMPARE(record->step, run.step + 1);
}

void tst_RunFile::firstFormatStillLoads()
{
    const Checkpoint run = readRunFile(kFixture);
    QCOMPARE(run.model.title, std::string("Fixture, 2-D"));
    QCOMPARE(run.model.latentDim, 2);
    QCOMPARE(run.training.seed, std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(run.training.corruption.amount, 0.1 + 0.2);
    QCOMPARE(run.data.shape, (Shape{2, 2, 3}));
    QCOMPARE(run.data.split.classes, (std::vector<std::string>{"0", "Bag"}));
    QCOMPARE(run.step, std::int64_t(3));
    QCOMPARE(run.optimizer.time, std::int64_t(3));
    QCOMPARE(run.knobs.beta, 0.5);
    QVERIFY(run.knobs.corruption.isNone());
    QCOMPARE(run.steps.size(), std::size_t(3));
    QVERIFY(sameRecord(run.steps.back(), {3, 1.0, 0.1 + 0.2, 9.125F, 0.0009765625F, {8.5F, 1.25F, 1.25F, 0, 0, 0.5F}}));
    QVERIFY(sameRecord(run.record, run.steps.back()));
    QVERIFY(sameRecord(run.evaluations.at(0), {3, 1.0, 9.375F, {8.75F, 1.25F, 1.25F, 0, 0.0625F}}));
    QVERIFY((run.knobChanges == std::vector<KnobChange>{{2, "beta", "1", "0.5"}}));
    QVERIFY(run.training.schedule == ScheduleSpec());
    QVERIFY(run.schedule == ScheduleState());
    QVERIFY(!run.best.isKnown() && run.best.parameters == nullptr);
    const Index firstBias = Autoencoder(run.model, run.data.shape).parameters().at(1).offset;
    SafetensorsFile file(kFixture);
    QCOMPARE(run.parameters.at(static_cast<std::size_t>(firstBias)), file.floats("encoder.1.bias").front());
}

/// The script that made the file computed codes and pictures by itself.
void tst_RunFile::firstFormatComputesWhatItDid()
{
    const Checkpoint run = readRunFile(kFixture);
    const Autoencoder model(run.model, run.data.shape);
    SafetensorsFile file(kFixture);
    const FloatVector images = file.floats("check.images");
    const FloatVector codes = file.floats("check.codes");
    const FloatVector pictures = file.floats("check.reconstructions");
    Batch batch(12, 3);
    for (Index sample = 0; sample < 3; ++sample)
        for (Index value = 0; value < 12; ++value)
            batch.row(value)[sample] = images[static_cast<std::size_t>(sample * 12 + value)];

    ThreadPool pool(1);
    Workspace workspace;
    Batch code;
    Batch picture;
    model.encode(run.parameters, batch, code, nullptr, workspace, pool);
    model.decode(run.parameters, code, picture, workspace, pool);
    for (Index sample = 0; sample < 3; ++sample) {
        for (Index d = 0; d < 2; ++d)
            QVERIFY(std::abs(code.row(d)[sample] - codes[static_cast<std::size_t>(sample * 2 + d)]) < 1e-5F);
        for (Index value = 0; value < 12; ++value)
            QVERIFY(
                std::abs(picture.row(value)[sample] - pictures[static_cast<std::size_t>(sample * 12 + value)]) < 1e-5F);
    }
}

void tst_RunFile::secondFormatStillLoads()
{
    const Checkpoint run = readRunFile(fixture(2));
    QCOMPARE(run.training.schedule.kind, std::string("plateau"));
    QCOMPARE(run.training.schedule.horizon, 8);
    QCOMPARE(run.training.schedule.patience, 2.0);
    QCOMPARE(run.training.earlyStopping, 3);
    QVERIFY(run.training.keepBest);
    QCOMPARE(run.training.clipNorm, 2.5);
    QVERIFY((run.schedule == ScheduleState{0.5, 9.0F, 1}));
    QCOMPARE(run.best.loss, 9.0F);
    QCOMPARE(run.best.epochsSince, 1);
    const StepRecord best{2, 1.0, 0.25, 9.25F, 0.0078125F, {8.25F, 0.5F, 0.75F, 0.25F, 0, 1}};
    QVERIFY(sameRecord(run.best.record, best));
    QVERIFY(sameRecord(run.steps[1], best));
    QVERIFY(sameRecord(run.evaluations.at(1), {4, 2.0, 9.0625F, {8.0625F, 0.5F, 0.75F, 0.25F, 0.09375F}}));
    QCOMPARE(run.knobs.learningRate, 0.015625);
    QCOMPARE(run.knobs.freeBits, 0.125);
    QVERIFY(run.knobChanges.at(0) == (KnobChange{0, "learning-rate", "0.0078125", "0.015625"}));
    QCOMPARE(run.data.reading.width, 3);
    QCOMPARE(run.data.reading.labelColumn, std::string("none"));
    const Parameter bias = Autoencoder(run.model, run.data.shape).parameters().at(1);
    SafetensorsFile file(fixture(2));
    QVERIFY(sameBits(file.floats("encoder.1.bias"), bias.gather(run.result())));
    QVERIFY(sameBits(file.floats("last.encoder.1.bias"), bias.gather(run.parameters)));
    QVERIFY(sameBits(file.floats("optimizer.velocity.encoder.1.bias"), bias.gather(run.optimizer.moments.at(0))));
}

void tst_RunFile::decoderAloneStillLoads()
{
    const std::string path = ISTHMUS_SOURCE_DIR "/tests/fixtures/run-v2-decoder.safetensors";
    const Checkpoint run = readRunFile(path);
    QVERIFY(!run.model.hasEncoder());
    QCOMPARE(run.model.code, (Shape{2, 1, 3}));
    QVERIFY(run.data.name.empty() && run.data.fingerprint.empty());
    const Autoencoder model(run.model, run.data.shape);
    SafetensorsFile file(path);
    QVERIFY(sameBits(file.floats("decoder.1.weight"), model.parameters().at(0).gather(run.result())));
    const std::string again = m_folder.filePath("again.safetensors").toStdString();
    writeRunFile(again, run);
    compare(readRunFile(again), run);
}

ISTHMUS_GUILESS_TEST(tst_RunFile)
#include "tst_RunFile.moc"
