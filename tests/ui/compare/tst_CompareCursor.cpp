// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/compare/CompareFixture.h"
#include "ui/compare/cursor/LinkedProbe.h"
#include "ui/compare/cursor/MoveBudget.h"
#include "ui/compare/cursor/PictureEncoder.h"
#include "ui/compare/strips/RunRows.h"
#include "ui/widgets/PictureImage.h"

#include <QSignalSpy>

using namespace isthmus;

/// One cursor over the planes of several runs, moved by real mouse events.
class TestCompareCursor : public test::CompareFixture
{
    Q_OBJECT

private slots:
    void cleanup() { close(); }
    void hoverMarksTheSampleOnEveryPlane();
    void clickPinsTheSampleOnEveryPlane();
    void hoverOnTheStripsMarksItOnEveryPlane();
    void dragPutsTheOtherProbeWhereThePictureLies();
    void stripsShowWhatIsDecodedAtEachProbe();
    void eitherPlaneMayLead();
    void newWeightsOfTheOtherMoveItsProbe();
    void encoderEncodesInTheBackground();
    void followersShareOneBudgetOfAMove();
    void moveWithoutABudgetGoesThroughTheLane();
    void hiddenClassesAreHiddenOnEveryPlane();
    void hiddenPageLinksNothing();
    void runsOnOtherDataAreNotLinked();
};

void TestCompareCursor::hoverMarksTheSampleOnEveryPlane()
{
    openTwo();
    const std::size_t point = test::loneliestPoint(plane(1));
    const Index sample = run(1).split().test[point];
    QTest::mouseMove(&plane(1).plot(), test::pixelOfPoint(plane(1), point));
    QTRY_COMPARE(run(1).selection().hovered(), std::optional<Index>(sample));
    QCOMPARE(run(0).selection().hovered(), std::optional<Index>(sample));
    QTest::mouseMove(&plane(1).plot(), QPoint(3, 3));
    QTRY_COMPARE(run(0).selection().hovered(), std::optional<Index>());
}

void TestCompareCursor::clickPinsTheSampleOnEveryPlane()
{
    openTwo();
    const std::size_t point = test::loneliestPoint(plane(0));
    QTest::mouseClick(&plane(0).plot(), Qt::LeftButton, {}, test::pixelOfPoint(plane(0), point));
    const Index sample = run(0).split().test[point];
    QCOMPARE(run(1).selection().pinned(), std::optional<Index>(sample));
    const PlanePoints& points = plane(1).points();
    QVERIFY(plane(1).pinned());
    QCOMPARE(*plane(1).pinned(), QPointF(double(points.x[point]), double(points.y[point])));
    QTest::keyClick(&plane(1), Qt::Key_Escape);
    QCOMPARE(run(0).selection().pinned(), std::optional<Index>());
}

void TestCompareCursor::hoverOnTheStripsMarksItOnEveryPlane()
{
    openTwo();
    auto& rows = *m_page->findChild<RunRows*>();
    QTRY_VERIFY(rows.rows().size() == 3 && rows.rows()[1].strips && rows.rows()[2].strips);
    const Index sample = (*rows.rows()[2].strips)[1].sample;
    QTest::mouseMove(&rows, rows.cell(2, 1).center().toPoint());
    QTRY_COMPARE(run(0).selection().hovered(), std::optional<Index>(sample));
    QCOMPARE(run(1).selection().hovered(), std::optional<Index>(sample));
    QTest::mouseClick(&rows, Qt::LeftButton, {}, rows.cell(2, 1).center().toPoint());
    QCOMPARE(run(1).selection().pinned(), std::optional<Index>(sample));
}

void TestCompareCursor::dragPutsTheOtherProbeWhereThePictureLies()
{
    openTwo();
    drag(0, middle(0), middle(0) + QPoint(60, -40));
    const QPointF place = plane(0).viewport().toData(middle(0) + QPoint(60, -40));
    const std::vector<float> own{static_cast<float>(place.x()), static_cast<float>(place.y())};
    QCOMPARE(run(0).selection().code(), own);
    QTRY_COMPARE(run(0).hand().code(), own);
    QTRY_COMPARE(run(1).selection().code(), codeOfPicture(0, 1));
    const std::vector<float>& code = run(1).selection().code();
    QVERIFY(plane(1).probe());
    QCOMPARE(*plane(1).probe(), QPointF(double(code[0]), double(code[1])));
    QCOMPARE(run(0).selection().code(), own); // nothing came back
}

void TestCompareCursor::stripsShowWhatIsDecodedAtEachProbe()
{
    openTwo();
    const auto& rows = *m_page->findChild<RunRows*>();
    const auto decoded = [this](std::size_t i) {
        return pictureImage(run(i).data()->shape, run(i).hand().image(), PictureKind::Values, m_theme.tokens().dark);
    };
    QTRY_VERIFY(!run(0).hand().image().empty() && !run(1).hand().image().empty());
    const QImage before = decoded(0);
    drag(0, middle(0), middle(0) + QPoint(60, -40));
    QTRY_COMPARE(run(1).selection().code(), codeOfPicture(0, 1));
    QTRY_COMPARE(run(1).hand().code(), run(1).selection().code());
    QVERIFY(decoded(0) != before);
    QTRY_COMPARE(rows.rows()[1].probe.picture, decoded(0));
    QTRY_COMPARE(rows.rows()[2].probe.picture, decoded(1));
    QVERIFY(rows.rows()[0].probe.picture.isNull());
    QVERIFY(rows.probeCell(1).right() < rows.cell(1, 0).left());
}

void TestCompareCursor::eitherPlaneMayLead()
{
    openTwo();
    drag(0, middle(0), middle(0) + QPoint(40, 0));
    drag(1, middle(1), middle(1) + QPoint(-50, 30));
    const std::vector<float> own = run(1).selection().code();
    QTRY_COMPARE(run(1).hand().code(), own);
    QTRY_COMPARE(run(0).selection().code(), codeOfPicture(1, 0));
    QCOMPARE(run(1).selection().code(), own);
}

void TestCompareCursor::newWeightsOfTheOtherMoveItsProbe()
{
    openTwo();
    drag(0, middle(0), middle(0) + QPoint(60, -40));
    const std::vector<float> own = run(0).selection().code();
    const std::vector<float> before = codeOfPicture(0, 1);
    QTRY_COMPARE(run(1).selection().code(), before);
    run(1).stepEpoch();
    QTRY_VERIFY(run(1).snapshot()->record.step == 7);
    QTRY_COMPARE(run(1).selection().code(), codeOfPicture(0, 1));
    QVERIFY(run(1).selection().code() != before);
    QCOMPARE(run(0).selection().code(), own);
}

void TestCompareCursor::encoderEncodesInTheBackground()
{
    openTwo();
    QTRY_VERIFY(!run(0).hand().image().empty());
    PictureEncoder encoder(run(1));
    QSignalSpy encoded(&encoder, &PictureEncoder::encoded);
    encoder.request(run(0).hand().image(), PictureEncoder::Place::Lane);
    QTRY_COMPARE(encoded.count(), 1);
    QCOMPARE(encoded.front().front().value<std::vector<float>>(), codeOfPicture(0, 1));
    encoder.request(run(0).hand().image(), PictureEncoder::Place::Lane);
    encoder.forget();
    encoder.request(run(0).hand().image(), PictureEncoder::Place::Lane);
    QTRY_COMPARE(encoded.count(), 2); // not the one that was to be forgotten
}

void TestCompareCursor::followersShareOneBudgetOfAMove()
{
    MoveBudget budget(5);
    QVERIFY(budget.take(2));
    QVERIFY(budget.take(2));
    QVERIFY(!budget.take(2)); // it would be more than all of them may
    QVERIFY(budget.take(0.5));
    QVERIFY(!MoveBudget(0).take(0));
}

void TestCompareCursor::moveWithoutABudgetGoesThroughTheLane()
{
    openTwo();
    m_page->hide(); // its own probe rests
    LinkedProbe probe(*m_bench, nullptr, 0);
    probe.setActive(true);
    const std::vector<float> before = run(1).selection().code();
    run(0).selection().setCode({0.5F, -0.5F});
    QCOMPARE(run(1).selection().code(), before); // nothing was encoded on this thread
    QTRY_COMPARE(run(0).hand().code(), (std::vector<float>{0.5F, -0.5F}));
    QTRY_COMPARE(run(1).selection().code(), codeOfPicture(0, 1));
    QTRY_COMPARE(run(1).hand().code(), run(1).selection().code());
}

void TestCompareCursor::hiddenClassesAreHiddenOnEveryPlane()
{
    openTwo();
    run(1).selection().setHiddenClasses({true, false, false, false});
    QCOMPARE(run(0).selection().hiddenClasses(), (std::vector<bool>{true, false, false, false}));
}

void TestCompareCursor::hiddenPageLinksNothing()
{
    openTwo();
    m_page->hide();
    const std::vector<float> code = run(1).selection().code();
    run(0).selection().setHovered(run(0).split().test.front());
    run(0).selection().setCode({0.5F, -0.5F});
    QTRY_COMPARE(run(0).hand().code(), (std::vector<float>{0.5F, -0.5F}));
    QCOMPARE(run(1).selection().hovered(), std::optional<Index>());
    QCOMPARE(run(1).selection().code(), code);
}

void TestCompareCursor::runsOnOtherDataAreNotLinked()
{
    RunSpec other = test::otherWindowRun();
    other.data = std::make_shared<const Dataset>(makeSprites(150, 40, 3));
    open({test::windowRun(), other});
    QTRY_VERIFY(test::hasAllPoints(plane(0)) && test::hasAllPoints(plane(1)));
    const std::vector<float> code = run(1).selection().code();
    drag(0, middle(0), middle(0) + QPoint(40, 0));
    QTest::mouseMove(&plane(0).plot(), test::pixelOfPoint(plane(0), test::loneliestPoint(plane(0))));
    QTRY_VERIFY(run(0).selection().hovered());
    QCOMPARE(run(1).selection().hovered(), std::optional<Index>());
    QCOMPARE(run(1).selection().code(), code);
}

ISTHMUS_TEST(TestCompareCursor)
#include "tst_CompareCursor.moc"
