// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/onnx/OnnxWriter.h"
#include "core/exchange/onnx/ProtobufWriter.h"
#include "core/exchange/onnx/layerOperators.h"
#include "core/runs/Provenance.h"
#include "tests/TestProgram.h"
#include "tests/core/exchange/onnx/OnnxSamples.h"

#include <QTemporaryDir>

#include <set>

using namespace isthmus;

/// The graph and the bytes of an ONNX file. tst_OnnxRuntime holds the numbers against a runtime.
class tst_OnnxExport : public QObject
{
    Q_OBJECT

private slots:
    void everyLayerTypeHasAnOperator();
    void protobufIsAsItsGuideHasIt();
    void partsHaveTheirNamesAndShapes();
    void codeThatIsAFeatureMapIsAList();
    void everyValueIsThereBeforeItsUse();
    void runIsInTheMetadata();
    void noFolderOfTheMakerIsInIt_data();
    void noFolderOfTheMakerIsInIt();
    void bestEpochIsWritten();
    void fileIsWhatTheBytesAre();
    void unwritablePathIsExplained();
};

namespace {

using Dims = std::vector<std::int64_t>;

std::string hex(const ProtobufWriter& writer)
{
    return QByteArray::fromStdString(writer.content()).toHex(' ').toStdString();
}

Checkpoint smallRun()
{
    return freshRun(sampleModel(), {3, 2, 3});
}

void addNew(std::set<std::string>& names, const std::string& name)
{
    QVERIFY2(names.insert(name).second, (name + " is there twice").c_str());
}

} // namespace

void tst_OnnxExport::everyLayerTypeHasAnOperator()
{
    for (const LayerType& type : layerTypes())
        QCOMPARE(layerOperator(type.name).type, type.name);
    QCOMPARE(layerOperators().size(), layerTypes().size());
    QVERIFY(messageOf([] { (void)layerOperator("magic"); }).contains("magic"));
}

/// The guide's own examples, a negative number, and a float.
void tst_OnnxExport::protobufIsAsItsGuideHasIt()
{
    ProtobufWriter number;
    number.integer(1, 150);
    QCOMPARE(hex(number), std::string("08 96 01"));
    ProtobufWriter text;
    text.text(2, "testing");
    QCOMPARE(hex(text), std::string("12 07 74 65 73 74 69 6e 67"));
    ProtobufWriter nested;
    nested.message(3, number);
    QCOMPARE(hex(nested), std::string("1a 03 08 96 01"));
    ProtobufWriter negative;
    negative.integer(1, -2);
    QCOMPARE(hex(negative), std::string("08 fe ff ff ff ff ff ff ff ff 01"));
    ProtobufWriter real;
    real.number(20, 1.0F);
    QCOMPARE(hex(real), std::string("a5 01 00 00 80 3f"));
}

void tst_OnnxExport::partsHaveTheirNamesAndShapes()
{
    const Checkpoint run = smallRun();
    const OnnxModel whole = onnxModel(run, OnnxPart::Whole);
    QCOMPARE(whole.inputs.size(), std::size_t(1));
    QCOMPARE(whole.inputs[0].name, std::string("image"));
    QCOMPARE(whole.inputs[0].dims, (Dims{kAnyExtent, 3, 2, 3}));
    QCOMPARE(whole.outputs.size(), std::size_t(3));
    QCOMPARE(whole.outputs[0].name, std::string("mu"));
    QCOMPARE(whole.outputs[1].name, std::string("log_var"));
    QCOMPARE(whole.outputs[1].dims, (Dims{kAnyExtent, 3}));
    QCOMPARE(whole.outputs[2].name, std::string("reconstruction"));
    QCOMPARE(whole.outputs[2].dims, (Dims{kAnyExtent, 3, 2, 3}));
    QCOMPARE(onnxModel(run, OnnxPart::Encoder).outputs.size(), std::size_t(2));
    const OnnxModel decoder = onnxModel(run, OnnxPart::Decoder);
    QCOMPARE(decoder.inputs[0].name, std::string("code"));
    QCOMPARE(decoder.inputs[0].dims, (Dims{kAnyExtent, 3}));
    QCOMPARE(decoder.outputs[0].name, std::string("image"));
}

void tst_OnnxExport::codeThatIsAFeatureMapIsAList()
{
    const OnnxModel model = onnxModel(freshRun(loadPreset("conv-dae").model, {1, 28, 28}), OnnxPart::Whole);
    QCOMPARE(model.outputs[0].name, std::string("code"));
    QCOMPARE(model.outputs[0].dims, (Dims{kAnyExtent, 784}));
}

void tst_OnnxExport::everyValueIsThereBeforeItsUse()
{
    std::vector<NamedModel> models = presetModels();
    for (const NamedModel& each : layerModels())
        models.push_back(each);
    for (const NamedModel& each : normModels())
        models.push_back(each);
    for (const NamedModel& each : models) {
        const OnnxModel model = onnxModel(freshRun(each.spec, each.shape), OnnxPart::Whole);
        std::set<std::string> values{""};
        std::set<std::string> nodes;
        for (const OnnxValue& input : model.inputs)
            addNew(values, input.name);
        for (const OnnxTensor& tensor : model.constants)
            addNew(values, tensor.name);
        for (const OnnxNode& node : model.nodes) {
            addNew(nodes, node.name);
            for (const std::string& input : node.inputs)
                QVERIFY2(values.count(input) == 1, (each.name + ": " + node.name + " needs " + input).c_str());
            for (const std::string& output : node.outputs)
                addNew(values, output);
        }
        for (const OnnxValue& output : model.outputs)
            QVERIFY(values.count(output.name) == 1);
    }
}

void tst_OnnxExport::runIsInTheMetadata()
{
    Checkpoint run = smallRun();
    run.data.scaling = {0.25, -1};
    const OnnxModel model = onnxModel(run, OnnxPart::Decoder);
    QCOMPARE(model.metadata.at("isthmus.scaling"), std::string("image = stored value * 0.25 + -1"));
    QCOMPARE(model.metadata.at("isthmus.run"), provenanceOf(run).run);
    QVERIFY(model.metadata.at("isthmus.model").find("\"sample\"") != std::string::npos);
    QVERIFY(model.metadata.at("isthmus.data").find("0123456789abcdef") != std::string::npos);
}

void tst_OnnxExport::noFolderOfTheMakerIsInIt_data()
{
    QTest::addColumn<QString>("kept");
    QTest::newRow("sprites") << "sprites";
    QTest::newRow("images.npy") << "images.npy";
    QTest::newRow("/home/mary/secret place/images.npy") << "images.npy";
    QTest::newRow("../secret place/pictures/") << "pictures";
}

void tst_OnnxExport::noFolderOfTheMakerIsInIt()
{
    QFETCH(QString, kept);
    Checkpoint run = smallRun();
    run.data.name = QTest::currentDataTag();
    const OnnxModel model = onnxModel(run, OnnxPart::Whole);
    const QByteArray bytes = QByteArray::fromStdString(onnxBytes(model));
    QVERIFY(!bytes.contains("mary") && !bytes.contains("secret"));
    QVERIFY2(QByteArray::fromStdString(model.metadata.at("isthmus.data")).contains("\"name\":\"" + kept.toUtf8() + '"'),
        model.metadata.at("isthmus.data").c_str());
}

void tst_OnnxExport::bestEpochIsWritten()
{
    Checkpoint run = smallRun();
    run.best.parameters = std::make_shared<const FloatVector>(sampleNumbers(run.parameters.size(), 2));
    const Parameter bias = Autoencoder(run.model, run.data.shape).parameters().back();
    const OnnxModel model = onnxModel(run, OnnxPart::Whole);
    const auto written = std::find_if(
        model.constants.begin(), model.constants.end(), [&](const OnnxTensor& each) { return each.name == bias.name; });
    QVERIFY(std::get<FloatVector>(written->values) == bias.gather(*run.best.parameters));
}

void tst_OnnxExport::fileIsWhatTheBytesAre()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("model.onnx");
    const OnnxModel model = onnxModel(smallRun(), OnnxPart::Whole);
    writeOnnx(path.toStdString(), model);
    QCOMPARE(contentOf(path), QByteArray::fromStdString(onnxBytes(model)));
}

void tst_OnnxExport::unwritablePathIsExplained()
{
    const QString message = messageOf([] { writeOnnx("/nowhere/model.onnx", {}); });
    QVERIFY2(message.startsWith("/nowhere/model.onnx: cannot be written"), qPrintable(message));
}

ISTHMUS_GUILESS_TEST(tst_OnnxExport)
#include "tst_OnnxExport.moc"
