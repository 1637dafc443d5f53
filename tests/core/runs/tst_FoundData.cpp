// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/Datasets.h"
#include "core/runs/FoundData.h"
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
    void missingDataLeavesNameAndShape();
    void changedDataOfTheSameShapeIsThere();
    void otherShapeLeavesNone();
    void brokenDataIsSaid();
    void runMayNameNone();
    void lookingCanBeCancelled();
    void anotherPlaceTakesTheOptionsThatItsFormatKnows();
    void imagesThatDoNotFitAreRefused();
    void runWithoutDataTakesAnyScaling();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    DataReference m_reference;
};

namespace {

/// 20 images of side x side in the IDX format, all of one value.
QByteArray idx(int side, char value)
{
    QByteArray bytes = QByteArray::fromHex("0000080300000014");
    for (int axis = 0; axis < 2; ++axis)
        bytes += QByteArray::fromHex("000000") + static_cast<char>(side);
    return bytes + QByteArray(20 * side * side, value);
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
                    "has changed: expected fingerprint " + m_reference.fingerprint + ", found")));
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
    QVERIFY_EXCEPTION_THROWN((void)findRunData(m_reference, [](double) { return false; }), Cancelled);
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
    const auto data = openRunDataAt(m_reference, path("b.idx").toStdString());
    QCOMPARE(differenceFrom(m_reference, *data), std::string());
    QVERIFY(data->scaling == m_reference.scaling);
    QVERIFY(writeContent(path("c.idx"), idx(4, 9)));
    const auto other = openRunDataAt(m_reference, path("c.idx").toStdString());
    QVERIFY(!differenceFrom(m_reference, *other).empty());
}

void tst_FoundData::imagesThatDoNotFitAreRefused()
{
    QVERIFY(writeContent(path("large.idx"), idx(5, 7)));
    const QString message = messageOf([&] { (void)openRunDataAt(m_reference, path("large.idx").toStdString()); });
    QVERIFY2(message.endsWith("expected images of 4 x 4 x 1, found 5 x 5 x 1"), qPrintable(message));
    QVERIFY(messageOf([&] { (void)openRunDataAt(m_reference, path("none.idx").toStdString()); }).contains("none.idx"));
}

void tst_FoundData::runWithoutDataTakesAnyScaling()
{
    m_reference.name.clear();
    m_reference.fingerprint.clear();
    const auto data = openRunDataAt(m_reference, path("a.idx").toStdString());
    QVERIFY(data->scaling == Scaling());
    QVERIFY(differenceFrom(m_reference, *data).empty());
}

ISTHMUS_GUILESS_TEST(tst_FoundData)
#include "tst_FoundData.moc"
