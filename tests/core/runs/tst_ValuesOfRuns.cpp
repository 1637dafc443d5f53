// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/runs/FoundData.h"
#include "core/runs/RunFile.h"
#include "core/runs/RunRows.h"
#include "core/runs/SpecJson.h"
#include "core/train/TrainingRun.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace isthmus;

/// What a run remembers of its data's missing values, texts and validation part, and what it makes of other data.
class tst_ValuesOfRuns : public QObject
{
    Q_OBJECT

private slots:
    void fillsAreKept();
    void brokenFillsAreRefused();
    void resumedRunHasTheSameBits();
    void otherDataHasTheFillsOfTheRun();
    void runWithoutGapsFillsWithItsMeans();
    void exportsHaveEmptyFields();
    void otherDataHasTheColumnsOfTheRun();
    void earlierRunHasNoValidationPart();
    void validationPartIsKept();

private:
    [[nodiscard]] std::string write(const QString& name, const QByteArray& text) const
    {
        if (!writeContent(m_folder.filePath(name), text))
            qFatal("cannot write %s", qPrintable(name));
        return m_folder.filePath(name).toStdString();
    }
    [[nodiscard]] std::string path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

namespace {

ReadOptions readBy(ReadOptions::Missing missing, const std::string& oneHot = "")
{
    ReadOptions options;
    options.missing = missing;
    options.oneHot = oneHot;
    options.labelColumn = "none";
    options.scale = ReadOptions::Scale::Standard;
    return options;
}

constexpr auto kMeans = ReadOptions::Missing::Mean;

/// 60 rows of three numbers, some of which are missing.
QByteArray gappyTable(int shift = 0)
{
    QByteArray text = "a,b,c\n";
    for (int row = 0; row < 60; ++row) {
        text += row % 7 == 3 ? QByteArray() : QByteArray::number(row * 0.5 + shift);
        text += ',' + QByteArray::number((row * row) % 23 + shift);
        text += row % 5 == 1 ? ",NA\n" : "," + QByteArray::number(row % 11) + '\n';
    }
    return text;
}

RunSpec runOn(std::shared_ptr<const Dataset> data)
{
    RunSpec run;
    run.data = std::move(data);
    run.model.name = "small";
    run.model.encoder = {{"dense", {{"units", 2}}}};
    run.model.decoder = {{"dense", {{"units", kAsData}}}};
    run.model.loss = "mse";
    run.training.batchSize = 16;
    return run;
}

DataReference referenceTo(const std::shared_ptr<const Dataset>& data)
{
    return TrainingRun(runOn(data)).checkpoint().data;
}

std::vector<float> givenRow(const Dataset& data, Index sample)
{
    Batch batch;
    data.gather(std::span(&sample, 1), batch);
    std::vector<float> values;
    for (Index place = 0; place < batch.rows(); ++place)
        values.push_back(*batch.row(place));
    return values;
}

} // namespace

void tst_ValuesOfRuns::fillsAreKept()
{
    const auto data = openDataset(write("gaps.csv", gappyTable()), readBy(kMeans));
    DataReference reference = referenceTo(data);
    QCOMPARE(reference.fills, data->fills);
    QVERIFY(dataFromJson(toJson(reference), "text") == reference);
    reference.fills.clear();
    QVERIFY(!toJson(reference).contains("fills")); // as older files have it
    QVERIFY(!toJson(reference).contains("validation"));
    reference.validation = 7;
    reference.scaling.flags = {0, 1, 0};
    QVERIFY(dataFromJson(toJson(reference), "text") == reference);
}

void tst_ValuesOfRuns::brokenFillsAreRefused()
{
    const auto data = openDataset(write("gaps.csv", gappyTable()), readBy(kMeans));
    QJsonObject object = toJson(referenceTo(data));
    object.insert("fills", QJsonArray{1, 2});
    QVERIFY(messageOf([&] {
        (void)dataFromJson(object, "x.run");
    }).contains("fills: expected a number for each of 3 places of a sample, found 2"));
    object.insert("fills", QJsonArray{1, "two", 3});
    QVERIFY(messageOf([&] { (void)dataFromJson(object, "x.run"); }).contains("fills"));
    object.insert("fills", QJsonArray{1, 1e300, 3});
    QVERIFY(messageOf([&] { (void)dataFromJson(object, "x.run"); }).contains("fills"));
}

void tst_ValuesOfRuns::resumedRunHasTheSameBits()
{
    const RunSpec spec = runOn(openDataset(write("gaps.csv", gappyTable()), readBy(kMeans)));
    ThreadPool pool(2);
    TrainingRun straight(spec);
    TrainingRun begun(spec);
    for (int i = 0; i < 9; ++i)
        (void)straight.step(pool);
    for (int i = 0; i < 5; ++i)
        (void)begun.step(pool);
    writeRunFile(path("a.run"), begun.checkpoint());
    const Checkpoint read = readRunFile(path("a.run"));
    const FoundData found = findRunData(read.data);
    QVERIFY2(found.obstacle.empty(), found.obstacle.c_str());
    RunSpec again = spec;
    again.data = found.images;
    TrainingRun resumed(again, Start::Unprepared);
    resumed.restore(read);
    for (int i = 5; i < 9; ++i)
        (void)resumed.step(pool);
    QVERIFY(resumed.parameters() == straight.parameters());
}

void tst_ValuesOfRuns::otherDataHasTheFillsOfTheRun()
{
    const auto data = openDataset(write("gaps.csv", gappyTable()), readBy(kMeans));
    const auto other = openDataFor(referenceTo(data), {.nameOrPath = write("other.csv", gappyTable(100))});
    QCOMPARE(other->fills, data->fills);
    QVERIFY(other->scaling == data->scaling);
    QVERIFY(std::abs(givenRow(*other, 3)[0]) < 1e-6F); // the mean of the run's data
    QVERIFY(givenRow(*other, 4)[0] > 5);
}

void tst_ValuesOfRuns::runWithoutGapsFillsWithItsMeans()
{
    const auto data =
        openDataset(write("whole.csv", "a,b,c\n1,10,5.5\n3,20,6.5\n5,60,9\n"), readBy(ReadOptions::Missing::Refuse));
    QVERIFY(!data->hasMissing());
    RunDataChoice choice{.nameOrPath = write("other.csv", gappyTable(100))};
    choice.reading = [](const ReadOptions& base) {
        ReadOptions reading = base;
        reading.missing = kMeans;
        return reading;
    };
    const auto other = openDataFor(referenceTo(data), choice);
    QCOMPARE(other->fills.size(), std::size_t(3));
    QVERIFY(std::abs(other->fills[0] - 3) < 1e-5F);
    QVERIFY(std::abs(givenRow(*other, 3)[0]) < 1e-5F);
}

void tst_ValuesOfRuns::exportsHaveEmptyFields()
{
    const auto data = openDataset(write("gaps.csv", gappyTable()), readBy(kMeans));
    const Autoencoder model(runOn(data).model, data->shape);
    const FloatVector parameters = model.initialise(1);
    const std::vector<Index> samples{0, 1, 3};
    ThreadPool pool(2);
    writeReconstructions(
        path("out.csv"), path("seen.csv"), {model, parameters, *data, samples}, {{}, 1, Purpose::Preview}, pool);
    const QList<QByteArray> seen = contentOf(m_folder.filePath("seen.csv")).trimmed().split('\n');
    QCOMPARE(seen[0], QByteArray("sample,a,b,c"));
    QVERIFY(seen[2].endsWith(',')); // c of row 1
    QCOMPARE(seen[3].split(',')[1], QByteArray()); // a of row 3
    QVERIFY(!seen[1].contains(",,") && !seen[1].endsWith(','));
    const QList<QByteArray> out = contentOf(m_folder.filePath("out.csv")).trimmed().split('\n');
    for (const QByteArray& line : out)
        QVERIFY2(!line.contains(",,") && !line.endsWith(','), line.constData());
}

void tst_ValuesOfRuns::otherDataHasTheColumnsOfTheRun()
{
    const QByteArray text = "size,colour\n1,red\n2,blue\n3,red\n4,green\n";
    const auto data = openDataset(write("shirts.csv", text), readBy(ReadOptions::Missing::Refuse, "auto"));
    QCOMPARE(data->columns, (ColumnNames{"size", "colour=blue", "colour=green", "colour=red"}));
    const DataReference reference = referenceTo(data);
    const auto same = findRunData(reference);
    QVERIFY2(same.obstacle.empty(), same.obstacle.c_str());
    const auto other =
        openDataFor(reference, {.nameOrPath = write("other.csv", "size,colour\n5,red\n6,yellow\n7,red\n8,black\n")});
    QCOMPARE(other->columns, data->columns);
    float raw[4];
    other->images->copy(1, 0, raw);
    QCOMPARE(std::vector<float>(raw, raw + 4), (std::vector<float>{6, 0, 0, 0}));
    QVERIFY(std::any_of(other->notices.begin(), other->notices.end(), [](const std::string& notice) {
        return notice.find("texts in 2 rows that the run has no column for") != std::string::npos;
    }));
}

void tst_ValuesOfRuns::earlierRunHasNoValidationPart()
{
    const std::string table = write("parts.csv", "a,b,split\n1,2,train\n3,4,train\n5,6,val\n7,8,test\n9,9,train\n");
    ReadOptions earlier;
    earlier.validationPart = ReadOptions::ValidationPart::LeaveOut;
    DataReference reference = referenceTo(openDataset(table, earlier));
    reference.reading = {}; // which it did not know
    const FoundData found = findRunData(reference);
    QVERIFY2(found.obstacle.empty(), found.obstacle.c_str());
    QCOMPARE(found.images->validationCount, Index(0));
    QCOMPARE(found.images->count(), Index(4));
}

void tst_ValuesOfRuns::validationPartIsKept()
{
    const std::string table = write("parts.csv", "a,b,split\n1,2,train\n3,4,train\n5,6,val\n7,8,test\n9,9,train\n");
    const auto data = openDataset(table);
    QCOMPARE(data->validationCount, Index(1));
    TrainingRun run(runOn(data));
    const DataReference reference = run.checkpoint().data;
    QCOMPARE(reference.validation, Index(1));
    QCOMPARE(toJson(reference)["validation"].toInt(), 1);
    const FoundData found = findRunData(reference);
    QVERIFY2(found.obstacle.empty(), found.obstacle.c_str());
    QCOMPARE(found.images->validationCount, Index(1));
    RunSpec watching = runOn(data);
    watching.training.earlyStopping = 3; // needs validation samples, which the data brings
    QCOMPARE(TrainingRun(watching).checkpoint().training.earlyStopping, 3);
}

ISTHMUS_GUILESS_TEST(tst_ValuesOfRuns)
#include "tst_ValuesOfRuns.moc"
