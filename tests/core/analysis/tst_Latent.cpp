// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "tests/TestProgram.h"

#include "core/base/Error.h"
#include "core/models/decoderAlone.h"
#include "tests/core/analysis/TestModels.h"

using namespace isthmus;

namespace {

constexpr Index kCodes = 300; // more than one block

struct Fixture
{
    Dataset data = smallData(kCodes);
    Autoencoder model{smallModel(Bottleneck::Gaussian, 3, "bce"), data.shape};
    FloatVector parameters = someParameters(model);
    ThreadPool pool{2};
};

std::vector<double> naiveMu(const Fixture& fixture, Index sample)
{
    return naiveDense(
        fixture.model, fixture.parameters, "mu", naiveHidden(fixture.model, fixture.parameters, fixture.data, sample));
}

std::vector<double> naivePicture(const Fixture& fixture, const std::vector<double>& code)
{
    std::vector<double> picture = naiveDecoder(fixture.model, fixture.parameters, code);
    for (double& value : picture)
        value = 1 / (1 + std::exp(-value));
    return picture;
}

template <typename Row>
bool isNear(const Row& found, const std::vector<double>& expected)
{
    for (Index i = 0; i < found.size(); ++i)
        if (std::abs(double(found[i]) - expected[static_cast<std::size_t>(i)]) > 1e-5)
            return false;
    return static_cast<std::size_t>(found.size()) == expected.size();
}

} // namespace

class tst_Latent : public QObject
{
    Q_OBJECT

private slots:
    void codesAreMuInTheGivenOrder();
    void picturesAreTheDecodersMean();
    void codesOfAnotherLengthAreRefused();
    void onePictureIsThatOfItsCode();
    void oneCodeIsThatOfItsPicture();
    void decoderAloneEncodesNothing();
    void reconstructionIsFromMu();
    void corruptionHitsTheInputAlone();
    void priorIsNormalAndGoesOn();
    void summaryIsMeanAndVariance();
    void gridStartsAtTheTopLeft();
    void featureMapsAreInChannelOrderInFiles();
};

void tst_Latent::codesAreMuInTheGivenOrder()
{
    Fixture fixture;
    std::vector<Index> samples = numbersUpTo(kCodes);
    std::reverse(samples.begin(), samples.end());
    const Matrix codes = encodeSamples(fixture.model, fixture.parameters, fixture.data, samples, fixture.pool);
    QCOMPARE(codes.rows(), kCodes);
    for (Index i = 0; i < kCodes; ++i)
        QVERIFY(isNear(codes.row(i), naiveMu(fixture, kCodes - 1 - i)));
}

void tst_Latent::picturesAreTheDecodersMean()
{
    Fixture fixture;
    const Matrix codes = samplePrior(3, kCodes, 1, 0);
    const Matrix pictures = decodeCodes(fixture.model, fixture.parameters, codes, fixture.pool);
    QCOMPARE(pictures.rows(), kCodes);
    for (const Index i : {Index(0), Index(255), Index(256), kCodes - 1}) {
        const std::vector<double> code(codes.row(i).begin(), codes.row(i).end());
        QVERIFY(isNear(pictures.row(i), naivePicture(fixture, code)));
    }
}

void tst_Latent::codesOfAnotherLengthAreRefused()
{
    Fixture fixture;
    QVERIFY_THROWS_EXCEPTION(
        Error, (void)decodeCodes(fixture.model, fixture.parameters, Matrix::Zero(4, 2), fixture.pool));
}

void tst_Latent::onePictureIsThatOfItsCode()
{
    Fixture fixture;
    Workspace workspace;
    const std::vector<float> code{0.5F, -1.0F, 2.0F};
    const std::vector<float> picture = decodeOne(fixture.model, fixture.parameters, code, workspace, fixture.pool);
    const Eigen::Map<const Eigen::RowVectorXf> row(picture.data(), static_cast<Index>(picture.size()));
    QVERIFY(isNear(row, naivePicture(fixture, {0.5, -1.0, 2.0})));
}

void tst_Latent::oneCodeIsThatOfItsPicture()
{
    Fixture fixture;
    const std::vector<Index> samples = numbersUpTo(3);
    const Matrix codes = encodeSamples(fixture.model, fixture.parameters, fixture.data, samples, fixture.pool);
    Batch images;
    fixture.data.gather(samples, images);
    Workspace workspace;
    for (Index i = 0; i < 3; ++i) {
        const Eigen::VectorXf picture = images.view().col(i);
        const std::vector<float> code = encodeOne(fixture.model, fixture.parameters,
            {picture.data(), static_cast<std::size_t>(picture.size())}, workspace, fixture.pool);
        QCOMPARE(code.size(), std::size_t(3));
        for (Index j = 0; j < 3; ++j)
            QVERIFY(std::abs(code[static_cast<std::size_t>(j)] - codes(i, j)) < 1e-6F);
    }
}

void tst_Latent::decoderAloneEncodesNothing()
{
    Fixture fixture;
    const Autoencoder decoder(decoderAlone(fixture.model.spec(), fixture.data.shape), fixture.data.shape);
    const std::vector<float> picture(static_cast<std::size_t>(fixture.data.shape.size()));
    const FloatVector parameters = decoder.initialise(1);
    Workspace workspace;
    QVERIFY_THROWS_EXCEPTION(Error, (void)encodeOne(decoder, parameters, picture, workspace, fixture.pool));
}

void tst_Latent::reconstructionIsFromMu()
{
    Fixture fixture;
    const std::vector<Index> samples = numbersUpTo(kCodes);
    const Reconstructions found = reconstruct(
        fixture.model, fixture.parameters, fixture.data, samples, {}, 1, Purpose::EvaluationCorruption, fixture.pool);
    QVERIFY(found.corrupted == found.original);
    for (const Index i : {Index(0), Index(17), kCodes - 1}) {
        QVERIFY(isNear(found.original.row(i), pixelsOf(fixture.data, i)));
        QVERIFY(isNear(found.output.row(i), naivePicture(fixture, naiveMu(fixture, i))));
    }
}

void tst_Latent::corruptionHitsTheInputAlone()
{
    Fixture fixture;
    const auto of = [&](const Corruption& corruption, std::uint64_t seed) {
        return reconstruct(fixture.model, fixture.parameters, fixture.data, numbersUpTo(kCodes), corruption, seed,
            Purpose::EvaluationCorruption, fixture.pool);
    };
    const Reconstructions clean = of({}, 1);
    const Reconstructions noisy = of({"gaussian", 0.5}, 1);
    QVERIFY(noisy.original == clean.original);
    QVERIFY(noisy.corrupted != clean.original);
    QVERIFY(noisy.output != clean.output);
    QVERIFY(of({"gaussian", 0.5}, 1).corrupted == noisy.corrupted);
    QVERIFY(of({"gaussian", 0.5}, 2).corrupted != noisy.corrupted);
}

void tst_Latent::priorIsNormalAndGoesOn()
{
    const Matrix codes = samplePrior(5, 8000, 7, 0);
    const LatentSummary summary = summarise(codes);
    for (std::size_t i = 0; i < 5; ++i) {
        QVERIFY(std::abs(summary.mean[i]) < 0.05);
        QVERIFY(std::abs(summary.variance[i] - 1) < 0.08);
    }
    QVERIFY(std::abs(codes.col(0).dot(codes.col(4)) / 8000) < 0.05F);
    QVERIFY(samplePrior(5, 40, 7, 19) == codes.middleRows(19, 40));
    QVERIFY(samplePrior(5, 40, 8, 0) != codes.topRows(40));
}

void tst_Latent::summaryIsMeanAndVariance()
{
    Matrix codes(4, 3);
    codes << 1, 10, 0, 2, 10, 4, 3, 10, 0, 6, 10, 4;
    const LatentSummary summary = summarise(codes);
    QCOMPARE(summary.mean, (std::vector<double>{3, 10, 2}));
    QCOMPARE(summary.variance, (std::vector<double>{3.5, 0, 4}));
    QCOMPARE(summary.byVariance(), (std::vector<int>{2, 0, 1}));
}

void tst_Latent::gridStartsAtTheTopLeft()
{
    const std::vector<float> base{7, 0, 0};
    const Matrix grid = planeGrid(base, 2, 1, -1, 1, 10, 20, 3, 2);
    Matrix expected(6, 3);
    expected << 7, 20, -1, 7, 20, 0, 7, 20, 1, 7, 10, -1, 7, 10, 0, 7, 10, 1;
    QVERIFY(grid == expected);
    QVERIFY(planeGrid(base, 0, 1, -1, 3, 0, 1, 1, 1).row(0) == Eigen::RowVector3f(1, 0.5F, 0));
}

void tst_Latent::featureMapsAreInChannelOrderInFiles()
{
    const Shape map{2, 1, 3}; // inside: x0 c0, x0 c1, x1 c0, x1 c1, x2 c0, x2 c1
    Matrix inside(2, 6);
    inside << 1, 10, 2, 20, 3, 30, //
        4, 40, 5, 50, 6, 60;
    Matrix outside(2, 6);
    outside << 1, 2, 3, 10, 20, 30, //
        4, 5, 6, 40, 50, 60;
    QCOMPARE(codesForFile(map, inside), outside);
    QCOMPARE(codesFromFile(map, outside), inside);
    QCOMPARE(codesForFile(Shape::vector(6), inside), inside);
}

ISTHMUS_GUILESS_TEST(tst_Latent)
#include "tst_Latent.moc"
