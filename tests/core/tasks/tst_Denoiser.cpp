// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "core/base/Error.h"
#include "core/base/Rng.h"
#include "core/runs/Presets.h"
#include "core/tasks/denoise/Denoiser.h"
#include "core/train/TrainingRun.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cmath>

using namespace isthmus;

namespace {

constexpr Shape kSmall{1, 28, 28};

/// A picture without any two pixels alike.
std::vector<float> noisePicture(Shape shape)
{
    const Rng rng(3, Purpose::Preview);
    std::vector<float> values;
    for (Index i = 0; i < shape.size(); ++i)
        values.push_back(rng.uniform(static_cast<std::uint64_t>(i), 0, 0));
    return values;
}

/// From black at the upper left corner to white at the lower right one.
std::vector<float> ramp(Shape shape)
{
    std::vector<float> values;
    for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x)
            values.insert(values.end(), static_cast<std::size_t>(shape.channels),
                static_cast<float>(x + y) / static_cast<float>(shape.width + shape.height - 2));
    return values;
}

struct FreshModel
{
    FreshModel(const ModelSpec& spec, Shape shape)
        : model(std::make_shared<const Autoencoder>(spec, shape))
        , parameters(model->initialise(4))
    {
    }
    [[nodiscard]] TrainedModel trained(const Scaling& scaling = {}) const { return {model, parameters, scaling}; }

    std::shared_ptr<const Autoencoder> model;
    FloatVector parameters;
};

/// What the model makes of a picture in one piece.
std::vector<float> inOnePiece(const FreshModel& fresh, Shape shape, const std::vector<float>& picture)
{
    const Autoencoder large(fresh.model->spec(), shape);
    ThreadPool pool;
    Workspace workspace;
    const std::vector<float> code = encodeOne(large, fresh.parameters, picture, workspace, pool);
    return decodeOne(large, fresh.parameters, code, workspace, pool);
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(double(a[i]) - double(b[i])));
    return largest;
}

/// 28 x 28 pieces of ramps of any brightness and direction.
std::shared_ptr<const Dataset> rampPieces(Index count)
{
    const Rng rng(9, Purpose::Preview);
    std::vector<std::uint8_t> bytes;
    for (Index i = 0; i < count; ++i) {
        const auto sample = static_cast<std::uint64_t>(i);
        const float middle = 0.1F + 0.8F * rng.uniform(sample, 0, 0);
        const float down = 0.004F * (rng.uniform(sample, 0, 1) - 0.5F);
        const float across = 0.004F * (rng.uniform(sample, 0, 2) - 0.5F);
        for (int y = -14; y < 14; ++y)
            for (int x = -14; x < 14; ++x)
                bytes.push_back(static_cast<std::uint8_t>(
                    255 * (middle + down * static_cast<float>(y) + across * static_cast<float>(x))));
    }
    Dataset data;
    data.name = "ramps";
    data.shape = kSmall;
    data.trainCount = count;
    data.images = std::make_shared<ByteImages>(data.shape, std::move(bytes));
    return std::make_shared<const Dataset>(std::move(data));
}

/// Mean absolute error over the pixels that a rule chooses.
template <typename Rule>
double errorWhere(Shape shape, const std::vector<float>& found, const std::vector<float>& wanted, const Rule& rule)
{
    double sum = 0;
    Index count = 0;
    for (int y = 0; y < shape.height; ++y)
        for (int x = 0; x < shape.width; ++x) {
            const auto place = static_cast<std::size_t>(y * shape.width + x);
            if (!rule(y, x))
                continue;
            sum += std::abs(double(found[place]) - double(wanted[place]));
            ++count;
        }
    return sum / double(count);
}

} // namespace

class TestDenoiser : public QObject
{
    Q_OBJECT
private slots:
    void pictureOfTheModelsSizeIsReconstructed_data();
    void pictureOfTheModelsSizeIsReconstructed();
    void tilesOfAConvolutionAreOnePiece_data();
    void tilesOfAConvolutionAreOnePiece();
    void noSeamIsSeen_data();
    void noSeamIsSeen();
    void anySizeComesBack_data();
    void anySizeComesBack();
    void channelsGoByThemselvesThroughAGreyModel();
    void scalingIsGoneBackAndForth();
    void threadsDoNotMatter();
    void progressRisesAndCancels();
    void whatCannotBeDenoisedIsRefused();
};

void TestDenoiser::pictureOfTheModelsSizeIsReconstructed_data()
{
    QTest::addColumn<QString>("preset");
    for (const char* preset : {"conv-dae", "dense-ae", "vae-2d", "conv-ae"})
        QTest::newRow(preset) << preset;
}

void TestDenoiser::pictureOfTheModelsSizeIsReconstructed()
{
    QFETCH(QString, preset);
    const FreshModel fresh(loadPreset(preset.toStdString()).model, kSmall);
    ThreadPool pool;
    const std::vector<float> picture = noisePicture(kSmall);
    const std::vector<float> found = Denoiser(fresh.trained(), pool).clean(kSmall, picture);
    QCOMPARE(found, inOnePiece(fresh, kSmall, picture));
}

void TestDenoiser::tilesOfAConvolutionAreOnePiece_data()
{
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("channels");
    QTest::newRow("wide") << 40 << 560 << 1;
    QTest::newRow("high") << 520 << 28 << 1;
    QTest::newRow("colour") << 300 << 300 << 3;
    QTest::newRow("no multiple of the period") << 301 << 299 << 1;
}

/// The picture in one piece, continued as the denoiser continues it: equal but for rounding.
void TestDenoiser::tilesOfAConvolutionAreOnePiece()
{
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(int, channels);
    const FreshModel fresh(loadPreset("conv-dae").model, {channels, 28, 28});
    const PictureReach reach = fresh.model->reach().value();
    QVERIFY(reach.vertical.period == 4 && reach.vertical.margin >= 7 && reach.vertical.margin <= 9);
    const Shape shape{channels, height, width};
    const std::vector<float> picture = noisePicture(shape);

    const auto side = [](int pixels) { return pixels == 28 ? 28 : pixels + (4 - pixels % 4) % 4 + 24; };
    const Shape continued{channels, side(height), side(width)};
    const int top = height == 28 ? 0 : 12;
    const int left = width == 28 ? 0 : 12;
    std::vector<float> large;
    for (int y = 0; y < continued.height; ++y)
        for (int x = 0; x < continued.width; ++x)
            for (int channel = 0; channel < channels; ++channel)
                large.push_back(picture[static_cast<std::size_t>(
                    (mirroredPlace(y - top, height) * width + mirroredPlace(x - left, width)) * channels + channel)]);
    const std::vector<float> restored = inOnePiece(fresh, continued, large);
    std::vector<float> expected;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width * channels; ++x)
            expected.push_back(restored[static_cast<std::size_t>(((y + top) * continued.width + left) * channels + x)]);

    ThreadPool pool;
    const std::vector<float> found = Denoiser(fresh.trained(), pool).clean(shape, picture);
    QVERIFY2(
        largestDifference(found, expected) < 1e-5, qPrintable(QString::number(largestDifference(found, expected))));
}

void TestDenoiser::noSeamIsSeen_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<bool>("isConstant");
    for (const char* preset : {"linear-ae", "conv-dae"})
        for (const bool isConstant : {true, false})
            QTest::addRow("%s, %s", preset, isConstant ? "constant" : "ramp") << preset << isConstant;
}

/// A picture of 1000 x 700 through a model of 28 x 28 that has learned a little: the error where a tile begins or ends
/// is no larger than elsewhere, and the picture has no more of a step there.
void TestDenoiser::noSeamIsSeen()
{
    QFETCH(QString, preset);
    QFETCH(bool, isConstant);
    const Shape shape = test::kSanitized ? Shape{1, 170, 200} : Shape{1, 700, 1000};
    RunSpec spec;
    spec.data = rampPieces(640);
    spec.model = loadPreset(preset.toStdString()).model;
    const bool isLocal = preset == "conv-dae";
    spec.training.epochs = 40;
    spec.training.learningRate = 3e-3;
    TrainingRun run(spec);
    ThreadPool pool(2);
    for (int step = 0; step < (isLocal ? 3 : 150); ++step)
        QVERIFY(run.step(pool).has_value());
    const auto model = std::make_shared<const Autoencoder>(spec.model, kSmall);
    const Denoiser denoiser({model, run.parameters(), {}}, pool);
    const std::vector<float> picture =
        isConstant ? std::vector<float>(static_cast<std::size_t>(shape.size()), 0.6F) : ramp(shape);
    const std::vector<float> found = denoiser.clean(shape, picture);

    const int step = isLocal ? 4 : 7; // pixels after which a model or its tiles repeat themselves
    const auto jumpAt = [&](int y, int x) { // from one repetition to the next
        const auto place = static_cast<std::size_t>(y * shape.width + x);
        const auto next = place + static_cast<std::size_t>(step);
        return std::abs((found[next] - picture[next]) - (found[place] - picture[place]));
    };
    float largest = 0;
    for (int y = 0; y < shape.height; y += 11)
        for (int x = 0; x + step < shape.width; ++x)
            largest = std::max(largest, jumpAt(y, x));
    QVERIFY2(largest < (isConstant ? 1e-5F : 0.02F), qPrintable(QString::number(largest)));
    if (isLocal)
        return; // its own pattern of four pixels is the same everywhere
    const auto isInside = [&](int y, int x) { // where the picture does not go on as its mirror image
        const Index margin = kSmall.height;
        return std::min(y, x) >= margin && y < shape.height - margin && x < shape.width - margin;
    };
    const auto isBorder = [step](int y, int x) { return y % step == 0 || x % step == 0; };
    const double atBorders =
        errorWhere(shape, found, picture, [&](int y, int x) { return isInside(y, x) && isBorder(y, x); });
    const double elsewhere =
        errorWhere(shape, found, picture, [&](int y, int x) { return isInside(y, x) && !isBorder(y, x); });
    QVERIFY2(atBorders < 1.05 * elsewhere, qPrintable(QString("%1 against %2").arg(atBorders).arg(elsewhere)));
}

void TestDenoiser::anySizeComesBack_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    for (const char* preset : {"conv-dae", "dense-ae", "conv-vae"})
        for (const auto& [height, width] : {std::pair(1, 1), std::pair(3, 2), std::pair(28, 9), std::pair(50, 31)})
            QTest::addRow("%s, %d x %d", preset, height, width) << preset << height << width;
}

/// Also smaller ones than the model's input: all are finite, and a constant picture's mirror image is constant.
void TestDenoiser::anySizeComesBack()
{
    QFETCH(QString, preset);
    QFETCH(int, height);
    QFETCH(int, width);
    const FreshModel fresh(loadPreset(preset.toStdString()).model, kSmall);
    ThreadPool pool;
    const Denoiser denoiser(fresh.trained(), pool);
    const Shape shape{1, height, width};
    const std::vector<float> found = denoiser.clean(shape, noisePicture(shape));
    QCOMPARE(std::ssize(found), shape.size());
    QVERIFY(std::all_of(found.begin(), found.end(), [](float value) { return std::isfinite(value) && value > 0; }));
}

void TestDenoiser::channelsGoByThemselvesThroughAGreyModel()
{
    const FreshModel fresh(loadPreset("conv-dae").model, kSmall);
    ThreadPool pool;
    const Denoiser denoiser(fresh.trained(), pool);
    const Shape colour{3, 33, 31};
    const std::vector<float> picture = noisePicture(colour);
    const std::vector<float> found = denoiser.clean(colour, picture);
    for (std::size_t channel = 0; channel < 3; ++channel) {
        std::vector<float> plane;
        std::vector<float> wanted;
        for (std::size_t i = channel; i < picture.size(); i += 3) {
            plane.push_back(picture[i]);
            wanted.push_back(found[i]);
        }
        QCOMPARE(denoiser.clean({1, 33, 31}, plane), wanted);
    }
}

/// A model of values from -1 to 1 is given those.
void TestDenoiser::scalingIsGoneBackAndForth()
{
    const FreshModel fresh(loadPreset("linear-ae").model, kSmall);
    ThreadPool pool;
    Scaling symmetric{1.0 / 255, 0, ScalingForm::Symmetric, {{2, -1}}};
    const std::vector<float> picture = noisePicture(kSmall);
    std::vector<float> given;
    for (const float value : picture)
        given.push_back(2 * value - 1);
    std::vector<float> expected = inOnePiece(fresh, kSmall, given);
    for (float& value : expected)
        value = 0.5F * value + 0.5F;
    const std::vector<float> found = Denoiser(fresh.trained(symmetric), pool).clean(kSmall, picture);
    QVERIFY(largestDifference(found, expected) < 1e-6);
}

void TestDenoiser::threadsDoNotMatter()
{
    const Shape shape{1, 90, 120};
    for (const char* preset : {"conv-dae", "dense-ae"}) {
        const FreshModel fresh(loadPreset(preset).model, kSmall);
        ThreadPool one;
        ThreadPool three(3);
        QCOMPARE(Denoiser(fresh.trained(), one).clean(shape, noisePicture(shape)),
            Denoiser(fresh.trained(), three).clean(shape, noisePicture(shape)));
    }
}

void TestDenoiser::progressRisesAndCancels()
{
    const FreshModel fresh(loadPreset("dense-ae").model, kSmall);
    ThreadPool pool;
    const Denoiser denoiser(fresh.trained(), pool);
    const Shape shape{1, 200, 200};
    std::vector<double> heard;
    (void)denoiser.clean(shape, noisePicture(shape), [&](double done) {
        heard.push_back(done);
        return true;
    });
    QVERIFY(heard.size() > 2 && std::is_sorted(heard.begin(), heard.end()) && heard.back() < 1);
    QVERIFY_THROWS_EXCEPTION(
        Cancelled, (void)denoiser.clean(shape, noisePicture(shape), [](double done) { return done < 0.5; }));
}

void TestDenoiser::whatCannotBeDenoisedIsRefused()
{
    ThreadPool pool;
    const FreshModel colour(loadPreset("conv-dae").model, {3, 28, 28});
    QVERIFY_THROWS_EXCEPTION(Error, (void)Denoiser(colour.trained(), pool).clean(kSmall, noisePicture(kSmall)));
    const FreshModel rows(loadPreset("dense-ae").model, Shape::vector(8));
    QVERIFY_THROWS_EXCEPTION(Error, Denoiser(rows.trained(), pool));
    ModelSpec alone = loadPreset("dense-ae").model;
    alone.encoder.clear();
    alone.bottleneck = Bottleneck::NoEncoder;
    alone.code = Shape::vector(2);
    const FreshModel decoder(alone, kSmall);
    QVERIFY_THROWS_EXCEPTION(Error, Denoiser(decoder.trained(), pool));
}

ISTHMUS_APPLESS_TEST(TestDenoiser)
#include "tst_Denoiser.moc"
