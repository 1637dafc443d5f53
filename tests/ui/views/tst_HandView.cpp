// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/CodeLabel.h"
#include "ui/views/hand/HandView.h"
#include "ui/views/hand/PriorGrid.h"
#include "ui/widgets/PictureWidget.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

using namespace isthmus;
using isthmus::test::windowRun;

/// The picture follows the code; draws from the prior become the code.
class TestHandView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void isEmptyBeforeTheFirstTouch();
    void pictureFollowsTheCode();
    void pictureFollowsTheWeights();
    void keyDrawsFromThePrior();
    void gridIsDrawnAndChosenFrom();
    void gridShowsItsCodesOnThePlane();
    void plainModelHasNoPrior();

private:
    [[nodiscard]] QPushButton* button(const QString& text) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<HandView> m_view;
};

void TestHandView::init()
{
    m_session = std::make_unique<Session>(nullptr, 1);
    m_view = std::make_unique<HandView>(*m_session);
    m_view->resize(376, 200);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), test::kPatience));
    m_session->startRun(windowRun());
    QTRY_VERIFY(m_session->snapshot());
}

void TestHandView::cleanup()
{
    m_view.reset();
    m_session.reset();
}

QPushButton* TestHandView::button(const QString& text) const
{
    for (auto* candidate : m_view->findChildren<QPushButton*>())
        if (candidate->text() == text)
            return candidate;
    return nullptr;
}

void TestHandView::isEmptyBeforeTheFirstTouch()
{
    QVERIFY(m_view->picture().image().isNull());
}

void TestHandView::pictureFollowsTheCode()
{
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    QCOMPARE(m_view->code().text(), QString::fromUtf8("0.50 −1.25"));
    const QImage before = m_view->picture().image();
    m_session->selection().setCode({3, 3});
    QTRY_VERIFY(m_view->picture().image() != before);
}

void TestHandView::pictureFollowsTheWeights()
{
    m_session->selection().setCode({0.5F, -1.25F});
    QTRY_VERIFY(!m_view->picture().image().isNull());
    const QImage before = m_view->picture().image();
    m_session->stepEpoch();
    QTRY_VERIFY(m_view->picture().image() != before);
}

void TestHandView::keyDrawsFromThePrior()
{
    QTest::keyClick(m_view.get(), Qt::Key_N);
    const std::vector<float> first = m_session->selection().code();
    QCOMPARE(first.size(), std::size_t(2));
    QTest::mouseClick(button("New from prior"), Qt::LeftButton);
    QVERIFY(m_session->selection().code() != first);
    QVERIFY(!m_view->isGridShown());
}

void TestHandView::gridIsDrawnAndChosenFrom()
{
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(m_view->isGridShown());
    QTRY_VERIFY(!m_view->grid().isEmpty());
    QVERIFY(m_session->selection().code().empty());
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(9).center().toPoint());
    const std::vector<float> ninth = m_session->selection().code();
    QCOMPARE(ninth.size(), std::size_t(2));
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(63).center().toPoint());
    QVERIFY(m_session->selection().code() != ninth);
    QTest::mouseClick(button("Back to one"), Qt::LeftButton);
    QVERIFY(!m_view->isGridShown());
}

void TestHandView::gridShowsItsCodesOnThePlane()
{
    const Selection& selection = m_session->selection();
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    const std::vector<std::vector<float>> drawn = selection.priorCodes();
    QCOMPARE(drawn.size(), std::size_t(64));
    QTRY_VERIFY(!m_view->grid().isEmpty());
    QTest::mouseClick(&m_view->grid(), Qt::LeftButton, {}, m_view->grid().cell(9).center().toPoint());
    QVERIFY(selection.code() == drawn[9]);
    QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ShiftModifier);
    QVERIFY(selection.priorCodes() != drawn);
    QTest::mouseClick(button("Back to one"), Qt::LeftButton);
    QVERIFY(selection.priorCodes().empty());
}

void TestHandView::plainModelHasNoPrior()
{
    RunSpec run = windowRun();
    run.model.bottleneck = Bottleneck::Plain;
    run.model.latentDim = 0;
    run.model.encoder.push_back({"dense", {{"units", 2}}});
    m_session->startRun(run);
    QVERIFY(!button("New from prior")->isVisible());
    QTest::keyClick(m_view.get(), Qt::Key_N);
    QVERIFY(m_session->selection().code().empty());
}

QTEST_MAIN(TestHandView)
#include "tst_HandView.moc"
