// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/WeightsImport.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// Weights alone, as other programs keep them in safetensors.
class TestWeightsImport : public QObject
{
    Q_OBJECT

private slots:
    void plainWeightsBecomeARun();
    void runningStatisticsAreTaken();
    void plainWeightsMustFit();
};

namespace {

/// The tensors of a run's model alone.
std::vector<TensorSource> weightsOf(const Checkpoint& run)
{
    const Autoencoder model(run.model, run.data.shape);
    std::vector<TensorSource> tensors;
    for (const Parameter& parameter : model.parameters()) {
        tensors.push_back(
            {parameter.name, TensorType::F32, parameter.shape, [parameter, &run](std::byte* out) {
                 const FloatVector values = parameter.gather(run.parameters);
                 std::copy_n(reinterpret_cast<const std::byte*>(values.data()), values.size() * sizeof(float), out);
             }});
    }
    return tensors;
}

} // namespace

void TestWeightsImport::plainWeightsBecomeARun()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("weights.safetensors").toStdString();
    const Checkpoint run = freshRun(sampleModel(), {3, 2, 3});
    std::vector<TensorSource> tensors = weightsOf(run);
    writeSafetensors(path, {}, tensors);
    const Checkpoint back = importWeights(path, run.model, run.data);
    QVERIFY(back.parameters == run.parameters);
    QVERIFY(back.model == run.model);
    for (TensorSource& tensor : tensors)
        tensor.name = "model." + tensor.name; // as Lightning has them
    writeSafetensors(path, {}, tensors);
    QVERIFY(importWeights(path, run.model, run.data).parameters == run.parameters);
    tensors.pop_back();
    writeSafetensors(path, {}, tensors);
    const QString message = messageOf([&] { (void)importWeights(path, run.model, run.data); });
    QVERIFY2(message.contains("expected the tensor model.decoder.2.bias") && message.contains("found model."),
        qPrintable(message));
}

/// PyTorch's state has the number of batches beside the running statistics.
void TestWeightsImport::runningStatisticsAreTaken()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("weights.safetensors").toStdString();
    ModelSpec spec = sampleModel();
    spec.encoder.push_back({"batch-norm", {}});
    const Checkpoint run = freshRun(spec, {3, 2, 3});
    const std::string norm = "encoder." + std::to_string(spec.encoder.size() - 1) + ".num_batches_tracked";
    std::vector<TensorSource> tensors = weightsOf(run);
    tensors.push_back({norm, TensorType::I64, {}, [](std::byte* out) { std::fill_n(out, 8, std::byte(0)); }});
    writeSafetensors(path, {}, tensors);
    QVERIFY(importWeights(path, run.model, run.data).parameters == run.parameters);
    tensors.back().name = "decoder.0.num_batches_tracked";
    writeSafetensors(path, {}, tensors);
    QVERIFY(messageOf([&] { (void)importWeights(path, run.model, run.data); }).contains("alone, found decoder.0.num"));
}

void TestWeightsImport::plainWeightsMustFit()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.safetensors").toStdString();
    const Checkpoint run = sampleCheckpoint();
    writeRunFile(path, run);
    QVERIFY(messageOf([&] { (void)importWeights(path, run.model, run.data); }).contains("alone, found history"));
}

ISTHMUS_GUILESS_TEST(TestWeightsImport)
#include "tst_WeightsImport.moc"
