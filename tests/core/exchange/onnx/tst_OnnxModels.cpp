// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QDir>

using namespace isthmus;

/// Autoencoders as tutorials and libraries have them, with PyTorch's own numbers, and what is no chain of layers, with
/// the sentence that says what it is (tests/fixtures/onnx/models).
class tst_OnnxModels : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreThoseOfPyTorch_data();
    void numbersAreThoseOfPyTorch();
    void whatIsNoChainIsNamed_data();
    void whatIsNoChainIsNamed();
    void everyRefusalHasItsSentence();
};

namespace {

const QString kModels = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/models/";

struct Refusal
{
    const char* name;
    Shape shape;
    const char* words;
};

constexpr Shape kGrey{1, 8, 8};

const std::vector<Refusal>& refusals()
{
    static const std::vector<Refusal> all{
        {"average-without-padding", kGrey, "attribute count_include_pad: expected 1, so that padding counts as zeros"},
        {"concatenated", kGrey, "found a skip connection by concatenation, which is not supported"},
        {"conditional", kGrey, "expected one input, found "},
        {"dropout-left-on", kGrey, "is left on, as in training; export the model in evaluation mode (model.eval())"},
        {"gated", kGrey, "found a gate, which is not supported"},
        {"noise-inside", kGrey, "expected noise in z = mu + exp(log_var / 2) * noise alone, found it elsewhere"},
        {"fixed-noise", kGrey, "found a gate, which is not supported"},
        {"noise-of-the-mean", kGrey, "found a gate, which is not supported"},
        {"softplus-deviation", kGrey,
            "expected the deviation of a variational model as exp(log_var / 2), found a softplus"},
        {"normalised", kGrey, "found a normalisation by length, which is not supported"},
        {"quantised", kGrey, "found vector quantisation, which is not supported"},
        {"recurrent", {1, 1, 16}, "(a recurrent layer)"},
        {"sine", kGrey, "this operator is not supported (a sine)"},
        {"softmax", kGrey, "this operator is not supported (a softmax)"},
        {"summed", kGrey, "found a skip connection by a sum, which is not supported"},
    };
    return all;
}

} // namespace

void tst_OnnxModels::numbersAreThoseOfPyTorch_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(kModels).entryList({"*.onnx"}, QDir::Files)) {
        const QString name = file.chopped(file.endsWith("-encoder.onnx") ? 13 : 5);
        if (!file.endsWith("-decoder.onnx"))
            QTest::newRow(qPrintable(name)) << name;
    }
}

void tst_OnnxModels::numbersAreThoseOfPyTorch()
{
    QFETCH(QString, name);
    SafetensorsFile expected((kModels + "numbers.safetensors").toStdString());
    const std::string model = name.toStdString();
    const auto matrix = [&](const char* what) {
        const Index rows = expected.tensor(model + what, TensorType::F32).shape.front();
        const FloatVector values = expected.floats(model + what);
        return Matrix(Eigen::Map<const Matrix>(values.data(), rows, std::ssize(values) / rows));
    };
    const std::vector<Index> extents = expected.tensor(model + ".images", TensorType::F32).shape;
    const Shape shape{static_cast<int>(extents[1]), static_cast<int>(extents[2]), static_cast<int>(extents[3])};
    const auto path = [&](const char* end) { return (kModels + name + end).toStdString(); };
    const Checkpoint run = name.endsWith("-pair")
        ? importOnnx(path("-encoder.onnx"), path("-decoder.onnx"), dataOf(shape))
        : importOnnx(path(".onnx"), "", dataOf(shape));
    QCOMPARE(run.model.isVariational(), name.startsWith("vae-"));
    const Matrix images = matrix(".images");
    Batch pictures(shape.size(), images.rows());
    pictures.view() = codesFromFile(shape, images).transpose();
    const OwnResults own = ownResults(run, pictures);
    const float ofCodes = difference(own.codes, matrix(".codes"));
    const float ofPictures = difference(own.reconstructions, matrix(".reconstructions"));
    QVERIFY2(ofCodes < 1e-5F, qPrintable(QString::number(ofCodes)));
    QVERIFY2(ofPictures < 1e-5F, qPrintable(QString::number(ofPictures)));
}

void tst_OnnxModels::whatIsNoChainIsNamed_data()
{
    QTest::addColumn<std::size_t>("row");
    for (std::size_t row = 0; row < refusals().size(); ++row)
        QTest::newRow(refusals()[row].name) << row;
}

void tst_OnnxModels::whatIsNoChainIsNamed()
{
    QFETCH(std::size_t, row);
    const Refusal& refusal = refusals()[row];
    const std::string path = kModels.toStdString() + "refused/" + refusal.name + ".onnx";
    const QString message = messageOf([&] { (void)importOnnx(path, "", dataOf(refusal.shape)); });
    QVERIFY2(message.contains(refusal.words), qPrintable(message));
}

void tst_OnnxModels::everyRefusalHasItsSentence()
{
    QCOMPARE(QDir(kModels + "refused/").entryList({"*.onnx"}, QDir::Files).size(), qsizetype(refusals().size()));
}

ISTHMUS_GUILESS_TEST(tst_OnnxModels)
#include "tst_OnnxModels.moc"
