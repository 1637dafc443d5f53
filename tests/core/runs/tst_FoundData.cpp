// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/runs/FoundData.h"
#include "tests/FileContent.h"
#include "tests/TestProgram.h"
#include "tests/core/runs/RunSamples.h"

#include <QTemporaryDir>

using namespace isthmus;

/// The data of a saved run: as it was, changed, broken, gone, or never named.
class tst_FoundData : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void sameDataKeepsTheScalingOfTheRun();
    void partnersOfTodayAreLeftOutOfAnOlderRun();
    void missingDataLeavesNameAndShape();
    void changedDataOfTheSameShapeIsThere();
    void otherShapeLeavesNone();
    void brokenDataIsSaid();
    void runMayNameNone();
    void lookingCanBeCancelled();
    void anotherPlaceTakesTheOptionsThatItsFormatKnows();
    void imagesThatDoNotFitAreRefused();
    void anotherPlaceIsReadInTheSizeOfTheModel();
    void choicesOfTheUserComeFirst();
    void onlyTheSameImagesLetTheRunGoOn();
    void anotherCountIsSaid();
    void imagesForARunOfRowsAreTold();
    void runWithoutDataTakesAnyScaling();
    void runWithoutDataMayKeepItsNumbers();
    void numbersOfAnotherScaleAreNoticed_data();
    void numbersOfAnotherScaleAreNoticed();
    void ownNumbersAreNotNoticed();
    void noticesAboutItsOwnScalingGo();
    void columnsHaveTheNamesOfTheRun();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] RunDataChoice at(const QString& name) const { return {.nameOrPath = path(name).toStdString()}; }

    QTemporaryDir m_folder;
    DataReference m_reference;
};

namespace {

/// Images of side x side in the IDX format, all of one value.
QByteArray idx(int side, char value, char count = 20)
{
    QByteArray bytes = QByteArray::fromHex("00000803000000") + count;
    for (int axis = 0; axis < 2; ++axis)
        bytes += QByteArray::fromHex("000000") + static_cast<char>(side);
    return bytes + QByteArray(count * side * side, value);
}

/// 20 rows of 16 numbers each.
QByteArray rowsOfNumbers()
{
    return (QByteArray("7,").repeated(15) + "7\n").repeated(20);
}

} // namespace

void tst_FoundData::init()
{
    QVERIFY(writeContent(path("a.idx"), idx(4, 7)));
    const auto data = openDataset(path("a.idx").toStdString());
    m_reference = {data->name, data->fingerprint(), data->shape, {0.25, 0.5}, {}, {}};
}

void tst_FoundData::sameDataKeepsTheScalingOfTheRun()
{
    const FoundData found = findRunData(m_reference);
    QVERIFY2(found.obstacle.empty(), found.obstacle.c_str());
    QCOMPARE(found.images->count(), Index(20));
    QVERIFY(found.images->scaling == m_reference.scaling);
}

/// A version that found no test part beside `x_train.npy` trained on that file alone.
void tst_FoundData::partnersOfTodayAreLeftOutOfAnOlderRun()
{
    const auto npy = [](int images, char value) {
        QByteArray header =
            "{'descr': '|u1', 'fortran_order': False, 'shape': (" + QByteArray::number(images) + ", 4, 4), }\n";
        return QByteArray("\x93NUMPY\1\0", 8) + static_cast<char>(header.size()) + '\0' + header
            + QByteArray(16 * images, value);
    };
    QVERIFY(writeContent(path("x_train.npy"), npy(3, 'a')));
    const auto alone = openDataset(path("x_train.npy").toStdString());
    const DataReference older{alone->name, alone->fingerprint(), alone->shape, alone->scaling, {}, {}};
    QVERIFY(writeContent(path("x_test.npy"), npy(2, 'b')));
    const auto both = openDataset(alone->name);
    QCOMPARE(both->testCount, Index(2));
    const DataReference newer{both->name, both->fingerprint(), both->shape, both->scaling, {}, {}};
    QCOMPARE(findRunData(older).images->testCount, Index(0));
    QVERIFY(findRunData(older).obstacle.empty());
    QCOMPARE(findRunData(newer).images->testCount, Index(2));
    QVERIFY(findRunData(newer).obstacle.empty());
}

void tst_FoundData::missingDataLeavesNameAndShape()
{
    QVERIFY(QFile::remove(path("a.idx")));
    const FoundData found = findRunData(m_reference);
    QCOMPARE(found.obstacle, "The data of this run, " + m_reference.name + ", is missing");
    QCOMPARE(found.images->count(), Index(0));
    QCOMPARE(found.images->title, std::string("a.idx"));
    QCOMPARE(found.images->shape, m_reference.shape);
}

void tst_FoundData::changedDataOfTheSameShapeIsThere()
{
    QVERIFY(writeContent(path("a.idx"), idx(4, 8)));
    const FoundData found = findRunData(m_reference);
    QVERIFY(QString::fromStdString(found.obstacle)
                .contains(QString::fromStdString(
                    "has changed: expected the values and labels that it was trained on, found others in 20 images")));
    QCOMPARE(found.images->count(), Index(20));
    QVERIFY(found.images->scaling == m_reference.scaling);
}

void tst_FoundData::otherShapeLeavesNone()
{
    QVERIFY(writeContent(path("a.idx"), idx(5, 7)));
    const FoundData found = findRunData(m_reference);
    QVERIFY(QString::fromStdString(found.obstacle).contains("expected images of 4 x 4 x 1, found 5 x 5 x 1"));
    QCOMPARE(found.images->count(), Index(0));
}

void tst_FoundData::brokenDataIsSaid()
{
    QVERIFY(writeContent(path("a.idx"), idx(4, 7).left(90)));
    const FoundData found = findRunData(m_reference);
    QVERIFY(QString::fromStdString(found.obstacle).contains("cannot be read: "));
    QCOMPARE(found.images->count(), Index(0));
}

void tst_FoundData::lookingCanBeCancelled()
{
    QVERIFY_THROWS_EXCEPTION(Cancelled, (void)findRunData(m_reference, [](double) { return false; }));
}

void tst_FoundData::runMayNameNone()
{
    m_reference.name.clear();
    m_reference.fingerprint.clear();
    const FoundData found = findRunData(m_reference);
    QCOMPARE(found.obstacle, std::string("The model came without data"));
    QCOMPARE(found.images->title, std::string("no data"));
}

void tst_FoundData::anotherPlaceTakesTheOptionsThatItsFormatKnows()
{
    QVERIFY(QFile::rename(path("a.idx"), path("b.idx")));
    m_reference.reading.labelColumn = "none"; // IDX has no columns
    const auto data = openDataFor(m_reference, at("b.idx"));
    QCOMPARE(differenceFrom(m_reference, *data), std::string());
    QVERIFY(data->scaling == m_reference.scaling);
    QVERIFY(writeContent(path("c.idx"), idx(4, 9)));
    const auto other = openDataFor(m_reference, at("c.idx"));
    QVERIFY(!differenceFrom(m_reference, *other).empty());
}

void tst_FoundData::imagesThatDoNotFitAreRefused()
{
    QVERIFY(writeContent(path("large.idx"), idx(5, 7)));
    const QString message = messageOf([&] { (void)openDataFor(m_reference, at("large.idx")); });
    QVERIFY2(message.endsWith("large.idx: the model takes 4 x 4 x 1, these are 5 x 5 x 1"), qPrintable(message));
    QVERIFY(messageOf([&] { (void)openDataFor(m_reference, at("none.idx")); }).contains("none.idx"));
}

void tst_FoundData::anotherPlaceIsReadInTheSizeOfTheModel()
{
    QVERIFY(writeContent(path("rows.csv"), rowsOfNumbers()));
    QCOMPARE(openDataFor(m_reference, at("rows.csv"))->shape, m_reference.shape);
    m_reference.shape = {1, 1, 15};
    const QString message = messageOf([&] { (void)openDataFor(m_reference, at("rows.csv")); });
    QVERIFY2(message.endsWith("these are rows of 16 numbers"), qPrintable(message));
}

void tst_FoundData::choicesOfTheUserComeFirst()
{
    QVERIFY(writeContent(path("rows.csv"), rowsOfNumbers()));
    RunDataChoice choice = at("rows.csv");
    choice.reading = [](ReadOptions base) {
        base.width = 8;
        base.height = 2;
        return base;
    };
    m_reference.shape = {1, 2, 8};
    QCOMPARE(openDataFor(m_reference, choice)->shape, m_reference.shape);
    m_reference.shape = {1, 4, 4};
    const QString message = messageOf([&] { (void)openDataFor(m_reference, choice); });
    QVERIFY2(message.contains("the model takes 4 x 4 x 1"), qPrintable(message));
}

void tst_FoundData::onlyTheSameImagesLetTheRunGoOn()
{
    QVERIFY(QFile::rename(path("a.idx"), path("moved.idx")));
    QVERIFY(writeContent(path("c.idx"), idx(4, 9)));
    const FoundData same = chosenData(m_reference, at("moved.idx"));
    QVERIFY(same.obstacle.empty() && same.difference.empty());
    const FoundData other = chosenData(m_reference, at("c.idx"));
    QCOMPARE(other.obstacle, path("c.idx").toStdString() + " is not what the run was trained on: " + other.difference);
    QVERIFY(QString::fromStdString(other.difference).startsWith("expected the values and labels "));
    QCOMPARE(other.images->count(), Index(20));
}

void tst_FoundData::anotherCountIsSaid()
{
    m_reference.samples = 20;
    QVERIFY(writeContent(path("more.idx"), idx(4, 7, 23)));
    const FoundData more = chosenData(m_reference, at("more.idx"));
    QCOMPARE(more.difference, std::string("expected 20 images, found 23"));
}

/// Its scaling is for tables alone, and would be said to be at fault.
void tst_FoundData::imagesForARunOfRowsAreTold()
{
    m_reference.shape = {1, 1, 3};
    m_reference.reading.scale = ReadOptions::Scale::Columns;
    m_reference.scaling = {1, 0, ScalingForm::Columns, {{1, 0}, {1, 0}, {1, 0}}};
    QVERIFY(QFile::copy(path("a.idx"), path("images.idx")));
    const QString message = messageOf([&] { (void)openDataFor(m_reference, at("images.idx")); });
    QVERIFY2(message.endsWith("images.idx: the model takes rows of 3 numbers, these are images of 4 x 4 x 1"),
        qPrintable(message));
}

void tst_FoundData::runWithoutDataTakesAnyScaling()
{
    m_reference.name.clear();
    m_reference.fingerprint.clear();
    const auto data = openDataFor(m_reference, at("a.idx"));
    QVERIFY(data->scaling == Scaling());
    QVERIFY(differenceFrom(m_reference, *data).empty());
}

void tst_FoundData::runWithoutDataMayKeepItsNumbers()
{
    m_reference.name.clear();
    m_reference.scaling = {1, 0};
    RunDataChoice choice = at("a.idx");
    choice.keepsNumbers = true;
    QVERIFY(openDataFor(m_reference, choice)->scaling == m_reference.scaling);
}

void tst_FoundData::numbersOfAnotherScaleAreNoticed_data()
{
    QTest::addColumn<Scaling>("scaling");
    QTest::addColumn<int>("largest"); // of the data
    QTest::addColumn<QString>("notice");
    const QString divide = "; divide them by 255 if they are the same pictures.";
    const QString multiply = "; multiply them by 255 if they are the same pictures.";
    QTest::newRow("bytes for 0 to 1")
        << Scaling{1, 0} << 127
        << "The numbers reach 127, and the scaling of the run (as they are) is for numbers up to about 1" + divide;
    QTest::newRow("0 to 1 for bytes")
        << Scaling{} << 1
        << "The numbers reach 1, and the scaling of the run (divided by 255) is for numbers up to about 255" + multiply;
    QTest::newRow("0 to 1 for symmetric bytes")
        << Scaling{2.0 / 255, -1, ScalingForm::Symmetric, {}} << 1
        << "The numbers reach 1, and the scaling of the run (range 0 to 255 brought to -1 to 1) is for numbers up to "
           "about 255"
            + multiply;
    QTest::newRow("dark bytes for bytes") << Scaling{} << 12 << QString();
    QTest::newRow("0 to 1 for 0 to 1") << Scaling{1, 0} << 1 << QString();
    QTest::newRow("a narrow band far from 0") << Scaling{0.1, -9} << 95 << QString();
}

void tst_FoundData::numbersOfAnotherScaleAreNoticed()
{
    QFETCH(Scaling, scaling);
    QFETCH(int, largest);
    QFETCH(QString, notice);
    m_reference.scaling = scaling;
    QVERIFY(writeContent(path("c.idx"), idx(4, static_cast<char>(largest))));
    const auto data = openDataFor(m_reference, at("c.idx"));
    QVERIFY(data->scaling == scaling);
    QCOMPARE(QString::fromStdString(data->notices.empty() ? "" : data->notices.back()), notice);
    m_reference.reading.scale = ReadOptions::Scale::None; // who takes numbers as they are has chosen that
    QVERIFY(openDataFor(m_reference, at("c.idx"))->notices.empty());
}

void tst_FoundData::ownNumbersAreNotNoticed()
{
    QVERIFY(writeContent(path("a.idx"), idx(4, 1)));
    const auto data = openDataset(path("a.idx").toStdString());
    m_reference = {data->name, data->fingerprint(), data->shape, Scaling{}, {}, {}}; // as older versions scaled masks
    QVERIFY(findRunData(m_reference).images->notices.empty());
    QVERIFY(openDataFor(m_reference)->notices.empty());
}

void tst_FoundData::noticesAboutItsOwnScalingGo()
{
    QVERIFY(writeContent(path("t.csv"), "-1,200\n2,9000\n3,1000\n"));
    const auto data = openDataset(path("t.csv").toStdString());
    QCOMPARE(data->notices.size(), std::size_t(1));
    m_reference = {data->name, data->fingerprint(), data->shape, Scaling{0.001, 0}, {}, {}}; // an older run
    const FoundData found = findRunData(m_reference);
    QVERIFY(found.obstacle.empty());
    QVERIFY(found.images->notices.empty());
    QVERIFY(found.images->scaling == m_reference.scaling);
    m_reference.scaling = data->scaling;
    QCOMPARE(findRunData(m_reference).images->notices, data->notices);
}

/// Also where the data is gone, or comes without names; other names are said.
void tst_FoundData::columnsHaveTheNamesOfTheRun()
{
    const QString table = path("t.csv");
    QVERIFY(writeContent(table, "a [m],b\n1,2\n3,4\n"));
    const auto data = openDataset(table.toStdString());
    const DataReference reference{
        data->name, data->fingerprint(), data->shape, data->scaling, {}, data->reading, data->count(), data->columns};
    QCOMPARE(noImages(reference)->columns, (ColumnNames{"a [m]", "b"}));
    QCOMPARE(scaledFor(reference, data), data);
    QVERIFY(writeContent(path("bare.csv"), "1,2\n3,4\n"));
    QCOMPARE(openDataFor(reference, at("bare.csv"))->columns, (ColumnNames{"a [m]", "b"}));
    QVERIFY(writeContent(path("other.csv"), "a [m],c\n1,2\n3,4\n"));
    const auto other = openDataFor(reference, at("other.csv"));
    QCOMPARE(other->columns, (ColumnNames{"a [m]", "c"}));
    QCOMPARE(other->notices.back(),
        std::string("Column 2 of the numbers is called \"c\", and the run was trained with \"b\" there."));
}

ISTHMUS_GUILESS_TEST(tst_FoundData)
#include "tst_FoundData.moc"
