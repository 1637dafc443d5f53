// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/Evaluate.h"
#include "core/data/Sprites.h"
#include "core/files/Npy.h"
#include "core/nn/Loss.h"
#include "core/runs/Presets.h"
#include "core/runs/RunFile.h"
#include "tests/Skip.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <numeric>

using namespace isthmus;

namespace {

constexpr Index kFirst = 3;
constexpr Index kBounded = 20;
constexpr std::uint64_t kSeed = 11;
const QStringList kDraws{"1", "2", "10", "60"};

/// Python with numpy computes the importance-weighted bound of a run file from the description alone, noise and all.
struct Trained
{
    explicit Trained(const std::string& loss)
        : data(makeSprites(30, 5))
        , run(sampleCheckpoint(specOf(loss), data.shape))
        , model(run.model, data.shape)
        , samples(static_cast<std::size_t>(kBounded))
    {
        const FloatVector noise = run.parameters;
        run.parameters = model.initialise(1);
        for (std::size_t i = 0; i < noise.size(); ++i)
            run.parameters[i] += 0.03F * noise[i];
        std::iota(samples.begin(), samples.end(), kFirst);
    }

    static ModelSpec specOf(const std::string& loss)
    {
        DenseOverrides small;
        small.latentDim = 6;
        small.hiddenGiven = true;
        small.hidden = {12};
        return withLoss(withOverrides(loadPreset("vae-2d").model, small), loss);
    }

    [[nodiscard]] Evaluation judge(int draws, int threads = 1) const
    {
        EvaluateOptions options;
        options.seed = kSeed;
        options.importanceSamples = draws;
        ThreadPool pool(threads);
        return evaluate(model, run.parameters, data, samples, options, pool);
    }

    [[nodiscard]] std::vector<float> images() const
    {
        Batch batch;
        data.gather(samples, batch);
        std::vector<float> values;
        for (Index sample = 0; sample < batch.cols(); ++sample)
            for (Index feature = 0; feature < batch.rows(); ++feature)
                values.push_back(batch.row(feature)[sample]);
        return values;
    }

    Dataset data;
    Checkpoint run;
    Autoencoder model;
    std::vector<Index> samples;
};

} // namespace

class tst_ImportanceBound : public QObject
{
    Q_OBJECT

private slots:
    void numpyComputesTheSame_data();
    void numpyComputesTheSame();
    void fallsWithTheNumberOfDraws();
    void threadsDoNotChangeIt();
    void blocksDoNotChangeIt();
    void plainModelIsRefused();

private:
    QTemporaryDir m_folder;
};

void tst_ImportanceBound::numpyComputesTheSame_data()
{
    QTest::addColumn<QString>("loss");
    for (const LossType& type : lossTypes())
        QTest::newRow(type.name) << type.name;
}

void tst_ImportanceBound::numpyComputesTheSame()
{
    const QString python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
    if (python.isEmpty() || QProcess::execute(python, {"-c", "import numpy"}) != 0)
        ISTHMUS_SKIP("needs python3 with numpy (Debian: python3-numpy)");
    QFETCH(QString, loss);
    const Trained trained(loss.toStdString());
    const Shape shape = trained.data.shape;
    const QString run = m_folder.filePath("run.safetensors");
    const QString images = m_folder.filePath("images.npy");
    const QString bounds = m_folder.filePath("bounds.npy");
    writeRunFile(run.toStdString(), trained.run);
    writeNpy(images.toStdString(), trained.images(), {kBounded, shape.height, shape.width, shape.channels});

    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python,
        QStringList{ISTHMUS_SOURCE_DIR "/tests/core/runs/importance_bound.py", run, images, QString::number(kFirst),
            QString::number(kSeed), bounds}
            + kDraws);
    QVERIFY(process.waitForFinished(60'000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    const NpyArray expected = readNpyFloat(bounds.toStdString());
    QCOMPARE(expected.values.size(), static_cast<std::size_t>(kDraws.size()));
    for (qsizetype i = 0; i < kDraws.size(); ++i) {
        const double found = *trained.judge(kDraws[i].toInt()).importanceBound;
        const auto numpy = static_cast<double>(expected.values[static_cast<std::size_t>(i)]);
        QVERIFY2(std::abs(found - numpy) < 2e-6 * numpy, qPrintable(QString("%1, numpy %2").arg(found).arg(numpy)));
    }
}

void tst_ImportanceBound::fallsWithTheNumberOfDraws()
{
    const Trained trained("bce");
    const double one = *trained.judge(1).importanceBound;
    const double five = *trained.judge(5).importanceBound;
    const double many = *trained.judge(100).importanceBound;
    QVERIFY2(one > five && five > many, qPrintable(QString("%1 %2 %3").arg(one).arg(five).arg(many)));
    // One draw gives the negative ELBO, with KL estimated by that draw instead of its integral.
    const Evaluation evaluation = trained.judge(1);
    QVERIFY(std::abs(one - *evaluation.negativeElbo) < 0.5 * *evaluation.kl());
    QVERIFY(!trained.judge(0).importanceBound.has_value());
}

void tst_ImportanceBound::threadsDoNotChangeIt()
{
    const Trained trained("bce");
    QCOMPARE(*trained.judge(7, 3).importanceBound, *trained.judge(7, 1).importanceBound);
}

void tst_ImportanceBound::blocksDoNotChangeIt()
{
    Trained trained("bce");
    const double all = *trained.judge(7).importanceBound;
    const std::vector<Index> samples = trained.samples;
    double sum = 0;
    for (const Index sample : samples) {
        trained.samples = {sample};
        sum += *trained.judge(7).importanceBound;
    }
    QVERIFY(std::abs(sum / kBounded - all) < 1e-5 * all);
}

void tst_ImportanceBound::plainModelIsRefused()
{
    const Dataset data = makeSprites(30, 5);
    const Autoencoder model(loadPreset("linear-ae").model, data.shape);
    ThreadPool pool;
    EvaluateOptions options;
    options.importanceSamples = 5;
    QVERIFY(messageOf([&] {
        evaluate(model, model.initialise(1), data, std::vector<Index>{1, 2}, options, pool);
    }).contains("linear-ae"));
}

ISTHMUS_GUILESS_TEST(tst_ImportanceBound)
#include "tst_ImportanceBound.moc"
