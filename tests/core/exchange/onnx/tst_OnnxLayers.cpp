// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxImport.h"
#include "core/files/Safetensors.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxGraphs.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QDir>

using namespace isthmus;

/// Autoencoders with one kind of layer each as exporters write it, with PyTorch's own numbers
/// (tests/fixtures/onnx/layers), and operators that PyTorch 1.13 does not write yet.
class tst_OnnxLayers : public QObject
{
    Q_OBJECT

private slots:
    void numbersAreThoseOfPyTorch_data();
    void numbersAreThoseOfPyTorch();
    void layersAreThoseOfTheModel_data();
    void layersAreThoseOfTheModel();
    void operatorIsALayer_data();
    void operatorIsALayer();
    void normalisationOfSomeAxesIsNamed();
    void factorBehindTheCodeIsTheDecoders();
    void scalingOfAnotherLayoutIsNotTaken();
};

namespace {

const QString kLayers = ISTHMUS_SOURCE_DIR "/tests/fixtures/onnx/layers/";
constexpr Shape kLayerPicture{2, 6, 8};

Checkpoint importedLayer(const QString& name)
{
    return importOnnx((kLayers + name + ".onnx").toStdString(), "", dataOf(kLayerPicture));
}

std::string typesOf(const std::vector<LayerSpec>& layers)
{
    std::string types;
    for (const LayerSpec& layer : layers)
        types += (types.empty() ? "" : " ") + layer.type;
    return types;
}

} // namespace

void tst_OnnxLayers::numbersAreThoseOfPyTorch_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& file : QDir(kLayers).entryList({"*.onnx"}, QDir::Files))
        QTest::newRow(qPrintable(file.chopped(5))) << file.chopped(5);
}

void tst_OnnxLayers::numbersAreThoseOfPyTorch()
{
    QFETCH(QString, name);
    SafetensorsFile expected((kLayers + "numbers.safetensors").toStdString());
    const auto matrix = [&](const char* what) {
        const std::string tensor = name.toStdString() + what;
        const Index rows = expected.tensor(tensor, TensorType::F32).shape.front();
        const FloatVector values = expected.floats(tensor);
        return Matrix(Eigen::Map<const Matrix>(values.data(), rows, std::ssize(values) / rows));
    };
    const Matrix images = matrix(".images");
    Batch pictures(kLayerPicture.size(), images.rows());
    pictures.view() = codesFromFile(kLayerPicture, images).transpose();
    const OwnResults own = ownResults(importedLayer(name), pictures);
    const float ofCodes = difference(own.codes, matrix(".codes"));
    const float ofPictures = difference(own.reconstructions, matrix(".reconstructions"));
    QVERIFY2(ofCodes < 1e-5F, qPrintable(QString::number(ofCodes)));
    QVERIFY2(ofPictures < 1e-5F, qPrintable(QString::number(ofPictures)));
}

void tst_OnnxLayers::layersAreThoseOfTheModel_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("encoder"); // its beginning
    QTest::newRow("depthwise") << "depthwise"
                               << "conv relu conv relu conv flatten";
    QTest::newRow("padding of one side") << "zero-pad"
                                         << "pad conv relu flatten";
    QTest::newRow("odd pixel behind") << "same-upper"
                                      << "pad conv relu flatten";
    QTest::newRow("ReLU6") << "relu6"
                           << "conv clamp flatten dense clamp dense";
    QTest::newRow("Hardswish of sums") << "hardswish-clip"
                                       << "conv hard-swish flatten dense hard-swish dense";
    QTest::newRow("Mish") << "mish"
                          << "conv mish flatten dense mish dense";
    QTest::newRow("GELU by tanh") << "gelu-tanh-pow"
                                  << "conv gelu-tanh flatten dense gelu-tanh dense";
    QTest::newRow("PReLU") << "prelu"
                           << "conv prelu flatten dense prelu dense";
    QTest::newRow("layer normalisation") << "layer-norm"
                                         << "flatten dense layer-norm relu dense";
    QTest::newRow("layer normalisation of pictures") << "layer-norm-picture"
                                                     << "conv layer-norm relu flatten";
    QTest::newRow("group normalisation") << "group-norm"
                                         << "conv group-norm relu flatten";
    QTest::newRow("one group") << "group-norm-one"
                               << "conv group-norm relu flatten";
    QTest::newRow("batch normalisation beside nothing") << "batch-norm-between"
                                                        << "batch-norm conv relu batch-norm max-pool conv flatten";
}

void tst_OnnxLayers::layersAreThoseOfTheModel()
{
    QFETCH(QString, name);
    QFETCH(QString, encoder);
    const std::string found = typesOf(importedLayer(name).model.encoder);
    QVERIFY2(QString::fromStdString(found).startsWith(encoder), found.c_str());
}

namespace {

/// The Tanh of channelsFirst(), of 24 numbers, or what is behind its picture h.
OnnxModel withOperator(OnnxNode made, std::vector<OnnxTensor> constants, bool ofPicture)
{
    OnnxModel model = channelsFirst();
    for (OnnxTensor& tensor : constants)
        model.constants.push_back(std::move(tensor));
    if (ofPicture) {
        model.nodes[8].inputs[0] = "h2";
        made.inputs[0] = "h";
        made.outputs[0] = "h2";
        model.nodes.push_back(std::move(made));
    } else {
        made.inputs[0] = "f";
        made.outputs[0] = "g";
        model.nodes[6] = std::move(made);
    }
    return model;
}

OnnxTensor sixths(const std::string& name, std::int64_t count)
{
    FloatVector values;
    for (std::int64_t i = 0; i < count; ++i)
        values.push_back(static_cast<float>(i + 1) / 6);
    return {name, {count}, values};
}

} // namespace

void tst_OnnxLayers::operatorIsALayer_data()
{
    QTest::addColumn<OnnxNode>("made");
    QTest::addColumn<std::vector<OnnxTensor>>("constants");
    QTest::addColumn<bool>("ofPicture");
    QTest::addColumn<LayerSpec>("layer");
    QTest::addColumn<FloatVector>("weight");
    const auto row = [](const char* name, const OnnxNode& made, const std::vector<OnnxTensor>& constants,
                         bool ofPicture, const LayerSpec& layer, const FloatVector& weight = {}) {
        QTest::newRow(name) << made << constants << ofPicture << layer << weight;
    };
    const double epsilon = static_cast<double>(0.01F);
    const std::map<std::string, OnnxAttribute> byHundredth{{"epsilon", 0.01F}};
    row("LayerNormalization of a list", node("LayerNormalization", {"", "s", "shift"}, "", byHundredth),
        {sixths("s", 24), sixths("shift", 24)}, false, {"layer-norm", {{"epsilon", epsilon}}},
        std::get<FloatVector>(sixths("s", 24).values));
    row("LayerNormalization of a picture",
        node("LayerNormalization", {"", "s"}, "", {{"epsilon", 0.01F}, {"axis", std::int64_t(-3)}}), {sixths("s", 24)},
        true, {"layer-norm", {{"epsilon", epsilon}}}, std::get<FloatVector>(sixths("s", 24).values));
    row("GroupNormalization",
        node("GroupNormalization", {"", "s", "shift"}, "", {{"epsilon", 0.01F}, {"num_groups", std::int64_t(1)}}),
        {sixths("s", 2), sixths("shift", 2)}, true, {"group-norm", {{"epsilon", epsilon}, {"groups", 1}}},
        {1.0F / 6, 2.0F / 6});
    row("GroupNormalization with numbers of groups",
        node("GroupNormalization", {"", "s", "shift"}, "", {{"epsilon", 0.01F}, {"num_groups", std::int64_t(1)}}),
        {sixths("s", 1), sixths("shift", 1)}, true, {"group-norm", {{"epsilon", epsilon}, {"groups", 1}}},
        {1.0F / 6, 1.0F / 6});
    row("InstanceNormalization", node("InstanceNormalization", {"", "s", "shift"}, "", byHundredth),
        {sixths("s", 2), sixths("shift", 2)}, true, {"group-norm", {{"epsilon", epsilon}, {"groups", 2}}},
        {1.0F / 6, 2.0F / 6});
    row("Mish", node("Mish", {""}, ""), {}, false, {"mish", {}});
    row("HardSwish", node("HardSwish", {""}, ""), {}, false, {"hard-swish", {}});
    row("Gelu by tanh", node("Gelu", {""}, "", {{"approximate", std::string("tanh")}}), {}, false, {"gelu-tanh", {}});
    row("Clip with attributes", node("Clip", {""}, "", {{"min", -1.0F}, {"max", 2.0F}}), {}, false,
        {"clamp", {{"minimum", -1}, {"maximum", 2}}});
    row("Clip at 0", node("Clip", {""}, "", {{"min", 0.0F}}), {}, false, {"relu", {}});
}

void tst_OnnxLayers::operatorIsALayer()
{
    QFETCH(OnnxNode, made);
    QFETCH(std::vector<OnnxTensor>, constants);
    QFETCH(bool, ofPicture);
    QFETCH(LayerSpec, layer);
    QFETCH(FloatVector, weight);
    const OnnxModel model = withOperator(made, constants, ofPicture);
    const Checkpoint run = runFromOnnx(model, nullptr, dataOf({2, 4, 3}), "model");
    const std::size_t place = ofPicture ? 3 : 1; // dense, tanh, reshape
    QCOMPARE(typesOf({run.model.decoder.at(place)}), layer.type);
    QVERIFY(run.model.decoder.at(place) == layer);
    const Autoencoder built(run.model, run.data.shape);
    for (const Parameter& parameter : built.parameters())
        if (parameter.name == "decoder." + std::to_string(place) + ".weight")
            QCOMPARE(parameter.gather(run.parameters), weight);
}

void tst_OnnxLayers::normalisationOfSomeAxesIsNamed()
{
    const OnnxModel model =
        withOperator(node("LayerNormalization", {"", "s"}, "", {{"axis", std::int64_t(-2)}}), {sixths("s", 12)}, true);
    const QString message = refusal(model);
    QVERIFY2(
        message.contains("(LayerNormalization): expected a normalisation of all values of a sample (axis 1), or of "
                         "the channels of each pixel, found one of other axes"),
        qPrintable(message));
}

/// A code that is asked for is what stands before a factor: the decoder's first layer takes that up.
void tst_OnnxLayers::factorBehindTheCodeIsTheDecoders()
{
    OnnxModel model = channelsFirst();
    model.constants.push_back({"2", {}, FloatVector{2}});
    model.nodes[5].inputs[0] = "e3";
    model.nodes.push_back(node("Relu", {"e"}, "e2"));
    model.nodes.push_back(node("Mul", {"e2", "2"}, "e3"));
    const Checkpoint plain = runFromOnnx(channelsFirst(), nullptr, dataOf({2, 4, 3}), "plain");
    const Checkpoint run = runFromOnnx(model, nullptr, dataOf({2, 4, 3}), "model", "e2");
    QCOMPARE(typesOf(run.model.encoder), typesOf(plain.model.encoder) + " relu");
    QVERIFY(run.model.decoder == plain.model.decoder);
    QCOMPARE(refusal(model), QString("no error"));
    const QString message = messageOf([&] { (void)runFromOnnx(model, nullptr, dataOf({2, 4, 3}), "model", "e3"); });
    QVERIFY2(
        message.contains("the code would lack the factor behind it") && !message.contains("--"), qPrintable(message));
}

/// Numbers for each column or channel hold for the layout that they were fitted to.
void tst_OnnxLayers::scalingOfAnotherLayoutIsNotTaken()
{
    ModelSpec spec = plainModel({{"dense", {{"units", 2}}}}, {{"dense", {{"units", kAsData}}}});
    Checkpoint run = freshRun(spec, {1, 1, 6});
    run.data.scaling = {1, 0, ScalingForm::Standard, std::vector<Affine>(6, Affine{2, 1})};
    const OnnxModel model = onnxModel(run, OnnxPart::Whole);
    DataReference same = dataOf({1, 1, 6});
    QVERIFY(runFromOnnx(model, nullptr, same, "back").data.scaling == run.data.scaling);
    OnnxModel list;
    list.inputs = {{"x", {1, 6}}};
    list.outputs = {{"y", {1, 6}}};
    list.constants = {floats("in", {6, 2}, 1), floats("out", {2, 6}, 2)};
    list.nodes = {node("MatMul", {"x", "in"}, "z"), node("MatMul", {"z", "out"}, "y")};
    list.metadata = model.metadata;
    const DataReference other = dataOf({1, 2, 3});
    ImportReport report;
    const Checkpoint back = runFromOnnx(list, nullptr, other, "back", {}, &report);
    QVERIFY(back.data.scaling == other.scaling);
    QCOMPARE(report.notices.back(),
        std::string("the file's scaling is for images of 1 x 6 x 1, number by number: that of the data was taken"));
}

ISTHMUS_GUILESS_TEST(tst_OnnxLayers)
#include "tst_OnnxLayers.moc"
