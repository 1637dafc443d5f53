// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "core/data/Sprites.h"
#include "core/train/TrainingRun.h"
#include "tests/Sanitized.h"
#include "tests/TestProgram.h"

#include <Eigen/Eigenvalues>

#include <numeric>

using namespace isthmus;

namespace {

constexpr Index kImages = 256;

ModelSpec linearModel(int latentDim)
{
    ModelSpec spec;
    spec.name = "linear";
    spec.encoder = {{"flatten", {}}, {"dense", {{"units", latentDim}}}};
    spec.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "mse";
    return spec;
}

std::vector<Index> allSamples()
{
    std::vector<Index> samples(static_cast<std::size_t>(kImages));
    std::iota(samples.begin(), samples.end(), 0);
    return samples;
}

/// Mean squared error per value of the images behind their first principal components, in double precision.
double pcaError(const Dataset& data, int components)
{
    Batch images;
    data.gather(allSamples(), images);
    Eigen::MatrixXd centred = images.view().cast<double>();
    centred.colwise() -= centred.rowwise().mean();
    // The images are fewer than their values. Their inner products have the covariance's eigenvalues, but for zeros.
    const Eigen::MatrixXd products = centred.transpose() * centred / static_cast<double>(kImages);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products, Eigen::EigenvaluesOnly);
    const Eigen::VectorXd& rising = solver.eigenvalues();
    return rising.head(rising.size() - components).sum() / static_cast<double>(centred.rows());
}

} // namespace

/// No linear autoencoder reconstructs its training images better than PCA of the same size does, and a trained one
/// comes close. Source: Baldi & Hornik 1989, "Neural networks and principal component analysis"
class TestLinearPca : public QObject
{
    Q_OBJECT
private slots:
    void approachesPcaAndNeverBeatsIt_data();
    void approachesPcaAndNeverBeatsIt();
};

void TestLinearPca::approachesPcaAndNeverBeatsIt_data()
{
    QTest::addColumn<int>("components");
    QTest::newRow("2 components") << 2;
    if (!test::kSanitized) // the same code with more numbers
        QTest::newRow("16 components") << 16;
}

void TestLinearPca::approachesPcaAndNeverBeatsIt()
{
    QFETCH(int, components);
    RunSpec spec;
    spec.data = std::make_shared<const Dataset>(makeSprites(kImages, 10));
    spec.model = linearModel(components);
    spec.training.batchSize = static_cast<int>(kImages);
    TrainingRun run(spec);
    ThreadPool pool;
    const double pca = pcaError(*spec.data, components);
    const std::vector<Index> samples = allSamples();
    const auto error = [&] { return evaluate(*run.model(), run.parameters(), *spec.data, samples, {}, pool).mse(); };
    QVERIFY(error() > 2 * pca);
    for (const double rate : {1e-2, 1e-3, 1e-4}) {
        Knobs knobs = run.knobs();
        knobs.learningRate = rate;
        run.setKnobs(knobs);
        for (int step = 0; step < 400; ++step)
            QVERIFY(run.step(pool).has_value());
        const double found = error();
        QVERIFY2(found >= pca * (1 - 1e-5), qPrintable(QString("%1 beats PCA's %2").arg(found).arg(pca)));
    }
    QVERIFY2(error() <= 1.01 * pca, qPrintable(QString("%1, PCA %2").arg(error()).arg(pca)));
}

ISTHMUS_APPLESS_TEST(TestLinearPca)
#include "tst_LinearPca.moc"
