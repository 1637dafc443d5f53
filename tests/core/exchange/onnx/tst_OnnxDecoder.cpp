// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

using namespace isthmus;

/// A graph from a code to an image becomes a decoder alone.
class tst_OnnxDecoder : public QObject
{
    Q_OBJECT

private slots:
    void exportedDecodersComeBack_data();
    void exportedDecodersComeBack();
    void generatorOfPyTorchComputesTheSame_data();
    void generatorOfPyTorchComputesTheSame();
    void wholeModelNeedsNoData();
    void listsAreSquarePicturesWhereTheyCanBe_data();
    void listsAreSquarePicturesWhereTheyCanBe();
    void encoderAloneIsRefused();
    void unsupportedIsNamed();
    void sumBehindTheCodeIsTheDecoders();
    void sumBehindTheCodeIsNoBiasOfTheEncoder();
    void outputThatIsAskedForIsTheCodeOfAnEncoder();
};

namespace {

Matrix sampleCodes(Index count, Index size)
{
    const FloatVector values = sampleNumbers(static_cast<std::size_t>(count * size), 0.7);
    return Eigen::Map<const Matrix>(values.data(), count, size);
}

/// Pictures of codes in the order of files.
Matrix decoded(const Checkpoint& run, const Matrix& codes)
{
    const Autoencoder model(run.model, run.data.shape);
    ThreadPool pool(1);
    return decodeCodes(model, run.result(), codesFromFile(model.codeShape(), codes), pool);
}

/// Three numbers, and `size` made of them.
OnnxModel generator(std::int64_t size)
{
    OnnxModel model;
    model.inputs = {{"z", {kAnyExtent, 3}}};
    model.outputs = {{"y", {kAnyExtent, size}}};
    model.constants = {{"w", {3, size}, sampleNumbers(static_cast<std::size_t>(3 * size), 1)}};
    model.nodes = {node("MatMul", {"z", "w"}, "y")};
    return model;
}

} // namespace

void tst_OnnxDecoder::exportedDecodersComeBack_data()
{
    QTest::addColumn<int>("number");
    int number = 0;
    for (const NamedModel& each : sampleModels())
        QTest::newRow(each.name.c_str()) << number++;
}

void tst_OnnxDecoder::exportedDecodersComeBack()
{
    QFETCH(int, number);
    const NamedModel named = sampleModels()[static_cast<std::size_t>(number)];
    const Checkpoint run = freshRun(named.spec, named.shape);
    const OnnxModel exported = onnxModel(run, OnnxPart::Decoder);
    const Checkpoint back = runFromOnnx(exported, nullptr, std::nullopt, "back");
    QVERIFY(!back.model.hasEncoder());
    QVERIFY(back.data == run.data);
    const Matrix codes = sampleCodes(3, Autoencoder(run.model, run.data.shape).latentDim());
    QVERIFY(difference(decoded(back, codes), decoded(run, codes)) < 1e-5F);
}

void tst_OnnxDecoder::generatorOfPyTorchComputesTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("latentDim");
    QTest::newRow("of a list") << "torch-list" << 5;
    QTest::newRow("of a feature map") << "torch-map" << 6;
}

void tst_OnnxDecoder::generatorOfPyTorchComputesTheSame()
{
    QFETCH(QString, name);
    QFETCH(int, latentDim);
    const std::string base = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/" + name.toStdString();
    SafetensorsFile expected(base + ".safetensors");
    const std::vector<Index> dims = expected.tensor("images", TensorType::F32).shape;
    const Shape shape{static_cast<int>(dims[1]), static_cast<int>(dims[2]), static_cast<int>(dims[3])};
    const auto matrix = [&](const char* tensor) {
        const FloatVector values = expected.floats(tensor);
        return Matrix(Eigen::Map<const Matrix>(values.data(), dims[0], std::ssize(values) / dims[0]));
    };
    const Checkpoint run = importOnnx(base + ".onnx", "", std::nullopt);
    QCOMPARE(run.data.shape, shape);
    QVERIFY(run.data.name.empty());
    QVERIFY(!run.model.hasEncoder());
    QCOMPARE(run.model.code, Shape::vector(latentDim));
    QVERIFY(difference(codesForFile(shape, decoded(run, matrix("codes"))), matrix("images")) < 1e-5F);
}

void tst_OnnxDecoder::wholeModelNeedsNoData()
{
    const Checkpoint run = freshRun(sampleModel(), {3, 2, 3});
    OnnxModel model = onnxModel(run, OnnxPart::Whole);
    model.metadata.clear();
    const Checkpoint back = runFromOnnx(model, nullptr, std::nullopt, "back");
    QVERIFY(back.model.hasEncoder());
    QVERIFY(back.data.name.empty() && back.data.fingerprint.empty());
    QCOMPARE(back.data.shape, run.data.shape);
}

void tst_OnnxDecoder::listsAreSquarePicturesWhereTheyCanBe_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("grey") << 784 << 1 << 28 << 28;
    QTest::newRow("colour") << 3072 << 3 << 32 << 32;
    QTest::newRow("no picture") << 13 << 1 << 1 << 13;
}

void tst_OnnxDecoder::listsAreSquarePicturesWhereTheyCanBe()
{
    QFETCH(int, size);
    QFETCH(int, channels);
    QFETCH(int, height);
    QFETCH(int, width);
    const Checkpoint run = runFromOnnx(generator(size), nullptr, std::nullopt, "list");
    QCOMPARE(run.data.shape, (Shape{channels, height, width}));
    QCOMPARE(decoded(run, sampleCodes(2, 3)).cols(), Index(size));
}

void tst_OnnxDecoder::encoderAloneIsRefused()
{
    OnnxModel model = onnxModel(freshRun(sampleModel(), {3, 2, 3}), OnnxPart::Encoder);
    model.metadata.clear();
    const QString message = messageOf([&] { runFromOnnx(model, nullptr, std::nullopt, "e"); });
    QVERIFY2(message.contains("an encoder needs its decoder"), qPrintable(message));
}

void tst_OnnxDecoder::unsupportedIsNamed()
{
    OnnxModel model = generator(16);
    model.nodes = {node("MatMul", {"z", "w"}, "a"), node("Einsum", {"a"}, "y")};
    const QString message = messageOf([&] { runFromOnnx(model, nullptr, std::nullopt, "g"); });
    QVERIFY2(message.contains("Einsum"), qPrintable(message));
}

void tst_OnnxDecoder::sumBehindTheCodeIsTheDecoders()
{
    OnnxModel model = generator(16);
    model.nodes = {node("MatMul", {"z", "w"}, "y")};
    const Checkpoint plain = runFromOnnx(model, nullptr, std::nullopt, "g");
    model.constants.push_back({"one", {}, FloatVector{1}});
    model.nodes = {node("Add", {"z", "one"}, "a"), node("MatMul", {"a", "w"}, "y")};
    const Checkpoint shifted = runFromOnnx(model, nullptr, std::nullopt, "g");
    const Matrix codes = sampleCodes(2, 3);
    QVERIFY(difference(decoded(shifted, codes), decoded(plain, Matrix(codes.array() + 1))) < 1e-5F);
}

/// It would shift what the heads see.
void tst_OnnxDecoder::sumBehindTheCodeIsNoBiasOfTheEncoder()
{
    OnnxModel model;
    model.inputs = {{"x", {kAnyExtent, 16}}};
    model.outputs = {{"y", {kAnyExtent, 16}}, {"log_var", {kAnyExtent, 2}}};
    model.constants = {{"in", {16, 3}, sampleNumbers(48, 1)}, {"m", {3, 2}, sampleNumbers(6, 2)},
        {"v", {3, 2}, sampleNumbers(6, 3)}, {"out", {2, 16}, sampleNumbers(32, 4)}, {"one", {}, FloatVector{1}}};
    model.nodes = {node("MatMul", {"x", "in"}, "h"), node("Gemm", {"h", "m"}, "mu"),
        node("Gemm", {"h", "v"}, "log_var"), node("Add", {"mu", "one"}, "z"), node("MatMul", {"z", "out"}, "y")};
    const Checkpoint run = runFromOnnx(model, nullptr, std::nullopt, "vae");
    QVERIFY(run.model.isVariational());
    const Autoencoder made(run.model, run.data.shape);
    for (const Parameter& parameter : made.parameters()) {
        if (parameter.name == "mu.bias")
            QCOMPARE(parameter.gather(run.parameters), (FloatVector{0, 0}));
        if (parameter.name == "decoder.0.bias")
            QVERIFY(parameter.gather(run.parameters) != FloatVector(16, 0));
    }
}

void tst_OnnxDecoder::outputThatIsAskedForIsTheCodeOfAnEncoder()
{
    const OnnxModel decoder = generator(16);
    OnnxModel encoder;
    encoder.inputs = {{"x", {kAnyExtent, 16}}};
    encoder.outputs = {{"z", {kAnyExtent, 3}}, {"features", {kAnyExtent, 3}}};
    encoder.constants = {{"in", {16, 3}, sampleNumbers(48, 1)}};
    encoder.nodes = {node("MatMul", {"x", "in"}, "z"), node("Tanh", {"z"}, "features")};
    ImportReport report;
    const auto lastLayer = [&](const std::string& code) {
        return runFromOnnx(encoder, &decoder, dataOf({1, 4, 4}), "pair", code, &report).model.encoder.back().type;
    };
    QCOMPARE(lastLayer(""), std::string("dense")); // whose name sounds like a code
    QCOMPARE(lastLayer("features"), std::string("tanh"));
    QCOMPARE(report.code, std::string("'features', as asked for"));
    const QString message = messageOf([&] { (void)lastLayer("hidden"); });
    QVERIFY2(message.contains("one of 'z', 'features', found 'hidden'"), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_OnnxDecoder)
#include "tst_OnnxDecoder.moc"
