// SPDX-License-Identifier: GPL-3.0-or-later
// Training on data whose numbers are missing in places: the promise of tst_Determinism holds for it, and what is
// missing teaches nothing.
#include "core/train/Trainer.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/core/train/Awaited.h"
#include "tests/core/train/GappyRun.h"
#include "tests/core/train/RunHash.h"

#include <QTemporaryDir>

#include <fstream>

using namespace isthmus;
using namespace isthmus::test;

namespace {

void lossRows()
{
    QTest::addColumn<QString>("loss");
    for (const char* loss : {"bce", "mse", "l1"})
        QTest::newRow(loss) << loss;
}

RunSpec corruptedRun(const std::string& loss)
{
    RunSpec run = gappyRun(loss);
    run.training.corruption = Corruption::parse("mask:0.2");
    return run;
}

} // namespace

class tst_MissingTraining : public QObject
{
    Q_OBJECT

private slots:
    void threadsDoNotMatter_data() { lossRows(); }
    void threadsDoNotMatter();
    void resumingDoesNotMatter_data() { lossRows(); }
    void resumingDoesNotMatter();
    void theFileDoesNotMatter();
    void corruptionIsOfWhatIsFilled();
    void whatIsMissingTeachesNothing();
    void lossGoesDown();
    void heldOutLossIsThatOfWhatIsThere();
};

void tst_MissingTraining::threadsDoNotMatter()
{
    QFETCH(QString, loss);
    std::string first;
    for (const int threads : {1, 2, 4}) {
        TrainingRun run(gappyRun(loss.toStdString()));
        const std::string hash = hashAfter(run, 10, threads);
        if (first.empty())
            first = hash;
        QCOMPARE(hash, first);
        QVERIFY(hash != "diverged");
    }
}

void tst_MissingTraining::resumingDoesNotMatter()
{
    QFETCH(QString, loss);
    TrainingRun straight(gappyRun(loss.toStdString()));
    const std::string whole = hashAfter(straight, 11, 2);
    TrainingRun begun(gappyRun(loss.toStdString()));
    (void)hashAfter(begun, 6, 3); // within an epoch
    const Checkpoint between = begun.checkpoint();
    QCOMPARE(between.data.fills, std::vector<float>(12, 0.5F));
    TrainingRun resumed(gappyRun(loss.toStdString()), Start::Unprepared);
    resumed.restore(between);
    QCOMPARE(hashAfter(resumed, 5, 1), whole);
}

void tst_MissingTraining::theFileDoesNotMatter()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("numbers").toStdString();
    const std::vector<std::uint8_t> bytes = gappyBytes(150, 12, true);
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    RunSpec spec = gappyRun();
    spec.data = gappyData(true, std::make_shared<FileBytes>(path));
    QVERIFY(!spec.data->images->isInMemory());
    TrainingRun there(spec);
    TrainingRun here(gappyRun());
    QCOMPARE(hashAfter(there, 10, 2), hashAfter(here, 10, 2));
}

void tst_MissingTraining::corruptionIsOfWhatIsFilled()
{
    std::string first;
    for (const int threads : {1, 3}) {
        TrainingRun run(corruptedRun("mse"));
        const std::string hash = hashAfter(run, 6, threads);
        first = first.empty() ? hash : first;
        QCOMPARE(hash, first);
        QVERIFY(hash != "diverged");
    }
}

/// The bias of an output that is missing everywhere stays what it was.
void tst_MissingTraining::whatIsMissingTeachesNothing()
{
    RunSpec spec = gappyRun("mse");
    auto data = std::make_shared<Dataset>(*gappyData(false));
    std::vector<std::uint8_t> bytes = gappyBytes(150, 12, false);
    const float none = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t row = 0; row < 150; ++row)
        std::memcpy(bytes.data() + (row * 12 + 4) * sizeof(float), &none, sizeof none);
    data->images = std::make_shared<NumberImages>(NumberLayout{NumberType::F32, false, data->shape, false, true},
        std::vector<NumberPart>{{std::make_shared<MemoryBytes>(std::move(bytes)), 0, 150, "gaps"}});
    data->fills.assign(12, 0.5F);
    spec.data = data;
    TrainingRun run(spec);
    const FloatVector before = run.parameters();
    ThreadPool pool(2);
    for (int i = 0; i < 8; ++i)
        QVERIFY(run.step(pool).has_value());
    for (const Parameter& parameter : run.model()->parameters()) {
        if (!parameter.name.starts_with("decoder.2."))
            continue;
        const FloatVector was = parameter.gather(before);
        const FloatVector is = parameter.gather(run.parameters());
        const std::size_t width = was.size() / 12;
        for (std::size_t i = 0; i < was.size(); ++i)
            QVERIFY(i / width != 4 || was[i] == is[i]);
        QVERIFY(was != is);
    }
}

void tst_MissingTraining::lossGoesDown()
{
    TrainingRun run(gappyRun("mse"));
    ThreadPool pool(2);
    const float first = run.step(pool).value().loss;
    float last = first;
    for (int i = 0; i < 400; ++i)
        last = run.step(pool).value().loss;
    QVERIFY(last < first / 1.5F);
}

/// A model that gives 0 everywhere has half the sum of the squares that are there.
void tst_MissingTraining::heldOutLossIsThatOfWhatIsThere()
{
    TrainingRun run(gappyRun("mse"));
    Checkpoint silent = run.checkpoint();
    std::fill(silent.parameters.begin(), silent.parameters.end(), 0.0F);
    run.restore(silent);
    ThreadPool pool(2);
    const EvaluationRecord record = run.evaluateHeldOut({}, pool).value();
    double sum = 0;
    Index there = 0;
    for (Index row = 130; row < 150; ++row) {
        for (Index column = 0; column < 12; ++column) {
            const auto value = static_cast<double>(gappyNumber(row, column, true));
            sum += std::isnan(value) ? 0 : 0.5 * value * value;
            there += std::isnan(value) ? 0 : 1;
        }
    }
    QVERIFY(there < 240);
    QVERIFY(std::abs(double(record.terms[AutoencoderTerm::Reconstruction]) - sum / 20) < 1e-5);
    QVERIFY(std::abs(double(record.terms[AutoencoderTerm::Mse]) - 2 * sum / double(there)) < 1e-6);
}

ISTHMUS_GUILESS_TEST(tst_MissingTraining)
#include "tst_MissingTraining.moc"
