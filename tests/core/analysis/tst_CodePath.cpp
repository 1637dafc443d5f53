// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/CodePath.h"
#include "tests/TestProgram.h"

using namespace isthmus;

/// Where the frames of a film lie.
class tst_CodePath : public QObject
{
    Q_OBJECT

private slots:
    void lineHasAnEvenPace();
    void anchorsInOnePlaceCountOnce();
    void circleComesBackToItsBeginning();
    void traverseMovesOneDimension();
    void forthAndBackStopsNowhere();
    void blocksAreTheSameWay();
};

namespace {

Matrix rows(std::initializer_list<std::initializer_list<float>> values)
{
    Matrix matrix(static_cast<Index>(values.size()), static_cast<Index>(values.begin()->size()));
    Index row = 0;
    for (const auto& each : values) {
        std::copy(each.begin(), each.end(), matrix.row(row).data());
        ++row;
    }
    return matrix;
}

Matrix all(const CodePath& path)
{
    return path.codes(0, path.frames());
}

} // namespace

void tst_CodePath::lineHasAnEvenPace()
{
    // 3 long, then 1 long: a quarter of the way is the frame's step.
    const Matrix way = all(lineThrough({{0, 0}, {3, 0}, {3, 1}}, 5));
    QVERIFY(way.isApprox(rows({{0, 0}, {1, 0}, {2, 0}, {3, 0}, {3, 1}})));
    QCOMPARE(all(lineThrough({{0, 0}, {3, 0}}, 1)), rows({{0, 0}}));
}

void tst_CodePath::anchorsInOnePlaceCountOnce()
{
    QVERIFY(all(lineThrough({{1, 1}, {1, 1}, {3, 1}}, 3)).isApprox(rows({{1, 1}, {2, 1}, {3, 1}})));
    QVERIFY(all(lineThrough({{1, 1}, {1, 1}}, 2)).isApprox(rows({{1, 1}, {1, 1}})));
    QVERIFY(all(lineThrough({{1, 2}}, 2)).isApprox(rows({{1, 2}, {1, 2}})));
}

void tst_CodePath::circleComesBackToItsBeginning()
{
    const Matrix way = all(circleAround({5, 1, 2}, 1, 2, 2, 4));
    QVERIFY(way.isApprox(rows({{5, 3, 2}, {5, 1, 4}, {5, -1, 2}, {5, 1, 0}}), 1e-5F));
}

void tst_CodePath::traverseMovesOneDimension()
{
    QVERIFY(all(traverse({7, 8}, 1, -1, 1, 3)).isApprox(rows({{7, -1}, {7, 0}, {7, 1}})));
}

void tst_CodePath::forthAndBackStopsNowhere()
{
    QCOMPARE(all(forthAndBack(lineThrough({{1}, {3}}, 3))), rows({{1}, {2}, {3}, {2}}));
    QCOMPARE(all(forthAndBack(lineThrough({{1}}, 1))), rows({{1}}));
    QCOMPARE(all(forthAndBack(lineThrough({{1}, {2}}, 2))), rows({{1}, {2}}));
}

void tst_CodePath::blocksAreTheSameWay()
{
    const CodePath way = forthAndBack(circleAround({5, 1, 2}, 0, 2, 3, 7));
    QCOMPARE(way.frames(), Index(12));
    const Matrix whole = all(way);
    QCOMPARE(way.codes(5, 4), Matrix(whole.middleRows(5, 4)));
    QCOMPARE(way.codes(11, 1), Matrix(whole.bottomRows(1)));
}

ISTHMUS_GUILESS_TEST(tst_CodePath)
#include "tst_CodePath.moc"
