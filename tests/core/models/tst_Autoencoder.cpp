// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/models/Autoencoder.h"
#include "tests/TestProgram.h"
#include "tests/core/models/SmallModels.h"
#include "tests/core/nn/GradientCheck.h"

#include <numeric>

using namespace isthmus;

namespace {

ModelSpec plainModel()
{
    ModelSpec spec;
    spec.name = "plain";
    spec.encoder = {{"flatten", {}}, test::dense(9), {"tanh", {}}, test::dense(3)};
    spec.decoder = {test::dense(9), {"tanh", {}}, test::dense(kAsData), {"reshape", {}}, {"sigmoid", {}}};
    spec.loss = "mse";
    return spec;
}

ModelSpec variationalModel()
{
    ModelSpec spec;
    spec.name = "variational";
    spec.encoder = {{"flatten", {}}, test::dense(9), {"tanh", {}}};
    spec.bottleneck = Bottleneck::Gaussian;
    spec.latentDim = 3;
    spec.decoder = {test::dense(9), {"tanh", {}}, test::dense(kAsData), {"reshape", {}}};
    spec.loss = "bce";
    return spec;
}

struct SmallAutoencoder
{
    explicit SmallAutoencoder(const ModelSpec& spec, Index samples = 21)
        : model(spec, test::kSmallImage)
        , parameters(model.initialise(7))
        , images(test::kSmallImage.size(), samples)
        , numbers(static_cast<std::size_t>(samples))
    {
        test::fill(images, 5);
        images.view() = (images.view().array() * 0.45F + 0.5F).matrix();
        std::iota(numbers.begin(), numbers.end(), 100);
    }

    [[nodiscard]] NoiseKey noise() const { return {1, Purpose::Posterior, 2, numbers}; }

    Autoencoder model;
    FloatVector parameters;
    Batch images;
    std::vector<Index> numbers;
    Workspace workspace;
    ThreadPool pool;
};

} // namespace

class TestAutoencoder : public QObject
{
    Q_OBJECT
private slots:
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void gradientReportsTheLossesThatLossesReports();
    void klMatchesHandComputedNumbers();
    void noiseBelongsToTheSampleNotToItsPlace();
    void decodeAppliesTheSigmoidOfLogits();
    void encodeGivesMu();
    void parametersAreNamedAsAPyTorchModuleNamesThem();
    void flopOfTheDenseVae();
    void impossibleModelsAreRefused_data();
    void impossibleModelsAreRefused();
    void overridesRebuildTheDenseParts();
    void activationsChangeInPlace();
    void hiddenLayersNeedAMirror();
    void codeBehindDropoutCanBeResized();
    void sigmoidBeforeLogitsIsRefused();
    void trainingSkipsTheInputGradientOfHeads();
    void codeOfAnyModelCanBeResized();
    void anotherLossMovesTheSigmoid();
};

void TestAutoencoder::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<ModelSpec>("spec");
    QTest::addColumn<double>("beta");
    DenseOverrides nothingHidden;
    nothingHidden.hiddenGiven = true;
    QTest::newRow("plain") << plainModel() << 1.0;
    QTest::newRow("plain without inner layers") << withOverrides(plainModel(), nothingHidden) << 1.0;
    QTest::newRow("variational") << variationalModel() << 1.0;
    QTest::newRow("variational without inner layers") << withOverrides(variationalModel(), nothingHidden) << 1.0;
    QTest::newRow("variational, beta 4") << variationalModel() << 4.0;
    QTest::newRow("variational, beta 0") << variationalModel() << 0.0;
}

void TestAutoencoder::gradientMatchesFiniteDifferences()
{
    QFETCH(ModelSpec, spec);
    QFETCH(double, beta);
    SmallAutoencoder f(spec);
    FloatVector gradient;
    const auto value = [&] {
        const LossTerms terms = f.model.losses(f.parameters, f.images, f.images, f.noise(), f.workspace, f.pool);
        return terms[AutoencoderTerm::Reconstruction] + beta * terms[AutoencoderTerm::Kl];
    };
    f.model.gradient(f.parameters, f.images, f.images, f.noise(), {beta}, gradient, f.workspace, f.pool);
    QCOMPARE(gradient.size(), static_cast<std::size_t>(f.model.parameterCount()));
    double largest = 0;
    double worst = 0;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const float kept = f.parameters[i];
        f.parameters[i] = kept + 4e-3F;
        const double above = value();
        f.parameters[i] = kept - 4e-3F;
        const double below = value();
        f.parameters[i] = kept;
        const double numeric = (above - below) / 8e-3;
        worst = std::max(worst, std::abs(numeric - static_cast<double>(gradient[i])));
        largest = std::max(largest, std::abs(numeric));
    }
    QVERIFY2(worst < 3e-3 * largest, qPrintable(QString("%1 of %2").arg(worst).arg(largest)));
}

void TestAutoencoder::gradientReportsTheLossesThatLossesReports()
{
    SmallAutoencoder f(variationalModel());
    FloatVector gradient;
    const LossTerms a =
        f.model.gradient(f.parameters, f.images, f.images, f.noise(), {}, gradient, f.workspace, f.pool);
    const LossTerms b = f.model.losses(f.parameters, f.images, f.images, f.noise(), f.workspace, f.pool);
    QCOMPARE(a[AutoencoderTerm::Reconstruction], b[AutoencoderTerm::Reconstruction]);
    QCOMPARE(a[AutoencoderTerm::Kl], b[AutoencoderTerm::Kl]);
}

void TestAutoencoder::klMatchesHandComputedNumbers()
{
    // With all weights zero, mu and logVar are the heads' biases.
    SmallAutoencoder f(variationalModel());
    std::fill(f.parameters.begin(), f.parameters.end(), 0.0F);
    for (const Parameter& parameter : f.model.parameters()) {
        const float mu[] = {1, 0, -2};
        const float logVar[] = {0, 0.69314718F, 0}; // variances 1, 2, 1
        if (parameter.name == "mu.bias")
            parameter.scatter(mu, f.parameters);
        if (parameter.name == "log_var.bias")
            parameter.scatter(logVar, f.parameters);
    }
    const LossTerms terms = f.model.losses(f.parameters, f.images, f.images, f.noise(), f.workspace, f.pool);
    const double expected = 0.5 * (1 + 4) + 0.5 * (2 - 1 - std::log(2.0));
    QVERIFY(std::abs(terms[AutoencoderTerm::Kl] - expected) < 1e-5);
}

void TestAutoencoder::noiseBelongsToTheSampleNotToItsPlace()
{
    SmallAutoencoder f(variationalModel(), 5);
    f.model.losses(f.parameters, f.images, f.images, f.noise(), f.workspace, f.pool);
    const float third = f.workspace.noise.row(1)[2];
    std::vector<Index> alone{f.numbers[2]};
    Batch image(test::kSmallImage.size(), 1);
    image.view() = f.images.view().col(2);
    f.model.losses(f.parameters, image, image, {1, Purpose::Posterior, 2, alone}, f.workspace, f.pool);
    QCOMPARE(f.workspace.noise.row(1)[0], third);
    f.model.losses(f.parameters, image, image, {1, Purpose::Posterior, 3, alone}, f.workspace, f.pool);
    QVERIFY(f.workspace.noise.row(1)[0] != third); // another epoch, another draw
}

void TestAutoencoder::decodeAppliesTheSigmoidOfLogits()
{
    SmallAutoencoder f(variationalModel());
    std::fill(f.parameters.begin(), f.parameters.end(), 0.0F);
    Batch code(3, 2);
    Batch image;
    f.model.decode(f.parameters, code, image, f.workspace, f.pool);
    QCOMPARE(image.rows(), test::kSmallImage.size());
    QCOMPARE(image.row(4)[1], 0.5F);
}

void TestAutoencoder::encodeGivesMu()
{
    SmallAutoencoder f(variationalModel());
    Batch code;
    Batch logVar;
    f.model.encode(f.parameters, f.images, code, &logVar, f.workspace, f.pool);
    QCOMPARE(code.rows(), 3);
    QCOMPARE(code.row(2)[20], f.workspace.heads.row(2)[20]);
    QCOMPARE(logVar.row(2)[20], f.workspace.heads.row(5)[20]);
}

void TestAutoencoder::parametersAreNamedAsAPyTorchModuleNamesThem()
{
    const Autoencoder model(variationalModel(), test::kSmallImage);
    QStringList names;
    Index total = 0;
    for (const Parameter& parameter : model.parameters()) {
        names << QString::fromStdString(parameter.name);
        total += parameter.size();
    }
    const QStringList expected{"encoder.1.weight", "encoder.1.bias", "mu.weight", "mu.bias", "log_var.weight",
        "log_var.bias", "decoder.0.weight", "decoder.0.bias", "decoder.2.weight", "decoder.2.bias"};
    QCOMPARE(names, expected);
    QCOMPARE(total, model.parameterCount());
}

void TestAutoencoder::flopOfTheDenseVae()
{
    ModelSpec spec = variationalModel();
    spec.encoder[1] = test::dense(400);
    spec.decoder[0] = test::dense(400);
    spec.latentDim = 20;
    const Autoencoder model(spec, {1, 28, 28});
    const double macs = 784 * 400 + 400 * 40 + 20 * 400 + 400 * 784;
    QCOMPARE(model.parameterCount(), 784 * 400 + 400 + 400 * 40 + 40 + 20 * 400 + 400 + 400 * 784 + 784);
    QCOMPARE(model.forwardFlop(), 2 * macs);
    QCOMPARE(model.trainingFlop(), 6 * macs - 2 * 784 * 400);
}

void TestAutoencoder::impossibleModelsAreRefused_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("word");
    QTest::newRow("decoder of another size") << 0 << "decoder";
    QTest::newRow("no encoder") << 1 << "encoder";
    QTest::newRow("no latent dimension") << 2 << "latent";
    QTest::newRow("unknown layer") << 3 << "dnse";
    QTest::newRow("unknown loss") << 4 << "loss";
    QTest::newRow("reshape that does not fit") << 5 << "reshape";
}

void TestAutoencoder::impossibleModelsAreRefused()
{
    QFETCH(int, which);
    QFETCH(QString, word);
    ModelSpec spec = variationalModel();
    if (which == 0)
        spec.decoder = {test::dense(11)};
    if (which == 1)
        spec.bottleneck = Bottleneck::Plain, spec.encoder.clear();
    if (which == 2)
        spec.latentDim = 0;
    if (which == 3)
        spec.encoder[1].type = "dnse";
    if (which == 4)
        spec.loss = "hinge";
    if (which == 5)
        spec.decoder[2] = test::dense(11);
    try {
        const Autoencoder model(spec, test::kSmallImage);
        QFAIL("expected an Error");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains(word), error.what());
    }
}

void TestAutoencoder::codeOfAnyModelCanBeResized()
{
    DenseOverrides overrides;
    overrides.latentDim = 5;
    ModelSpec spec = plainModel();
    spec.encoder = {{"conv", {}}, {"flatten", {}}, test::dense(3), {"tanh", {}}};
    QCOMPARE(withOverrides(spec, overrides).encoder,
        (std::vector<LayerSpec>{{"conv", {}}, {"flatten", {}}, test::dense(5), {"tanh", {}}}));
    QCOMPARE(withOverrides(spec, overrides).decoder, spec.decoder);
    spec.bottleneck = Bottleneck::Gaussian;
    QCOMPARE(withOverrides(spec, overrides).encoder, spec.encoder);
    QCOMPARE(withOverrides(spec, overrides).latentDim, 5);
    spec.bottleneck = Bottleneck::Plain;
    spec.encoder = {{"conv", {}}, {"relu", {}}}; // the code is a feature map
    QVERIFY_THROWS_EXCEPTION(Error, withOverrides(spec, overrides));
    overrides.hiddenGiven = true;
    QVERIFY_THROWS_EXCEPTION(Error, withOverrides(spec, overrides));
}

void TestAutoencoder::overridesRebuildTheDenseParts()
{
    DenseOverrides overrides;
    overrides.latentDim = 5;
    overrides.hiddenGiven = true;
    overrides.hidden = {8, 6};
    overrides.activation = "relu";
    overrides.codeActivation = "sigmoid";
    const ModelSpec changed = withOverrides(plainModel(), overrides);
    const std::vector<LayerSpec> encoder{
        {"flatten", {}}, test::dense(8), {"relu", {}}, test::dense(6), {"relu", {}}, test::dense(5), {"sigmoid", {}}};
    const std::vector<LayerSpec> decoder{test::dense(6), {"relu", {}}, test::dense(8), {"relu", {}},
        test::dense(kAsData), {"reshape", {}}, {"sigmoid", {}}};
    QCOMPARE(changed.encoder, encoder);
    QCOMPARE(changed.decoder, decoder);
    overrides.hidden.clear();
    QCOMPARE(withOverrides(plainModel(), overrides).encoder.size(), std::size_t(3));
    QCOMPARE(withOverrides(plainModel(), {}), plainModel());
    overrides = {};
    overrides.codeActivation = "relu";
    QVERIFY_THROWS_EXCEPTION(Error, withOverrides(variationalModel(), overrides));
}

void TestAutoencoder::activationsChangeInPlace()
{
    ModelSpec spec = plainModel();
    const LayerSpec leaky{"leaky-relu", {{"slope", 0.3}}};
    spec.encoder = {{"flatten", {}}, test::dense(9), leaky, test::dense(7), test::dense(3), {"tanh", {}}};
    spec.decoder = {test::dense(5), {"relu", {}}, test::dense(kAsData), {"reshape", {}}, {"sigmoid", {}}}; // no mirror
    DenseOverrides overrides;
    overrides.activation = "leaky-relu";
    overrides.codeActivation = "linear";
    const ModelSpec changed = withOverrides(spec, overrides);
    QCOMPARE(changed.encoder,
        (std::vector<LayerSpec>{
            {"flatten", {}}, test::dense(9), leaky, test::dense(7), {"leaky-relu", {}}, test::dense(3)}));
    QCOMPARE(changed.decoder,
        (std::vector<LayerSpec>{
            test::dense(5), {"leaky-relu", {}}, test::dense(kAsData), {"reshape", {}}, {"sigmoid", {}}}));
}

void TestAutoencoder::hiddenLayersNeedAMirror()
{
    ModelSpec spec = plainModel();
    spec.decoder = {test::dense(5), {"tanh", {}}, test::dense(kAsData), {"reshape", {}}, {"sigmoid", {}}};
    DenseOverrides overrides;
    overrides.hiddenGiven = true;
    overrides.hidden = {8};
    try {
        (void)withOverrides(spec, overrides);
        QFAIL("expected an Error");
    } catch (const Error& error) {
        QVERIFY2(QString(error.what()).contains("no mirror"), error.what());
    }
}

void TestAutoencoder::codeBehindDropoutCanBeResized()
{
    ModelSpec spec = plainModel();
    spec.encoder.push_back({"dropout", {}});
    DenseOverrides overrides;
    overrides.latentDim = 5;
    QCOMPARE(withOverrides(spec, overrides).encoder,
        (std::vector<LayerSpec>{{"flatten", {}}, test::dense(9), {"tanh", {}}, test::dense(5), {"dropout", {}}}));
}

void TestAutoencoder::sigmoidBeforeLogitsIsRefused()
{
    ModelSpec spec = plainModel();
    spec.loss = "bce";
    QVERIFY_THROWS_EXCEPTION(Error, Autoencoder(spec, test::kSmallImage));
    spec.decoder.push_back({"dropout", {}});
    QVERIFY_THROWS_EXCEPTION(Error, Autoencoder(spec, test::kSmallImage));
    QVERIFY_THROWS_EXCEPTION(Error, Autoencoder(withLoss(withLoss(spec, "mse"), "bce"), test::kSmallImage));
    spec.loss = "mse";
    const Autoencoder model(spec, test::kSmallImage);
    QCOMPARE(model.spec().loss, std::string("mse"));
}

void TestAutoencoder::trainingSkipsTheInputGradientOfHeads()
{
    ModelSpec spec = variationalModel();
    spec.encoder = {{"flatten", {}}};
    const Autoencoder model(spec, test::kSmallImage);
    double heads = 0;
    for (const LayerInfo& layer : model.layers()) {
        if (layer.part == "mu" || layer.part == "log_var")
            heads += layer.flop;
    }
    QVERIFY(heads > 0);
    QCOMPARE(model.trainingFlop(), 3 * model.forwardFlop() - heads);
}

void TestAutoencoder::anotherLossMovesTheSigmoid()
{
    const ModelSpec logits = withLoss(plainModel(), "bce");
    QCOMPARE(logits.decoder.size(), plainModel().decoder.size() - 1);
    QCOMPARE(withLoss(logits, "mse"), plainModel());
    const ModelSpec absolute = withLoss(logits, "l1");
    QCOMPARE(absolute.decoder, plainModel().decoder);
    QCOMPARE(absolute.loss, std::string("l1"));
    QCOMPARE(withLoss(absolute, "bce"), logits);
}

ISTHMUS_APPLESS_TEST(TestAutoencoder)
#include "tst_Autoencoder.moc"
