// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/FittedPrior.h"
#include "tests/TestProgram.h"

#include "core/analysis/Latent.h"
#include "core/base/Error.h"

#include <cmath>

using namespace isthmus;

/// Draws from a Gaussian fitted to codes.
class tst_FittedPrior : public QObject
{
    Q_OBJECT

private slots:
    void drawsHaveTheCodesCovariance();
    void wideCodesAreDrawnWithTheirCovariance();
    void twoCodesAreNeeded();
    void drawingAgainGoesOn();
};

void tst_FittedPrior::drawsHaveTheCodesCovariance()
{
    // x = 3 + 2 a, y = -1 + a + 0.5 b, and a third dimension that never changes.
    const Matrix normals = samplePrior(2, 5000, 3, 0);
    Matrix codes(5000, 3);
    codes.col(0) = 3 + 2 * normals.col(0).array();
    codes.col(1) = -1 + normals.col(0).array() + 0.5F * normals.col(1).array();
    codes.col(2).setConstant(4);
    const Matrix drawn = FittedPrior(codes).draw(20000, 11, 0);
    const LatentSummary summary = summarise(drawn);
    QVERIFY(std::abs(summary.mean[0] - 3) < 0.08);
    QVERIFY(std::abs(summary.mean[1] + 1) < 0.08);
    QVERIFY(std::abs(summary.variance[0] - 4) < 0.3);
    QVERIFY(std::abs(summary.variance[1] - 1.25) < 0.1);
    QVERIFY(((drawn.col(2).array() - 4).abs() < 1e-3F).all());
    const double covariance =
        ((drawn.col(0).array() - float(summary.mean[0])) * (drawn.col(1).array() - float(summary.mean[1]))).mean();
    QVERIFY(std::abs(covariance - 2) < 0.15);
}

/// A feature map has so many dimensions that their covariances fit into no memory.
void tst_FittedPrior::wideCodesAreDrawnWithTheirCovariance()
{
    const Matrix codes = samplePrior(40, 6, 5, 0).array() * 2 + 1;
    const Matrix drawn = FittedPrior(codes).draw(20'000, 11, 0);
    const auto covarianceOf = [](const Matrix& rows) -> Matrix {
        const Matrix centred = rows.rowwise() - rows.colwise().mean();
        return centred.transpose() * centred / static_cast<float>(rows.rows());
    };
    QVERIFY((drawn.colwise().mean() - codes.colwise().mean()).cwiseAbs().maxCoeff() < 0.1F);
    QVERIFY((covarianceOf(drawn) - covarianceOf(codes)).cwiseAbs().maxCoeff() < 0.4F);
    QVERIFY(covarianceOf(codes).cwiseAbs().maxCoeff() > 4);
    QVERIFY(FittedPrior(samplePrior(100'000, 3, 5, 0)).draw(2, 1, 0).allFinite());
}

void tst_FittedPrior::twoCodesAreNeeded()
{
    QVERIFY_THROWS_EXCEPTION(Error, FittedPrior(Matrix::Zero(1, 2)));
}

void tst_FittedPrior::drawingAgainGoesOn()
{
    const FittedPrior prior(samplePrior(3, 50, 5, 0));
    QCOMPARE(prior.fittedTo(), Index(50));
    const Matrix all = prior.draw(64, 7, 0);
    QVERIFY(prior.draw(64, 7, 0) == all);
    QVERIFY(prior.draw(48, 7, 16).isApprox(all.bottomRows(48), 1e-6F));
    QVERIFY(prior.draw(64, 8, 0) != all);
}

ISTHMUS_GUILESS_TEST(tst_FittedPrior)
#include "tst_FittedPrior.moc"
