// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QTemporaryDir>

#include <functional>

using namespace isthmus;

/// Models that others wrote: PyTorch's exporter (tests/fixtures/onnx/make_onnx.py), and graphs made by hand.
class tst_OnnxForeign : public QObject
{
    Q_OBJECT

private slots:
    void exportOfPyTorchComputesTheSame_data();
    void exportOfPyTorchComputesTheSame();
    void channelsMayBeLast();
    void headsMayBeDeviations();
    void deadBranchesAreLeftOut();
    void unsupportedIsNamed_data();
    void unsupportedIsNamed();
};

namespace {

using Change = std::function<void(OnnxModel&)>;

/// The rows of a 24 x n matrix whose rows are by channel, row and column, by row, column and channel.
FloatVector channelsLastRows(const FloatVector& rows, std::size_t columns)
{
    FloatVector moved(rows.size());
    for (std::size_t channel = 0; channel < 2; ++channel)
        for (std::size_t pixel = 0; pixel < 12; ++pixel)
            std::copy_n(&rows[(channel * 12 + pixel) * columns], columns, &moved[(pixel * 2 + channel) * columns]);
    return moved;
}

FloatVector transposed(const FloatVector& values, std::size_t rows)
{
    const std::size_t columns = values.size() / rows;
    FloatVector result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        result[i % columns * rows + i / columns] = values[i];
    return result;
}

/// The model of channelsFirst() as Keras has it: pictures and lists by row, column and channel.
OnnxModel channelsLast()
{
    OnnxModel model = channelsFirst();
    model.inputs = {{"x", {kAnyExtent, 4, 3, 2}}};
    auto& in = std::get<FloatVector>(model.constants[1].values);
    auto& out = std::get<FloatVector>(model.constants[3].values);
    in = channelsLastRows(in, 3);
    out = transposed(channelsLastRows(transposed(out, 3), 3), 24);
    std::get<Dims>(model.constants[6].values) = {-1, 4, 3, 2};
    const std::map<std::string, OnnxAttribute> first{{"perm", Dims{0, 3, 1, 2}}};
    const std::map<std::string, OnnxAttribute> last{{"perm", Dims{0, 2, 3, 1}}};
    model.nodes[0].inputs[0] = "x1";
    model.nodes[2].inputs[0] = "b1";
    model.nodes[8].inputs[0] = "h1";
    model.nodes[8].outputs[0] = "y1";
    for (OnnxNode& each :
        std::vector<OnnxNode>{node("Transpose", {"x"}, "x1", first), node("Transpose", {"b"}, "b1", last),
            node("Transpose", {"h"}, "h1", first), node("Transpose", {"y1"}, "y", last)})
        model.nodes.push_back(std::move(each));
    return model;
}

} // namespace

void tst_OnnxForeign::exportOfPyTorchComputesTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("variational");
    QTest::newRow("convolutional, drawn") << "torch-vae" << true;
    QTest::newRow("dense, plain") << "torch-ae" << false;
}

void tst_OnnxForeign::exportOfPyTorchComputesTheSame()
{
    QFETCH(QString, name);
    QFETCH(bool, variational);
    const std::string base = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/" + name.toStdString();
    SafetensorsFile expected(base + ".safetensors");
    const std::vector<Index> dims = expected.tensor("images", TensorType::F32).shape;
    const Shape shape{static_cast<int>(dims[1]), static_cast<int>(dims[2]), static_cast<int>(dims[3])};
    const auto matrix = [&](const char* tensor) {
        const FloatVector values = expected.floats(tensor);
        return Matrix(Eigen::Map<const Matrix>(values.data(), dims[0], std::ssize(values) / dims[0]));
    };
    const Checkpoint run = importOnnx(base + ".onnx", "", dataOf(shape));
    QCOMPARE(run.model.isVariational(), variational);
    QCOMPARE(run.model.loss, std::string(variational ? "bce" : "mse"));
    Batch pictures(shape.size(), dims[0]);
    pictures.view() = codesFromFile(shape, matrix("images")).transpose();
    const OwnResults own = ownResults(run, pictures);
    QVERIFY(difference(own.codes, matrix("codes")) < 1e-5F);
    QVERIFY(difference(own.reconstructions, matrix("reconstructions")) < 1e-5F);
}

void tst_OnnxForeign::channelsMayBeLast()
{
    const DataReference data = dataOf({2, 4, 3});
    const Batch pictures = samplePictures(data.shape, 3);
    const OwnResults first = ownResults(runFromOnnx(channelsFirst(), nullptr, data, "first"), pictures);
    const OwnResults last = ownResults(runFromOnnx(channelsLast(), nullptr, data, "last"), pictures);
    QCOMPARE(first.codes.cols(), Index(3));
    QVERIFY(difference(first.codes, last.codes) < 1e-5F);
    QVERIFY(difference(first.reconstructions, last.reconstructions) < 1e-5F);
}

/// exp of a head at once makes it the logarithm of a deviation: half of log_var.
void tst_OnnxForeign::headsMayBeDeviations()
{
    OnnxModel model;
    model.inputs = {{"x", {1, 24}}};
    model.outputs = {{"y", {1, 24}}};
    model.constants = {floats("s", {24, 2}, 1), floats("m", {24, 2}, 2), floats("out", {2, 24}, 3)};
    model.nodes = {node("MatMul", {"x", "s"}, "sigma"), node("MatMul", {"x", "m"}, "mean"), node("Exp", {"sigma"}, "e"),
        node("RandomNormalLike", {"e"}, "n"), node("Mul", {"n", "e"}, "p"), node("Add", {"p", "mean"}, "z"),
        node("MatMul", {"z", "out"}, "y")};
    const Checkpoint run = runFromOnnx(model, nullptr, dataOf({1, 4, 6}), "deviation");
    QVERIFY(run.model.isVariational());
    const Autoencoder built(run.model, run.data.shape);
    for (const Parameter& parameter : built.parameters()) {
        const auto expected = [&](std::size_t constant, float factor) {
            FloatVector values = transposed(std::get<FloatVector>(model.constants[constant].values), 24);
            for (float& value : values)
                value *= factor;
            return values;
        };
        if (parameter.name == "mu.weight")
            QVERIFY(parameter.gather(run.parameters) == expected(1, 1));
        if (parameter.name == "log_var.weight")
            QVERIFY(parameter.gather(run.parameters) == expected(0, 2));
    }
}

void tst_OnnxForeign::deadBranchesAreLeftOut()
{
    OnnxModel model = channelsFirst();
    model.nodes.push_back(node("Einsum", {"e"}, "q"));
    QCOMPARE(refusal(model), QString("no error"));
}

void tst_OnnxForeign::unsupportedIsNamed_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, Change change, const char* words) {
        QTest::newRow(name) << std::move(change) << words;
    };
    row(
        "operator", [](OnnxModel& m) { m.nodes[1].op = "Sin"; }, "'Relu:b' (Sin): this operator is not");
    row(
        "group", [](OnnxModel& m) { m.nodes[0].attributes["group"] = std::int64_t(2); },
        "(Conv): expected weights for 2 channels, found 4");
    row(
        "groups that divide nothing", [](OnnxModel& m) { m.nodes[0].attributes["group"] = std::int64_t(-1); },
        "(Conv): attribute group: expected a divisor of the channels, 2 and 2, found -1");
    row(
        "pads",
        [](OnnxModel& m) {
            m.nodes[0].attributes["pads"] = Dims{0, 0, 1};
        },
        "(Conv): attribute pads: expected 4 numbers");
    row(
        "dilation",
        [](OnnxModel& m) {
            m.nodes[0].attributes["dilations"] = Dims{2, 0};
        },
        "attribute dilations");
    row(
        "kind of attribute", [](OnnxModel& m) { m.nodes[0].attributes["pads"] = 1.0F; },
        "attribute pads is of another");
    row(
        "weights that are none", [](OnnxModel& m) { m.nodes[0].inputs[1] = "b"; }, "expected constant floats");
    row(
        "weights of integers", [](OnnxModel& m) { m.nodes[0].inputs[1] = "list"; }, "expected constant floats");
    row(
        "features",
        [](OnnxModel& m) {
            m.constants[1] = floats("in", {23, 3}, 1);
        },
        "expected weights for 24 features");
    row(
        "channels",
        [](OnnxModel& m) {
            m.constants[0] = floats("k", {2, 3, 3, 3}, 1);
        },
        "expected weights for 2 channels");
    row(
        "infinity", [](OnnxModel& m) { std::get<FloatVector>(m.constants[1].values)[5] = INFINITY; }, "finite");
    row(
        "branch",
        [](OnnxModel& m) {
            m.nodes[6] = node("Add", {"f", "f2"}, "g");
            m.nodes.push_back(node("MatMul", {"e", "out"}, "f2"));
        },
        "found a skip connection by a sum, which is not supported: 'e' used by node");
    row(
        "attention",
        [](OnnxModel& m) {
            m.nodes[6] = node("MatMul", {"f", "f2"}, "g");
            m.nodes.push_back(node("Softmax", {"f"}, "f2"));
        },
        "found attention, which is not supported");
    row(
        "padding of an average that leaves it out",
        [](OnnxModel& m) {
            m.nodes[1] = node("AveragePool", {"a"}, "b", {{"kernel_shape", Dims{3, 3}}, {"pads", Dims{1, 1, 1, 1}}});
        },
        "(AveragePool): attribute count_include_pad: expected 1");
    row(
        "padding by another number",
        [](OnnxModel& m) {
            m.nodes[1] = node("Pad", {"a"}, "b", {{"pads", Dims{0, 0, 1, 1, 0, 0, 1, 1}}, {"value", 1.0F}});
        },
        "(Pad): attribute value");
    row(
        "no samples",
        [](OnnxModel& m) {
            std::get<Dims>(m.constants[5].values) = {0, 24};
            m.nodes[2].attributes["allowzero"] = std::int64_t(1);
        },
        "(Reshape): expected at least one sample");
    row(
        "factors between activations",
        [](OnnxModel& m) {
            m.constants.push_back({"ones", {2}, FloatVector{1, 2}});
            m.nodes[8].inputs[0] = "h3";
            m.constants.back().dims = {2, 1, 1};
            m.nodes.push_back(node("Mul", {"h", "ones"}, "h2"));
            m.nodes.push_back(node("Tanh", {"h2"}, "h3"));
        },
        "(Mul): expected a layer with weights beside it to be folded into");
    row(
        "noise that is none",
        [](OnnxModel& m) {
            m.nodes[4] = node("Exp", {"d"}, "d2");
            m.nodes.push_back(node("Mul", {"d2", "bias"}, "d3"));
            m.nodes.push_back(node("Add", {"d", "d3"}, "e"));
        },
        "'d' used by node");
    row(
        "noise elsewhere",
        [](OnnxModel& m) {
            m.nodes.push_back(node("RandomNormalLike", {"x"}, "n"));
            m.nodes.push_back(node("Add", {"x", "n"}, "x2"));
            m.nodes[0].inputs[0] = "x2";
        },
        "(RandomNormalLike): expected noise in z = mu");
    row(
        "loop",
        [](OnnxModel& m) {
            m.nodes[1] = node("Relu", {"a"}, "x");
            m.nodes.resize(2);
        },
        "without loops");
    row(
        "made twice", [](OnnxModel& m) { m.nodes[1].outputs[0] = "a"; }, "'a' twice");
    row(
        "two inputs",
        [](OnnxModel& m) {
            m.inputs.push_back({"more", {1, 3}});
        },
        "expected one input");
    row(
        "no input", [](OnnxModel& m) { m.inputs.clear(); }, "expected one input, found none");
    row(
        "shape of images",
        [](OnnxModel& m) {
            m.inputs[0].dims = {1, 2, 4, 4};
        },
        "expected images of 4 x 3 x 2");
    row(
        "end",
        [](OnnxModel& m) {
            m.nodes.resize(6);
            m.constants[3] = floats("out", {3, 25}, 1);
        },
        "expected 24 outputs");
    row(
        "mixed order",
        [](OnnxModel& m) {
            std::get<Dims>(m.constants[5].values) = {-1, 4, 2, 3};
            m.nodes[3] = node("MaxPool", {"c"}, "d", {{"kernel_shape", Dims{1, 1}}});
        },
        "cannot be read as");
    row(
        "padding before a list",
        [](OnnxModel& m) {
            m.constants.push_back(extents("p", {0, 0, 1, 1, 0, 0, 1, 1}));
            m.nodes[1] = node("Pad", {"a", "p"}, "b");
        },
        "(Reshape): expected a shape of 60 numbers");
    row(
        "no nodes", [](OnnxModel& m) { m.nodes.clear(); }, "fewer than two layers");
    row(
        "no bottleneck weights", [](OnnxModel& m) { m.nodes.resize(1); }, "fewer than two layers");
    row(
        "extents",
        [](OnnxModel& m) {
            std::get<Dims>(m.constants[5].values) = {-1, 5, -1};
        },
        "(Reshape)");
    row(
        "huge extents",
        [](OnnxModel& m) {
            std::get<Dims>(m.constants[5].values) = {-1, INT64_MAX, 9};
        },
        "(Reshape)");
    row(
        "negative extent",
        [](OnnxModel& m) {
            std::get<Dims>(m.constants[5].values) = {-1, -5};
        },
        "(Reshape)");
}

void tst_OnnxForeign::unsupportedIsNamed()
{
    QFETCH(Change, change);
    QFETCH(QString, words);
    OnnxModel model = channelsFirst();
    QCOMPARE(refusal(model), QString("no error"));
    change(model);
    const QString message = refusal(model);
    QVERIFY2(message.contains(words), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_OnnxForeign)
#include "tst_OnnxForeign.moc"
