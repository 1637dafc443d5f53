// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QDir>

using namespace isthmus;

/// Autoencoders of signals, N x C x L, with PyTorch's own numbers (tests/fixtures/onnx/signals): their layers are those
/// of images with one row.
class tst_OnnxSignals : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreThoseOfPyTorch_data() { fixtureRows(); }
    void numbersAreThoseOfPyTorch();
    void exportComesBack_data() { fixtureRows(); }
    void exportComesBack();
    void shapeIsKnownWithoutData_data() { fixtureRows(); }
    void shapeIsKnownWithoutData();
    void layersAreThoseOfTheModel();
    void channelsAsRowsAreRefused();

private:
    static void fixtureRows();
};

namespace {

const QString kSignals = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/signals/";

/// What the fixture has for a model.
struct SignalNumbers
{
    explicit SignalNumbers(const QString& name)
        : file((kSignals + "numbers.safetensors").toStdString())
        , model(name.toStdString())
    {
        const std::vector<Index> extents = file.tensor(model + ".images", TensorType::F32).shape;
        shape = {static_cast<int>(extents[1]), static_cast<int>(extents[2]), static_cast<int>(extents[3])};
    }

    Matrix matrix(const char* what)
    {
        const Index rows = file.tensor(model + what, TensorType::F32).shape.front();
        const FloatVector values = file.floats(model + what);
        return Eigen::Map<const Matrix>(values.data(), rows, std::ssize(values) / rows);
    }

    Batch pictures()
    {
        const Matrix images = matrix(".images");
        Batch batch(shape.size(), images.rows());
        batch.view() = codesFromFile(shape, images).transpose();
        return batch;
    }

    SafetensorsFile file;
    std::string model;
    Shape shape;
};

Checkpoint importedSignal(const QString& name, const std::optional<DataReference>& data)
{
    const auto path = [](const QString& file) { return (kSignals + file + ".onnx").toStdString(); };
    return name == "pair" ? importOnnx(path("pair-encoder"), path("pair-decoder"), data)
                          : importOnnx(path(name), "", data);
}

void compareSignals(const Checkpoint& run, SignalNumbers& expected)
{
    const OwnResults own = ownResults(run, expected.pictures());
    const float ofCodes = difference(own.codes, expected.matrix(".codes"));
    const float ofSignals = difference(own.reconstructions, expected.matrix(".reconstructions"));
    QVERIFY2(ofCodes < 1e-5F, qPrintable(QString::number(ofCodes)));
    QVERIFY2(ofSignals < 1e-5F, qPrintable(QString::number(ofSignals)));
}

} // namespace

void tst_OnnxSignals::fixtureRows()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(kSignals).entryList({"*.onnx"}, QDir::Files)) {
        const QString name = file.startsWith("pair-") ? "pair" : file.chopped(5);
        if (file != "pair-decoder.onnx")
            QTest::newRow(qPrintable(name)) << name;
    }
}

void tst_OnnxSignals::numbersAreThoseOfPyTorch()
{
    QFETCH(QString, name);
    SignalNumbers expected(name);
    const Checkpoint run = importedSignal(name, dataOf(expected.shape));
    QCOMPARE(run.model.isVariational(), name == "vae");
    compareSignals(run, expected);
}

/// What we write of it, as images with one row, is read as the same model.
void tst_OnnxSignals::exportComesBack()
{
    QFETCH(QString, name);
    SignalNumbers expected(name);
    const Checkpoint run = importedSignal(name, dataOf(expected.shape));
    const OnnxModel written = onnxModel(run, OnnxPart::Whole);
    compareSignals(runFromOnnx(written, nullptr, dataOf(expected.shape), "back"), expected);
    const OnnxModel encoder = onnxModel(run, OnnxPart::Encoder);
    const OnnxModel decoder = onnxModel(run, OnnxPart::Decoder);
    compareSignals(runFromOnnx(encoder, &decoder, dataOf(expected.shape), "pair"), expected);
}

void tst_OnnxSignals::shapeIsKnownWithoutData()
{
    QFETCH(QString, name);
    if (name.contains("dense") || name == "turned")
        return; // nothing tells that these are signals, or that they are turned
    SignalNumbers expected(name);
    const Checkpoint run = importedSignal(name, std::nullopt);
    QCOMPARE(QString::fromStdString(run.data.shape.text()), QString::fromStdString(expected.shape.text()));
    compareSignals(run, expected);
}

void tst_OnnxSignals::layersAreThoseOfTheModel()
{
    const Checkpoint run = importedSignal("conv", dataOf({2, 1, 16}));
    QCOMPARE(run.model.encoder.size(), std::size_t(6));
    const LayerSpec first{"conv",
        {{"channels", 4}, {"kernel", 1}, {"kernel-width", 5}, {"stride", 1}, {"stride-width", 2}, {"padding", 0},
            {"padding-width", 2}}};
    QVERIFY(run.model.encoder.front() == first);
    const Checkpoint norm = importedSignal("last-norm", dataOf({2, 1, 16}));
    QCOMPARE(norm.model.encoder[1].type, std::string("layer-norm"));
    QCOMPARE(norm.model.encoder[1].values.at("pixels"), 1.0);
}

/// Grey pictures have the channels of a signal as rows: they have to be turned.
void tst_OnnxSignals::channelsAsRowsAreRefused()
{
    const QString message = messageOf([] { (void)importedSignal("conv", dataOf({1, 2, 16})); });
    QVERIFY2(message.contains("expected the 2 channels of a signal beside each other, found them as rows; turn the "
                              "pictures (transpose)"),
        qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_OnnxSignals)
#include "tst_OnnxSignals.moc"
