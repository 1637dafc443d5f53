// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/Autoencoder.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace isthmus;

namespace {

constexpr float kMissingTarget = std::numeric_limits<float>::quiet_NaN();

/// dense 3, tanh; dense as the data.
ModelSpec maskedModel(const std::string& loss)
{
    ModelSpec spec;
    spec.name = "masked";
    spec.encoder = {{"dense", {{"units", 3}}}, {"tanh", {}}};
    spec.decoder = {{"dense", {{"units", kAsData}}}};
    spec.loss = loss;
    return spec;
}

Batch targetsOf(const QJsonArray& rows)
{
    Batch targets(rows[0].toArray().size(), rows.size());
    for (Index sample = 0; sample < targets.cols(); ++sample)
        for (Index place = 0; place < targets.rows(); ++place) {
            const QJsonValue value = rows[sample].toArray()[place];
            targets.row(place)[sample] = value.isNull() ? kMissingTarget : static_cast<float>(value.toDouble());
        }
    return targets;
}

Batch filledWithZero(const Batch& targets)
{
    Batch input = targets;
    for (Index place = 0; place < input.rows(); ++place)
        std::replace_if(
            input.row(place), input.row(place) + input.cols(), [](float value) { return std::isnan(value); }, 0.0F);
    return input;
}

FloatVector weightsOf(const Autoencoder& model, const QJsonObject& tensors)
{
    FloatVector flat(static_cast<std::size_t>(model.parameterCount()));
    for (const Parameter& parameter : model.parameters()) {
        std::vector<float> values;
        for (const auto& value : tensors[QString::fromStdString(parameter.name)].toArray())
            values.push_back(static_cast<float>(QJsonValue(value).toDouble()));
        Q_ASSERT(std::ssize(values) == parameter.size());
        parameter.scatter(values.data(), flat);
    }
    return flat;
}

bool areNear(const FloatVector& found, const FloatVector& expected, float tolerance)
{
    return found.size() == expected.size()
        && std::equal(found.begin(), found.end(), expected.begin(),
            [tolerance](float one, float other) { return std::abs(one - other) < tolerance; });
}

} // namespace

/// A model some of whose targets are missing, against NumPy with a mask (tests/fixtures/make_masked.py).
class TestMissingTargets : public QObject
{
    Q_OBJECT

private slots:
    void lossesAndGradientsAreThoseOfAMask_data();
    void lossesAndGradientsAreThoseOfAMask();
    void gradientMatchesFiniteDifferences_data();
    void gradientMatchesFiniteDifferences();
    void bitsDoNotDependOnThreads();
};

void TestMissingTargets::lossesAndGradientsAreThoseOfAMask_data()
{
    QTest::addColumn<QJsonObject>("example");
    const QByteArray text = contentOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/masked.json");
    for (const auto& each : QJsonDocument::fromJson(text).object()["cases"].toArray()) {
        const QJsonObject example = QJsonValue(each).toObject();
        QTest::newRow(example["loss"].toString().toUtf8().constData()) << example;
    }
}

void TestMissingTargets::lossesAndGradientsAreThoseOfAMask()
{
    QFETCH(QJsonObject, example);
    const Batch targets = targetsOf(example["targets"].toArray());
    const Batch input = filledWithZero(targets);
    const Autoencoder model(maskedModel(example["loss"].toString().toStdString()), Shape::vector(5));
    FloatVector weights = weightsOf(model, example["start"].toObject());
    const auto rate = static_cast<float>(example["rate"].toDouble());
    const std::vector<Index> samples{0, 1, 2, 3, 4, 5, 6};
    ThreadPool pool(2);
    Workspace workspace;
    FloatVector gradient;
    for (const auto& loss : example["losses"].toArray()) {
        const bool isFirst = gradient.empty();
        const LossTerms terms =
            model.gradient(weights, input, targets, {1, Purpose::Posterior, 0, samples}, {}, gradient, workspace, pool);
        QVERIFY(std::abs(terms[AutoencoderTerm::Reconstruction] - QJsonValue(loss).toDouble()) < 2e-6);
        if (isFirst)
            QVERIFY(areNear(gradient, weightsOf(model, example["gradient"].toObject()), 1e-6F));
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] -= rate * gradient[i];
    }
    QVERIFY(areNear(weights, weightsOf(model, example["after"].toObject()), 2e-6F));
}

void TestMissingTargets::gradientMatchesFiniteDifferences_data()
{
    QTest::addColumn<QString>("loss");
    QTest::newRow("mse") << "mse";
    QTest::newRow("bce") << "bce";
}

void TestMissingTargets::gradientMatchesFiniteDifferences()
{
    QFETCH(QString, loss);
    const Autoencoder model(maskedModel(loss.toStdString()), Shape::vector(6));
    FloatVector weights = model.initialise(3);
    constexpr Index kSamples = 21; // more than a lane
    Batch targets(6, kSamples);
    std::vector<Index> samples;
    for (Index sample = 0; sample < kSamples; ++sample) {
        samples.push_back(sample);
        for (Index place = 0; place < 6; ++place)
            targets.row(place)[sample] =
                (sample * 5 + place * 3) % 4 == 0 ? kMissingTarget : static_cast<float>((sample + 2 * place) % 7) / 7;
    }
    const Batch input = filledWithZero(targets);
    ThreadPool pool(1);
    Workspace workspace;
    FloatVector gradient;
    const NoiseKey noise{1, Purpose::Posterior, 0, samples};
    (void)model.gradient(weights, input, targets, noise, {}, gradient, workspace, pool);
    const auto lossAt = [&] {
        return model.losses(weights, input, targets, noise, workspace, pool)[AutoencoderTerm::Reconstruction];
    };
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const float kept = weights[i];
        weights[i] = kept + 5e-3F;
        const double above = lossAt();
        weights[i] = kept - 5e-3F;
        const double below = lossAt();
        weights[i] = kept;
        QVERIFY(std::abs((above - below) / 1e-2 - static_cast<double>(gradient[i])) < 5e-4);
    }
}

void TestMissingTargets::bitsDoNotDependOnThreads()
{
    const Autoencoder model(maskedModel("bce"), Shape::vector(300));
    const FloatVector weights = model.initialise(3);
    Batch targets(300, 70);
    std::vector<Index> samples;
    for (Index sample = 0; sample < 70; ++sample) {
        samples.push_back(sample);
        for (Index place = 0; place < 300; ++place)
            targets.row(place)[sample] =
                (sample * 7 + place) % 5 == 0 ? kMissingTarget : static_cast<float>((sample + place) % 9) / 9;
    }
    const Batch input = filledWithZero(targets);
    FloatVector first;
    for (const int threads : {1, 2, 4}) {
        ThreadPool pool(threads);
        Workspace workspace;
        FloatVector gradient;
        (void)model.gradient(
            weights, input, targets, {1, Purpose::Posterior, 0, samples}, {}, gradient, workspace, pool);
        if (first.empty())
            first = gradient;
        QVERIFY(gradient == first);
    }
}

ISTHMUS_APPLESS_TEST(TestMissingTargets)
#include "tst_MissingTargets.moc"
