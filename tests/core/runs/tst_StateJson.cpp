// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/RecordColumns.h"
#include "core/runs/StateJson.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

using namespace isthmus;

namespace {

QJsonObject withoutKey(QJsonObject state, const char* key)
{
    QJsonObject record = state["record"].toObject();
    record.remove(QLatin1String(key));
    state["record"] = record;
    return state;
}

Checkpoint readState(const QJsonObject& state)
{
    Checkpoint checkpoint;
    stateFromJson(state, "state", checkpoint);
    return checkpoint;
}

} // namespace

/// The counters of a checkpoint as JSON: its words stay, and what older files lack has a meaning.
class TestStateJson : public QObject
{
    Q_OBJECT
private slots:
    void recordHasTheseKeys();
    void recordComesBack();
    void columnThatOlderFilesLackIsFilledIn();
    void columnOfEveryFileIsRequired();
    void everyNumberOfARecordHasItsColumn();
};

void TestStateJson::recordHasTheseKeys()
{
    const QStringList expected{
        "beta", "epoch", "kl", "learningRate", "loss", "reconstruction", "seconds", "sparsity", "step", "trainedKl"};
    QCOMPARE(stateToJson(sampleCheckpoint())["record"].toObject().keys(), expected);
    QCOMPARE(stateToJson(sampleCheckpoint())["best"].toObject()["record"].toObject().keys(), expected);
}

void TestStateJson::recordComesBack()
{
    const Checkpoint written = sampleCheckpoint();
    const StepRecord record = readState(stateToJson(written)).record;
    QCOMPARE(record.step, written.record.step);
    QCOMPARE(record.epoch, written.record.epoch);
    QCOMPARE(record.seconds, written.record.seconds);
    QCOMPARE(record.learningRate, written.record.learningRate);
    QVERIFY(record.terms == written.record.terms);
}

void TestStateJson::columnThatOlderFilesLackIsFilledIn()
{
    const QJsonObject state = stateToJson(sampleCheckpoint());
    const StepRecord record = readState(withoutKey(withoutKey(state, "trainedKl"), "sparsity")).record;
    QCOMPARE(record.terms[AutoencoderTerm::TrainedKl], record.terms[AutoencoderTerm::Kl]);
    QCOMPARE(record.terms[AutoencoderTerm::Sparsity], 0.0F);
}

void TestStateJson::columnOfEveryFileIsRequired()
{
    const QJsonObject state = stateToJson(sampleCheckpoint());
    for (const char* key : {"step", "epoch", "seconds", "loss", "learningRate", "kl"}) {
        const QString message = messageOf([&] { (void)readState(withoutKey(state, key)); });
        QVERIFY2(message.contains(key), qPrintable(message));
    }
}

void TestStateJson::everyNumberOfARecordHasItsColumn()
{
    std::vector<std::string> names;
    const StepRecord record;
    visitColumns(&record, autoencoderTerms(), [&](const Column& column, auto) { names.push_back(column.name); });
    const auto& [step, epoch, seconds, loss, learningRate, terms] = record; // a further one needs a column too
    std::size_t held = 5;
    for (const Term& term : autoencoderTerms())
        held += term.inSteps;
    QVERIFY(terms == RecordedTerms());
    QCOMPARE(names.size(), held);
}

ISTHMUS_GUILESS_TEST(TestStateJson)
#include "tst_StateJson.moc"
