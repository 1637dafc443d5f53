// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/samples/SampleChoice.h"
#include "ui/samples/StripsWidget.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/reconstructions/ReconstructionsView.h"

#include <QApplication>
#include <QLabel>
#include <QToolButton>

#include <set>

using namespace isthmus;
using isthmus::test::windowRun;

/// Rows of test samples follow the weights, the corruption and the hand.
class TestReconstructionsView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void firstRowsShowEachClass();
    void outputsThatAreAllAlikeAreSaid();
    void shuffledSamplesAreOthers();
    void rowsFollowTheWeights();
    void corruptedColumnComesWithTheCorruption();
    void hoveringARowPointsAtItsSample();
    void shuffleShowsOthers();
    void unlabelledRowHasTheNumberOfItsTitle();
    void rowsFitTheHeight();
    void flatPicturesLeaveRoomForTheText();
    void headingsDoNotTouch();
    void clickPinsTheRow();
    void keysGoFromRowToRow();

private:
    [[nodiscard]] const std::vector<Strip>& rows() const { return m_view->strips().strips(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<ReconstructionsView> m_view;
};

void TestReconstructionsView::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_view = std::make_unique<ReconstructionsView>(*m_session);
    m_view->resize(376, 400);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), test::kPatience));
    m_session->startRun(windowRun());
    QTRY_VERIFY(!rows().empty());
}

void TestReconstructionsView::cleanup()
{
    m_view.reset();
    m_session.reset();
}

void TestReconstructionsView::firstRowsShowEachClass()
{
    const Dataset& data = *m_session->data();
    const std::vector<Index> chosen = chooseSamples(data, m_session->split().test, data.classNames.size(), 0);
    std::set<std::int32_t> classes;
    for (const Index sample : chosen)
        classes.insert(data.labels[static_cast<std::size_t>(sample)]);
    QCOMPARE(classes.size(), data.classNames.size());
    QCOMPARE(chosen.front(), m_session->split().test.front());
}

/// A rate so high that all hidden units fall silent.
void TestReconstructionsView::outputsThatAreAllAlikeAreSaid()
{
    const auto* note = m_view->findChild<QLabel*>("note");
    QVERIFY(!note->isVisible());
    RunSpec run = windowRun();
    run.model.bottleneck = Bottleneck::Plain;
    run.model.latentDim = 0;
    run.model.encoder = {{"flatten", {}}, {"dense", {{"units", 4}}}, {"relu", {}}};
    run.model.decoder = {{"dense", {{"units", kAsData}}}, {"sigmoid", {}}, {"reshape", {}}};
    run.model.loss = "mse";
    run.training.optimizer = "sgd";
    run.training.learningRate = 30;
    run.training.batchSize = 8;
    m_session->startRun(run);
    m_session->play();
    QTRY_VERIFY_WITH_TIMEOUT(note->isVisible(), test::kPatience);
    QVERIFY2(note->text().contains("no longer depend on the input"), qPrintable(note->text()));
    QVERIFY(!rows().empty() && m_view->strips().isVisible());
    m_session->startRun(windowRun());
    QTRY_VERIFY_WITH_TIMEOUT(!note->isVisible(), test::kPatience);
}

void TestReconstructionsView::shuffledSamplesAreOthers()
{
    const Dataset& data = *m_session->data();
    const std::vector<Index>& test = m_session->split().test;
    QVERIFY(chooseSamples(data, test, 8, 1) != chooseSamples(data, test, 8, 0));
    QCOMPARE(chooseSamples(data, test, 8, 1), chooseSamples(data, test, 8, 1));
    QCOMPARE(chooseSamples(data, test, 1000, 0).size(), test.size());
}

void TestReconstructionsView::rowsFollowTheWeights()
{
    const QImage original = rows()[0].original;
    const QImage output = rows()[0].output;
    m_session->stepEpoch();
    QTRY_VERIFY(rows()[0].output != output);
    QCOMPARE(rows()[0].original, original);
    QVERIFY(rows()[0].psnr > 0);
}

void TestReconstructionsView::corruptedColumnComesWithTheCorruption()
{
    QVERIFY(rows()[0].corrupted.isNull());
    Knobs knobs = m_session->knobs();
    knobs.corruption = {"gaussian", 0.5};
    m_session->setKnobs(knobs);
    QTRY_VERIFY(!rows()[0].corrupted.isNull());
    QVERIFY(rows()[0].corrupted != rows()[0].original);
}

void TestReconstructionsView::hoveringARowPointsAtItsSample()
{
    StripsWidget& strips = m_view->strips();
    const QSizeF cell = strips.cellSize();
    QTest::mouseMove(&strips, QPoint(10, static_cast<int>(20 + cell.height() / 2)));
    QTRY_COMPARE(m_session->selection().hovered(), std::optional<Index>(rows()[0].sample));
    QTest::mouseMove(&strips, QPoint(10, static_cast<int>(20 + cell.height() * 1.5 + 6)));
    QTRY_COMPARE(m_session->selection().hovered(), std::optional<Index>(rows()[1].sample));
}

void TestReconstructionsView::shuffleShowsOthers()
{
    const Index before = rows()[0].sample;
    QTest::mouseClick(m_view->findChild<QToolButton*>(), Qt::LeftButton);
    QTRY_VERIFY(rows()[0].sample != before);
}

void TestReconstructionsView::unlabelledRowHasTheNumberOfItsTitle()
{
    const QString number(60, '8'); // wider than any text of the row's own
    auto strips = std::make_shared<std::vector<Strip>>(rows());
    strips->front().name.clear();
    strips->front().number = number;
    StripsWidget widget;
    widget.resize(376, 400);
    widget.setLayoutOf({28, 28}, false);
    widget.setStrips(strips);
    QVERIFY(widget.sharpSize().width() > widget.fontMetrics().horizontalAdvance(number));
}

void TestReconstructionsView::rowsFitTheHeight()
{
    const std::size_t before = rows().size();
    m_view->resize(376, 700);
    QTRY_VERIFY(rows().size() > before);
}

/// Such as rows of a table, beside which are two lines.
void TestReconstructionsView::flatPicturesLeaveRoomForTheText()
{
    StripsWidget strips;
    strips.resize(376, 400);
    strips.setLayoutOf({28, 1}, false);
    const int line = strips.fontMetrics().height();
    QVERIFY(strips.cellSize().height() < line);
    QVERIFY2(strips.rowsThatFit() * 2 * line <= strips.height(), qPrintable(QString::number(strips.rowsThatFit())));
    QVERIFY(strips.rowsThatFit() > 5);
}

/// Pictures of 48 x 48 stand closer than the words above them are wide.
void TestReconstructionsView::headingsDoNotTouch()
{
    StripsWidget strips;
    strips.resize(352, 300);
    strips.setLayoutOf({48, 48}, true);
    auto strip = Strip{};
    for (QImage* image : {&strip.original, &strip.corrupted, &strip.output, &strip.errorOnDark, &strip.errorOnLight})
        *image = QImage(48, 48, QImage::Format_RGB32);
    strips.setStrips(std::make_shared<const std::vector<Strip>>(1, strip));
    const QImage shown = strips.grab().toImage().copy(0, 0, 352, 18);
    // A word's letters stand close; between two words, eight columns at least are empty.
    int gaps = 0;
    for (int x = 0, empty = 0; x < shown.width(); ++x) {
        bool isEmpty = true;
        for (int y = 0; y < shown.height(); ++y)
            isEmpty = isEmpty && shown.pixel(x, y) == shown.pixel(351, 0);
        empty = isEmpty ? empty + 1 : 0;
        gaps += empty == 6;
    }
    QCOMPARE(gaps, 4); // three between the words, and what is right of them
}

void TestReconstructionsView::clickPinsTheRow()
{
    StripsWidget& strips = m_view->strips();
    const QPoint second(10, static_cast<int>(20 + strips.cellSize().height() * 1.5 + 6));
    QTest::mouseClick(&strips, Qt::LeftButton, {}, second);
    QCOMPARE(m_session->selection().pinned(), std::optional<Index>(rows()[1].sample));
    QTest::mouseClick(&strips, Qt::LeftButton, {}, second);
    QVERIFY(!m_session->selection().pinned());
}

void TestReconstructionsView::keysGoFromRowToRow()
{
    StripsWidget& strips = m_view->strips();
    strips.clearFocus(); // that the window gave it
    strips.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(strips.hasFocus());
    QCOMPARE(m_session->selection().hovered(), std::optional<Index>(rows()[0].sample));
    QTest::keyClick(&strips, Qt::Key_Down);
    QCOMPARE(m_session->selection().hovered(), std::optional<Index>(rows()[1].sample));
    QVERIFY(strips.accessibleName().startsWith("Row 2 of"));
    QTest::keyClick(&strips, Qt::Key_Return);
    QCOMPARE(m_session->selection().pinned(), std::optional<Index>(rows()[1].sample));
}

ISTHMUS_TEST(TestReconstructionsView)
#include "tst_ReconstructionsView.moc"
