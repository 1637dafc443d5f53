// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/models/ModelOutline.h"
#include "core/models/mirror.h"
#include "core/models/trainedCount.h"
#include "core/nn/layers.h"
#include "tests/TestProgram.h"

using namespace isthmus;

namespace {

constexpr Shape kImage{1, 4, 5};

ModelSpec vae()
{
    ModelSpec spec;
    spec.name = "vae";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 8}}}, {"relu", {}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 3;
    spec.decoder = {{"dense", {{"units", 8}}}, {"relu", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

} // namespace

class TestModelOutline : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatEachLayerHas();
    void plainCodeCostsNothing();
    void faultStandsAtItsLayer();
    void nothingBehindAFaultHasAShape();
    void decoderOfTheWrongSizeIsSaidAtItsLastLayer();
    void modelWithoutLayersIsSaidInWords();
    void codeWithoutDimensionsIsAFault();
    void everyLayerTypeAnswersAnywhere_data();
    void everyLayerTypeAnswersAnywhere();
    void mirrorRestoresADenseDecoder();
    void mirrorLeavesTheActivationOfTheCode();
    void mirrorRestoresImagesOfAnySize();
    void mirrorOfPoolingsIsUpsampling();
    void mirrorKeepsNormalisations();
    void mirrorEndsAsTheLossCanUseIt();
    void runningStatisticsAreNoParameters();
    void mirrorGoesBackOverSidesGroupsAndPadding();
    void mirrorOfAMisfitIsRefused();
};

void TestModelOutline::countsWhatEachLayerHas()
{
    const ModelOutline outline = outlineOf(vae(), kImage);
    QVERIFY(outline.model);
    QVERIFY(!outline.fault);
    QCOMPARE(outline.encoder.size(), 3U);
    QCOMPARE(outline.encoder[1], (LayerOutline{Shape::vector(8), 8 * 20 + 8, 2.0 * 8 * 20}));
    QCOMPARE(outline.encoder[2], (LayerOutline{Shape::vector(8), 0, 0}));
    QCOMPARE(*outline.code, (LayerOutline{Shape::vector(3), 2 * (3 * 8 + 3), 2.0 * 6 * 8}));
    QCOMPARE(outline.decoder.back().output, kImage);
    Index parameters = outline.code->parameters;
    for (const auto* part : {&outline.encoder, &outline.decoder})
        for (const LayerOutline& layer : *part)
            parameters += layer.parameters;
    QCOMPARE(parameters, outline.model->parameterCount());
}

void TestModelOutline::plainCodeCostsNothing()
{
    ModelSpec spec = vae();
    spec.bottleneck = Bottleneck::Plain;
    QCOMPARE(*outlineOf(spec, kImage).code, (LayerOutline{Shape::vector(8), 0, 0}));
}

void TestModelOutline::faultStandsAtItsLayer()
{
    ModelSpec spec = vae();
    spec.encoder[1].values["units"] = -4;
    const ModelOutline outline = outlineOf(spec, kImage);
    QVERIFY(!outline.model);
    QCOMPARE(outline.fault->place, (LayerPlace{ModelPart::Encoder, 1}));
    QVERIFY2(outline.fault->sentence.starts_with("layer dense: units: expected a whole number from 1"),
        outline.fault->sentence.c_str());
}

void TestModelOutline::nothingBehindAFaultHasAShape()
{
    ModelSpec spec = vae();
    spec.encoder[1].values["units"] = -4;
    ModelOutline outline = outlineOf(spec, kImage);
    QCOMPARE(outline.encoder.size(), 1U);
    QVERIFY(!outline.code);
    QVERIFY(outline.decoder.empty());

    spec = vae();
    spec.decoder[0].type = "no such layer";
    outline = outlineOf(spec, kImage);
    QCOMPARE(outline.encoder.size(), 3U);
    QVERIFY(outline.code);
    QVERIFY(outline.decoder.empty());
    QCOMPARE(outline.fault->place, (LayerPlace{ModelPart::Decoder, 0}));
}

void TestModelOutline::decoderOfTheWrongSizeIsSaidAtItsLastLayer()
{
    ModelSpec spec = vae();
    spec.decoder.resize(2);
    const ModelOutline outline = outlineOf(spec, kImage);
    QCOMPARE(outline.decoder.size(), 2U);
    QCOMPARE(outline.fault->place, (LayerPlace{ModelPart::Decoder, 1}));
    QCOMPARE(outline.fault->sentence, std::string("expected 20 outputs for an image of 4 x 5 x 1, found 8"));
}

void TestModelOutline::modelWithoutLayersIsSaidInWords()
{
    ModelSpec spec;
    spec.name = "nothing";
    ModelOutline outline = outlineOf(spec, kImage);
    QCOMPARE(outline.fault->place, (LayerPlace{ModelPart::Encoder, 0}));
    QCOMPARE(outline.fault->sentence, std::string("expected at least one layer with weights, found none"));
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 2;
    outline = outlineOf(spec, kImage);
    QCOMPARE(outline.fault->place, (LayerPlace{ModelPart::Decoder, 0}));
}

void TestModelOutline::codeWithoutDimensionsIsAFault()
{
    ModelSpec spec = vae();
    spec.latentDim = 0;
    QCOMPARE(outlineOf(spec, kImage).fault->place, (LayerPlace{ModelPart::Bottleneck, 0}));
}

void TestModelOutline::everyLayerTypeAnswersAnywhere_data()
{
    QTest::addColumn<QString>("type");
    for (const LayerType& type : layerTypes())
        QTest::newRow(type.name) << QString(type.name);
}

/// Whatever stands wherever: there is a model or a fault, and never an exception.
void TestModelOutline::everyLayerTypeAnswersAnywhere()
{
    QFETCH(QString, type);
    for (const bool inEncoder : {true, false}) {
        for (std::size_t entry = 0; entry <= 3; ++entry) {
            ModelSpec spec = vae();
            std::vector<LayerSpec>& layers = inEncoder ? spec.encoder : spec.decoder;
            layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(entry), {type.toStdString(), {}});
            const ModelOutline outline = outlineOf(spec, kImage);
            QCOMPARE(outline.model == nullptr, outline.fault.has_value());
        }
    }
}

void TestModelOutline::mirrorRestoresADenseDecoder()
{
    const ModelSpec spec = vae();
    ModelSpec without = spec;
    without.decoder.clear();
    QCOMPARE(withMirroredDecoder(without, kImage), spec);
}

void TestModelOutline::mirrorLeavesTheActivationOfTheCode()
{
    ModelSpec spec = vae();
    spec.bottleneck = Bottleneck::Plain;
    spec.latentDim = 0;
    spec.encoder.push_back({"dense", {{"units", 2}}});
    spec.encoder.push_back({"tanh", {}});
    spec.loss = "mse"; // which can use a sigmoid
    spec.decoder.push_back({"sigmoid", {}});
    const std::vector<LayerSpec> decoder = spec.decoder;
    spec.decoder = {{"dense", {{"units", 20}}}, {"sigmoid", {}}};
    QCOMPARE(withMirroredDecoder(spec, kImage).decoder, decoder);
}

void TestModelOutline::mirrorRestoresImagesOfAnySize()
{
    ModelSpec spec = vae();
    spec.encoder = {{"conv", {{"channels", 3}, {"stride", 2}}}, {"relu", {}},
        {"conv", {{"channels", 5}, {"stride", 2}}}, {"relu", {}}, {"flatten", {}}};
    for (const Shape image : {Shape{1, 28, 28}, Shape{3, 9, 14}, Shape{1, 4, 4}, Shape{2, 2, 3}}) { // down to 1 x 1
        const ModelOutline outline = outlineOf(withMirroredDecoder(spec, image), image);
        QVERIFY2(outline.model, outline.fault ? outline.fault->sentence.c_str() : "");
        QCOMPARE(outline.decoder.back().output, image);
    }
}

void TestModelOutline::mirrorOfPoolingsIsUpsampling()
{
    ModelSpec spec = vae();
    spec.encoder = {{"conv", {{"channels", 3}}}, {"relu", {}}, {"max-pool", {}}, {"dropout", {}}, {"flatten", {}}};
    QCOMPARE(outlineOf(withMirroredDecoder(spec, {1, 8, 6}), {1, 8, 6}).decoder.back().output, (Shape{1, 8, 6}));
    QVERIFY_THROWS_EXCEPTION(Error, withMirroredDecoder(spec, {1, 9, 6}));
}

/// Behind the layer that it follows there, and before its activation; that of the code stays there.
void TestModelOutline::mirrorKeepsNormalisations()
{
    ModelSpec spec = vae();
    spec.bottleneck = Bottleneck::Plain;
    spec.latentDim = 0;
    const LayerSpec norm{"batch-norm", {{"momentum", 0.3}}};
    spec.encoder = {{"conv", {{"channels", 5}, {"stride", 2}}}, norm, {"relu", {}}, {"flatten", {}},
        {"dense", {{"units", 3}}}, {"layer-norm", {}}};
    spec.decoder.clear();
    const std::vector<LayerSpec> decoder = withMirroredDecoder(spec, {1, 8, 6}).decoder;
    QCOMPARE(decoder.size(), std::size_t(5));
    QCOMPARE(decoder[1].type, std::string("reshape"));
    QCOMPARE(decoder[2], norm);
    QCOMPARE(decoder[3].type, std::string("relu"));
    QCOMPARE(outlineOf(withMirroredDecoder(spec, {1, 8, 6}), {1, 8, 6}).decoder.back().output, (Shape{1, 8, 6}));
}

void TestModelOutline::mirrorGoesBackOverSidesGroupsAndPadding()
{
    const Shape image{2, 8, 6};
    ModelSpec spec;
    spec.encoder = {{"pad", {{"top", 0}, {"left", 0}}},
        {"conv", {{"channels", 4}, {"groups", 2}, {"stride", 2}, {"padding", 0}}}, {"prelu", {}},
        {"conv", {{"channels", 4}, {"dilation", 2}, {"kernel-width", 1}, {"padding", 2}, {"padding-width", 0}}},
        {"relu", {}}, {"max-pool", {{"stride-width", 1}, {"kernel-width", 1}}}, {"flatten", {}}, {"dense", {}}};
    const ModelSpec mirrored = withMirroredDecoder(spec, image);
    const std::vector<LayerSpec>& decoder = mirrored.decoder;
    QCOMPARE(outlineOf(mirrored, image).decoder.back().output, image);
    QCOMPARE(decoder.back(), (LayerSpec{"pad", {{"top", 0}, {"bottom", -1}, {"left", 0}, {"right", -1}}}));
    QCOMPARE(decoder.at(decoder.size() - 3).type, std::string("prelu"));
    QCOMPARE(decoder.at(decoder.size() - 2).values.at("groups"), 2.0);
    const auto pooling =
        std::find_if(decoder.begin(), decoder.end(), [](const LayerSpec& layer) { return layer.type == "upsample"; });
    QVERIFY(pooling != decoder.end() && pooling->values.at("factor-width") == 1);
}

void TestModelOutline::mirrorOfAMisfitIsRefused()
{
    ModelSpec spec = vae();
    spec.encoder[1].values["units"] = 0.5;
    QVERIFY_THROWS_EXCEPTION(Error, withMirroredDecoder(spec, kImage));
}

/// No activation that stood before the encoder's first weights, or before a layer that is gone, becomes the output's.
void TestModelOutline::mirrorEndsAsTheLossCanUseIt()
{
    const LayerSpec relu{"relu", {}}, sigmoid{"sigmoid", {}}, conv{"conv", {{"channels", 5}, {"stride", 2}}};
    const auto endOf = [](const ModelSpec& spec) { return withMirroredDecoder(spec, {1, 8, 6}).decoder.back().type; };
    ModelSpec spec = vae();
    spec.encoder = {relu, conv, relu, {"flatten", {}}};
    spec.decoder = {{"dense", {{"units", 9}}}, relu};
    QCOMPARE(endOf(spec), std::string("conv-transpose"));
    spec.encoder = {{"max-pool", {}}, relu, {"conv", {{"channels", 5}}}, relu, {"flatten", {}}};
    QCOMPARE(endOf(spec), std::string("upsample"));
    spec.encoder = {conv, relu, {"flatten", {}}};
    QCOMPARE(endOf(spec), std::string("conv-transpose"));
    spec.loss = "mse";
    QCOMPARE(endOf(spec), std::string("conv-transpose"));
    spec.decoder.push_back(sigmoid);
    QCOMPARE(endOf(spec), std::string("sigmoid"));
    QCOMPARE(withMirroredDecoder(spec, {1, 8, 6}).decoder.end()[-2].type, std::string("conv-transpose"));
    spec.decoder = {{"dense", {{"units", kAsData}}}, relu, {"reshape", {}}}; // the user's own, which fits
    QCOMPARE(endOf(spec), std::string("relu"));
}

/// As PyTorch counts them: a weight and a bias for each channel.
void TestModelOutline::runningStatisticsAreNoParameters()
{
    ModelSpec spec = vae();
    spec.encoder.push_back({"batch-norm", {}});
    const ModelOutline outline = outlineOf(spec, kImage);
    QCOMPARE(outline.encoder.back().parameters, Index(2 * 8));
    QCOMPARE(
        trainedCount(outline.model->parameters()), trainedCount(outlineOf(vae(), kImage).model->parameters()) + 16);
    QCOMPARE(outline.model->layers()[3].parameters, Index(2 * 8));
    QCOMPARE(outline.model->parameterCount(), trainedCount(outline.model->parameters()) + 16); // what a run keeps
}

ISTHMUS_APPLESS_TEST(TestModelOutline)
#include "tst_ModelOutline.moc"
