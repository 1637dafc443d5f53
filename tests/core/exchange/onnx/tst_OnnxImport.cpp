// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// What was exported comes back with the same codes and pictures, be it in one file or two. tst_OnnxForeign has models
/// as others write them.
class tst_OnnxImport : public QObject
{
    Q_OBJECT

private slots:
    void modelsComeBack_data() { modelRows(); }
    void modelsComeBack();
    void modelsComeBackInTwoFiles_data() { modelRows(); }
    void modelsComeBackInTwoFiles();
    void bytesComeBack();
    void variationalModelKeepsItsLoss();
    void dataAreThoseOfTheRun();
    void importedRunIsARun();

private:
    static void modelRows();
};

namespace {

constexpr float kTolerance = 1e-5F;

OnnxModel readBack(const OnnxModel& model)
{
    const std::string bytes = onnxBytes(model);
    return readOnnxBytes(std::as_bytes(std::span(bytes)));
}

void compare(const Checkpoint& found, const Checkpoint& expected)
{
    const Batch pictures = samplePictures(expected.data.shape, 3);
    const OwnResults a = ownResults(found, pictures);
    const OwnResults b = ownResults(expected, pictures);
    QCOMPARE(found.model.isVariational(), expected.model.isVariational());
    QVERIFY(difference(a.reconstructions, b.reconstructions) < kTolerance);
    QVERIFY(difference(a.codes, b.codes) < kTolerance);
    QVERIFY(difference(a.logVar, b.logVar) < kTolerance);
}

const NamedModel& namedModel(const QString& name)
{
    static const std::vector<NamedModel> all = sampleModels();
    return *std::find_if(
        all.begin(), all.end(), [&](const NamedModel& each) { return each.name == name.toStdString(); });
}

} // namespace

void tst_OnnxImport::modelRows()
{
    QTest::addColumn<QString>("name");
    for (const NamedModel& each : sampleModels())
        QTest::newRow(each.name.c_str()) << QString::fromStdString(each.name);
}

void tst_OnnxImport::modelsComeBack()
{
    QFETCH(QString, name);
    const Checkpoint run = freshRun(namedModel(name).spec, namedModel(name).shape);
    const OnnxModel whole = readBack(onnxModel(run, OnnxPart::Whole));
    compare(runFromOnnx(whole, nullptr, std::nullopt, "back"), run);
}

void tst_OnnxImport::modelsComeBackInTwoFiles()
{
    QFETCH(QString, name);
    const Checkpoint run = freshRun(namedModel(name).spec, namedModel(name).shape);
    const OnnxModel encoder = readBack(onnxModel(run, OnnxPart::Encoder));
    const OnnxModel decoder = readBack(onnxModel(run, OnnxPart::Decoder));
    compare(runFromOnnx(encoder, &decoder, run.data, "back"), run);
}

void tst_OnnxImport::bytesComeBack()
{
    const OnnxModel model = onnxModel(freshRun(loadPreset("conv-vae").model, {1, 28, 28}), OnnxPart::Whole);
    const std::string bytes = onnxBytes(model);
    QVERIFY(onnxBytes(readBack(model)) == bytes);
}

void tst_OnnxImport::variationalModelKeepsItsLoss()
{
    const Checkpoint run = freshRun(loadPreset("vae-2d").model, {1, 28, 28});
    const Checkpoint back = runFromOnnx(onnxModel(run, OnnxPart::Whole), nullptr, std::nullopt, "back");
    QCOMPARE(back.model.loss, std::string("bce"));
    QVERIFY(back.model.encoder == run.model.encoder);
    QCOMPARE(back.model.latentDim, 2);
    QVERIFY(back.parameters == run.parameters);
}

void tst_OnnxImport::dataAreThoseOfTheRun()
{
    const Checkpoint run = freshRun(sampleModel(), {3, 2, 3});
    OnnxModel model = onnxModel(run, OnnxPart::Whole);
    QVERIFY(runFromOnnx(model, nullptr, std::nullopt, "back").data == run.data);
    DataReference other = run.data;
    other.name = "others";
    QVERIFY(runFromOnnx(model, nullptr, other, "back").data == other);
    other.scaling = {0.5, 0.25};
    QVERIFY(runFromOnnx(model, nullptr, other, "back").data.scaling == run.data.scaling); // what the weights know
    other.reading.scale = ReadOptions::Scale::Range;
    QVERIFY(runFromOnnx(model, nullptr, other, "back").data.scaling == other.scaling);
    other.shape = {1, 3, 3};
    QVERIFY(messageOf([&] { runFromOnnx(model, nullptr, other, "back"); }).contains("expected images of 3 x 3 x 1"));
    model.metadata.clear();
    QVERIFY(runFromOnnx(model, nullptr, std::nullopt, "back").data.name.empty());
}

void tst_OnnxImport::importedRunIsARun()
{
    const QTemporaryDir folder;
    const std::string onnx = folder.filePath("model.onnx").toStdString();
    const std::string path = folder.filePath("back.run").toStdString();
    const Checkpoint run = freshRun(loadPreset("conv-ae").model, {1, 28, 28});
    writeOnnx(onnx, onnxModel(run, OnnxPart::Whole));
    writeRunFile(path, importOnnx(onnx, "", std::nullopt));
    const Checkpoint back = readRunFile(path);
    QCOMPARE(back.model.name, std::string("model"));
    QCOMPARE(back.step, std::int64_t(0));
    compare(back, run);
}

ISTHMUS_GUILESS_TEST(tst_OnnxImport)
#include "tst_OnnxImport.moc"
