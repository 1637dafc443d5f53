// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/resumedRun.h"
#include "tests/ui/views/LatentFixture.h"

#include <QLabel>

using namespace isthmus;

namespace {

EvaluationRecord evaluation(std::int64_t step, float kl)
{
    EvaluationRecord record;
    record.step = step;
    record.terms[AutoencoderTerm::Kl] = kl;
    return record;
}

} // namespace

/// What a plane says of itself beside its points.
class TestPlaneNote : public test::LatentFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void collapsedCodeIsSaidUntilItIsAlive();
    void fewDimensionsInUseAreCounted();
    void numbersOfACloseViewAreTold();
    void noteHasAGroundAndItsLinesAreAlike();

private:
    Index m_firstSilent = 2; ///< from this dimension on mu is the same for all images

    [[nodiscard]] const QLabel& note() const { return *m_view->findChild<QLabel*>("note"); }

    /// Goes on with the run as if it had these evaluations behind it.
    void resumeWith(const std::vector<EvaluationRecord>& evaluations)
    {
        std::shared_ptr<const Checkpoint> state;
        const auto connection = connect(
            m_session.get(), &RunSession::checkpointReady, this, [&state](const auto& ready) { state = ready; });
        m_session->requestCheckpoint();
        QTRY_VERIFY(state);
        disconnect(connection);
        Checkpoint past = *state;
        past.evaluations = evaluations;
        for (const Parameter& each : m_session->model()->parameters())
            if (each.name == "mu.weight")
                std::fill_n(past.parameters.begin() + each.offset + m_firstSilent * each.shape[1],
                    (each.shape[0] - m_firstSilent) * each.shape[1], 0.0F);
        m_session->startResumed(*test::resumedRun(m_session->run(), past));
        QTRY_COMPARE(m_session->history().evaluations.size(), evaluations.size());
        QTRY_VERIFY(hasAllPoints());
    }
};

void TestPlaneNote::collapsedCodeIsSaidUntilItIsAlive()
{
    start(2);
    QVERIFY(!note().isVisible());
    std::vector<EvaluationRecord> past{evaluation(200, 0.01F), evaluation(400, 0.01F), evaluation(600, 0.01F)};
    resumeWith(past);
    QTRY_VERIFY(note().isVisible());
    QVERIFY2(note().text().startsWith("The code has collapsed"), qPrintable(note().text()));
    QVERIFY2(note().text().contains(QString::fromUtf8("smaller β")), qPrintable(note().text()));
    past.push_back(evaluation(800, 4));
    resumeWith(past);
    QTRY_VERIFY(!note().isVisible());
}

/// Not before training has gone on for some evaluations, though the code of a fresh model carries little.
void TestPlaneNote::fewDimensionsInUseAreCounted()
{
    start(3);
    m_firstSilent = 1;
    QVERIFY(!note().isVisible());
    std::vector<EvaluationRecord> past{evaluation(200, 4), evaluation(400, 4)};
    resumeWith(past);
    QVERIFY(!note().isVisible());
    past.push_back(evaluation(600, 4));
    resumeWith(past);
    QTRY_VERIFY(note().isVisible());
    QVERIFY2(note().text().startsWith("1 of 3 dimensions of the code is in use"), qPrintable(note().text()));
}

void TestPlaneNote::numbersOfACloseViewAreTold()
{
    start(2);
    LatentPlane& plane = m_view->plane();
    QVERIFY(m_session->selection().planeSpan() > 0);
    plane.zoomAt(QRectF(plane.rect()).center(), 1000);
    const QSizeF seen = plane.viewport().visible().size();
    QCOMPARE(m_session->selection().planeSpan(), std::min(seen.width(), seen.height()));
    m_view->hide();
    plane.fit();
    QCOMPARE(m_session->selection().planeSpan(), std::min(seen.width(), seen.height())); // of what is seen
    m_view->show();
    QVERIFY(m_session->selection().planeSpan() > 100 * seen.width());
}

void TestPlaneNote::noteHasAGroundAndItsLinesAreAlike()
{
    start(2);
    resumeWith({evaluation(200, 0.01F), evaluation(400, 0.01F), evaluation(600, 0.01F)});
    QTRY_VERIFY(note().isVisible());
    m_theme.setChoice(ThemeChoice::Dark);
    const QImage image = m_view->grab().toImage();
    const QRect place = note().geometry();
    for (int x = place.left() + 4; x < place.right() - 1; ++x)
        QCOMPARE(image.pixelColor(x, place.top() + 2), m_theme.tokens().plot); // no dot, number or line of the grid
    QVERIFY(place.left() >= m_view->plane().numberMargins().left());
    m_view->resize(420, 500);
    const int width = note().width();
    QVERIFY(note().height() > place.height());
    QVERIFY(note().heightForWidth(width - 2) > note().height()); // no word stands alone in the last line
    QVERIFY(QRect({}, m_view->size()).contains(note().geometry()));
}

ISTHMUS_TEST(TestPlaneNote)
#include "tst_PlaneNote.moc"
