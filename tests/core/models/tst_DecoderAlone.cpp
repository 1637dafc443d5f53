// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/models/Autoencoder.h"
#include "core/models/ModelOutline.h"
#include "core/models/decoderAlone.h"
#include "tests/TestProgram.h"

#include <functional>
#include <map>

using namespace isthmus;

/// A decoder without its encoder makes the same pictures of the same codes.
class TestDecoderAlone : public QObject
{
    Q_OBJECT

private slots:
    void decodesAsInTheWhole_data();
    void decodesAsInTheWhole();
    void unequalPaddingIsRefused();
    void codeMustHaveAShape();
    void encoderMustBeEmpty();
    void editorSaysThatItCannotBeTrained();
    void whatNeedsAnEncoderIsRefused();
};

namespace {

ModelSpec variational()
{
    ModelSpec spec;
    spec.name = "gauss";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", 6}}}, {"relu", {}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 3;
    spec.decoder = {{"dense", {{"units", 6}}}, {"tanh", {}}, {"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

/// Its decoder takes over sizes of its encoder; `isMap`: its code is a feature map.
ModelSpec convolutional(bool isMap)
{
    ModelSpec spec;
    spec.name = "conv";
    spec.encoder = {
        {"conv", {{"channels", 4}, {"stride", 2}}}, {"relu", {}}, {"conv", {{"channels", 2}, {"stride", 2}}}};
    spec.decoder = {{"conv-transpose", {{"channels", 4}}}, {"relu", {}}, {"conv-transpose", {{"channels", kAsData}}}};
    if (!isMap) {
        spec.encoder.push_back({"dense", {{"units", 5}}});
        spec.decoder.insert(spec.decoder.begin(),
            {{"dense", {{"units", kAsEncoder}}},
                {"reshape", {{"channels", kAsEncoder}, {"height", kAsEncoder}, {"width", kAsEncoder}}}});
    }
    return spec;
}

std::map<std::string, FloatVector> tensorsOf(const Autoencoder& model, const FloatVector& flat)
{
    std::map<std::string, FloatVector> tensors;
    for (const Parameter& parameter : model.parameters())
        tensors[parameter.name] = parameter.gather(flat);
    return tensors;
}

FloatVector pictureOf(const Autoencoder& model, const FloatVector& parameters)
{
    Batch code(model.latentDim(), 1);
    for (Index i = 0; i < code.rows(); ++i)
        *code.row(i) = 0.3F * static_cast<float>(i % 7) - 1;
    Batch image;
    Workspace workspace;
    ThreadPool pool(1);
    model.decode(parameters, code, image, workspace, pool);
    FloatVector values(static_cast<std::size_t>(image.rows()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = *image.row(static_cast<Index>(i));
    return values;
}

QString messageOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return "no error";
}

} // namespace

void TestDecoderAlone::decodesAsInTheWhole_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("variational") << 0;
    QTest::newRow("convolutional") << 1;
    QTest::newRow("code is a feature map") << 2;
}

void TestDecoderAlone::decodesAsInTheWhole()
{
    QFETCH(int, number);
    const Shape shape{2, 7, 7};
    const ModelSpec spec = number == 0 ? variational() : convolutional(number == 2);
    const Autoencoder whole(spec, shape);
    const FloatVector parameters = whole.initialise(3);
    const Autoencoder alone(decoderAlone(spec, shape), shape);
    QVERIFY(!alone.hasEncoder() && alone.hasNormalPrior() && !alone.isVariational());
    QCOMPARE(alone.latentDim(), whole.latentDim());
    const auto tensors = tensorsOf(whole, parameters);
    FloatVector own(static_cast<std::size_t>(alone.parameterCount()));
    for (const Parameter& parameter : alone.parameters()) {
        QVERIFY2(tensors.count(parameter.name) == 1, parameter.name.c_str());
        parameter.scatter(tensors.at(parameter.name).data(), own);
    }
    QCOMPARE(pictureOf(alone, own), pictureOf(whole, parameters));
    for (const LayerInfo& layer : alone.layers())
        QCOMPARE(layer.part, std::string("decoder"));
}

void TestDecoderAlone::unequalPaddingIsRefused()
{
    const QString message = messageOf([] { (void)decoderAlone(convolutional(true), {1, 7, 8}); });
    QVERIFY2(message.contains("expected the same output padding on both axes"), qPrintable(message));
}

void TestDecoderAlone::codeMustHaveAShape()
{
    ModelSpec spec = decoderAlone(variational(), {2, 7, 7});
    spec.code = {};
    QVERIFY(messageOf([&] { Autoencoder(spec, {2, 7, 7}); }).contains("expected the shape of the code"));
}

void TestDecoderAlone::encoderMustBeEmpty()
{
    ModelSpec spec = decoderAlone(variational(), {2, 7, 7});
    spec.encoder = {{"flatten", {}}};
    QVERIFY(messageOf([&] { Autoencoder(spec, {2, 7, 7}); }).contains("expected no layers"));
}

void TestDecoderAlone::editorSaysThatItCannotBeTrained()
{
    const ModelOutline outline = outlineOf(decoderAlone(variational(), {2, 7, 7}), {2, 7, 7});
    QVERIFY(outline.fault && !outline.model);
    QVERIFY(QString::fromStdString(outline.fault->sentence).contains("decoder alone"));
}

void TestDecoderAlone::whatNeedsAnEncoderIsRefused()
{
    const ModelSpec spec = decoderAlone(variational(), {2, 7, 7});
    const QString message = messageOf([&] { requireEncoder(spec); });
    QCOMPARE(message, QString("model gauss: has no encoder, expected an autoencoder, found a decoder alone"));
    DenseOverrides overrides;
    overrides.latentDim = 4;
    QCOMPARE(messageOf([&] { (void)withOverrides(spec, overrides); }), message);
    requireEncoder(variational());
}

ISTHMUS_GUILESS_TEST(TestDecoderAlone)
#include "tst_DecoderAlone.moc"
