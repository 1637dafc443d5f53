// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/ModelImport.h"
#include "core/exchange/WeightsImport.h"
#include "core/files/Safetensors.h"
#include "core/runs/Presets.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// Weights that PyTorch has saved (tests/fixtures/make_torch.py) give what PyTorch gives.
class tst_TorchWeights : public QObject
{
    Q_OBJECT

private slots:
    void modelComputesTheSame_data();
    void modelComputesTheSame();
    void modelFileBesideThemIsTaken();
    void decoderAloneIsTaken();
    void otherNamesAreTakenInOrder();
    void otherNamesOfOtherShapesAreRefused();
    void missingTensorIsNamed();
    void whatIsNoListOfWeightsIsNamed_data();
    void whatIsNoListOfWeightsIsNamed();
    void weightsAreForeign();
};

namespace {

std::string torchPath(const QString& name)
{
    return (ISTHMUS_SOURCE_DIR "/tests/fixtures/torch/" + name).toStdString();
}

ModelSpec torchModel()
{
    return loadPreset(torchPath("model.json")).model;
}

DataReference torchData()
{
    return {"", "", {1, 4, 4}, Scaling{1, 0}, {}};
}

/// The largest difference of codes and reconstructions from PyTorch's.
float differenceOf(const Checkpoint& run)
{
    SafetensorsFile expected(torchPath("expected.safetensors"));
    const Index samples = expected.tensor("images").shape[0];
    const auto matrix = [&](const char* tensor) {
        const FloatVector values = expected.floats(tensor);
        return Matrix(Eigen::Map<const Matrix>(values.data(), samples, std::ssize(values) / samples));
    };
    Batch pictures(run.data.shape.size(), samples);
    pictures.view() = codesFromFile(run.data.shape, matrix("images")).transpose();
    const OwnResults own = ownResults(run, pictures);
    return std::max((own.codes - matrix("codes")).cwiseAbs().maxCoeff(),
        (own.reconstructions - matrix("reconstructions")).cwiseAbs().maxCoeff());
}

} // namespace

void tst_TorchWeights::modelComputesTheSame_data()
{
    QTest::addColumn<float>("tolerance");
    for (const char* name : {"weights.pt", "double.pt", "strided.pt", "shared.pt", "parameters.pt", "checkpoint.pth",
             "parallel.pth", "parts.pt"})
        QTest::newRow(name) << 1e-5F;
    QTest::newRow("half.pt") << 3e-3F;
    QTest::newRow("bfloat16.pt") << 3e-2F;
}

void tst_TorchWeights::modelComputesTheSame()
{
    QFETCH(float, tolerance);
    ImportReport report;
    const Checkpoint run = importWeights(torchPath(QTest::currentDataTag()), torchModel(), torchData(), &report);
    const float difference = differenceOf(run);
    QVERIFY2(difference < tolerance, qPrintable(QString::number(double(difference))));
    QVERIFY(report.notices.empty());
}

void tst_TorchWeights::modelFileBesideThemIsTaken()
{
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(QString::fromStdString(torchPath("weights.pt")), folder.filePath("mine.pt")));
    const std::string path = folder.filePath("mine.pt").toStdString();
    const auto import = [&](const std::optional<DataReference>& data) { return importModel({path, "", ""}, data); };
    QVERIFY(messageOf([&] { import(std::nullopt); }).contains("a data set must be given"));
    QVERIFY(messageOf([&] { import(torchData()); }).contains("mine.json, or the name of a model"));
    QVERIFY(QFile::copy(QString::fromStdString(torchPath("model.json")), folder.filePath("mine.json")));
    QVERIFY(differenceOf(import(torchData())) < 1e-5F);
}

void tst_TorchWeights::decoderAloneIsTaken()
{
    QVERIFY(!importWeights(torchPath("decoder.pt"), torchModel(), torchData()).model.hasEncoder());
}

void tst_TorchWeights::otherNamesAreTakenInOrder()
{
    ImportReport report;
    const Checkpoint run = importWeights(torchPath("named.pt"), torchModel(), torchData(), &report);
    QVERIFY(differenceOf(run) < 1e-5F);
    QCOMPARE(report.notices.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(report.notices[0]),
        "the tensors have other names than the model's and were taken in their order: conv1 for encoder.0, bn1 for "
        "encoder.1, fc1 for encoder.4, fc2 for decoder.0, up for decoder.3");
}

void tst_TorchWeights::otherNamesOfOtherShapesAreRefused()
{
    ModelSpec wider = torchModel();
    wider.encoder.back().values["units"] = 4;
    const QString message = messageOf([&] { (void)importWeights(torchPath("named.pt"), wider, torchData()); });
    QVERIFY2(
        message.contains("expected the tensor encoder.0.weight of the model torch, found conv1.weight, conv1.bias, "
                         "bn1.weight and others"),
        qPrintable(message));
}

void tst_TorchWeights::missingTensorIsNamed()
{
    ModelSpec longer = torchModel();
    longer.encoder.push_back({"dense", {{"units", 3}}});
    const QString message = messageOf([&] { (void)importWeights(torchPath("weights.pt"), longer, torchData()); });
    QVERIFY2(message.contains("expected the tensor encoder.5.weight of the model torch"), qPrintable(message));
}

void tst_TorchWeights::whatIsNoListOfWeightsIsNamed_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("whole.pt") << "found a whole model or another object that PyTorch has pickled; if you trust it, in "
                                 "Python: torch.onnx.export(torch.load('whole.pt', weights_only=False).eval(), images, "
                                 "'model.onnx')";
    QTest::newRow("script.pt") << "found a TorchScript model; in Python: "
                                  "torch.onnx.export(torch.jit.load('script.pt').eval(), images, 'model.onnx')";
    QTest::newRow("old.pth") << "found a PyTorch file in its older form; if it is of weights, in Python: "
                                "torch.save(torch.load('old.pth'), 'weights.pt')";
    QTest::newRow("tensor.pt") << "found a PyTorch file of tensors without names; it holds data and no model";
    QTest::newRow("list.pt") << "found a PyTorch file of tensors without names; it holds data and no model";
    QTest::newRow("numpy-loss.pth") << "found the name numpy.core.multiarray scalar; nothing of it was executed";
}

void tst_TorchWeights::whatIsNoListOfWeightsIsNamed()
{
    QFETCH(QString, words);
    const ImportSource source{torchPath(QTest::currentDataTag()), "", torchPath("model.json")};
    const QString message = messageOf([&] { (void)importModel(source, torchData()); });
    QVERIFY2(message.contains(words), qPrintable(message));
}

void tst_TorchWeights::weightsAreForeign()
{
    QVERIFY(isForeignModel(torchPath("weights.pt")));
    QVERIFY(isForeignModel(torchPath("checkpoint.pth")));
    QVERIFY(!isForeignModel(torchPath("tensor.pt")));
}

ISTHMUS_GUILESS_TEST(tst_TorchWeights)
#include "tst_TorchWeights.moc"
