// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Latent.h"
#include "core/datasets/Datasets.h"
#include "core/runs/Presets.h"
#include "core/train/TrainingRun.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <numeric>

using namespace isthmus;

/// A table whose columns differ by a factor of 10,000 is learned in all of its columns.
class tst_TableRun : public QObject
{
    Q_OBJECT

private slots:
    void linearModelComesUpToPca();
};

namespace {

constexpr int kEpochs = 400;

/// The share of a column's variance that comes back, in the units of the data.
std::vector<double> r2OfColumns(const Matrix& stored, const Matrix& back)
{
    std::vector<double> shares;
    for (Index column = 0; column < stored.cols(); ++column) {
        const Eigen::ArrayXd is = stored.col(column).cast<double>().array();
        const Eigen::ArrayXd made = back.col(column).cast<double>().array();
        shares.push_back(1 - (made - is).square().sum() / (is - is.mean()).square().sum());
    }
    return shares;
}

Matrix storedRows(const Dataset& data)
{
    Matrix rows(data.count(), data.shape.size());
    for (Index row = 0; row < rows.rows(); ++row)
        data.images->copy(row, 0, {rows.row(row).data(), static_cast<std::size_t>(rows.cols())});
    return rows;
}

} // namespace

/// R2 of StandardScaler and PCA by NumPy: tests/fixtures/make_scales.py
void tst_TableRun::linearModelComesUpToPca()
{
    RunSpec spec;
    spec.data = openDataset(ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.csv");
    Preset preset = loadPreset("linear-ae");
    for (LayerSpec& layer : preset.model.encoder)
        if (layer.type == "dense")
            layer.values["units"] = 2;
    spec.model = preset.model;
    spec.training = preset.training;
    spec.training.batchSize = 24;
    spec.training.learningRate = 0.01;
    TrainingRun run(spec);
    ThreadPool pool(1);
    while (run.epoch() < kEpochs)
        QVERIFY(run.step(pool).has_value());

    std::vector<Index> all(static_cast<std::size_t>(spec.data->count()));
    std::iota(all.begin(), all.end(), Index(0));
    Matrix back =
        reconstruct(*run.model(), run.parameters(), *spec.data, all, {}, 1, Purpose::EvaluationCorruption, pool).output;
    toUnits(spec.data->scaling, spec.data->shape, back);
    const std::vector<double> found = r2OfColumns(storedRows(*spec.data), back);
    const QByteArray text = contentOf(ISTHMUS_SOURCE_DIR "/tests/fixtures/tables/scales.json");
    const QJsonArray expected = QJsonDocument::fromJson(text).object()["r2"].toArray();
    QCOMPARE(expected.size(), qsizetype(6));
    for (qsizetype column = 0; column < 6; ++column) {
        const double share = found[static_cast<std::size_t>(column)];
        QVERIFY2(
            share > expected[column].toDouble() - 0.02, qPrintable(QString("column %1: %2").arg(column).arg(share)));
    }
}

ISTHMUS_GUILESS_TEST(tst_TableRun)
#include "tst_TableRun.moc"
