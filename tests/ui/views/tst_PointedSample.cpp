// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/FoundData.h"
#include "core/train/StoppedRun.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/samples/StripsWidget.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/PointedSample.h"

#include <QApplication>
#include <QLabel>
#include <QTextDocument>
#include <QToolButton>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

std::shared_ptr<ResumedRun> decoderAlone()
{
    auto checkpoint = std::make_shared<Checkpoint>();
    ModelSpec& spec = checkpoint->model;
    spec.name = "decoder";
    spec.bottleneck = Bottleneck::NoEncoder;
    spec.code = Shape::vector(2);
    spec.decoder = {{"dense", {{"units", kAsData}}}, {"reshape", {}}};
    spec.loss = "bce";
    checkpoint->data.shape = {1, 8, 8};
    checkpoint->parameters.assign(2 * 64 + 64, 0.1F);
    auto resumed = std::make_shared<ResumedRun>();
    resumed->run.model = spec;
    resumed->run.data = noImages(checkpoint->data);
    resumed->live = std::make_unique<StoppedRun>(resumed->run, checkpoint, "This is a decoder alone", false);
    return resumed;
}

} // namespace

/// The pointed or pinned sample's pictures stand side by side, and follow the weights and the corruption.
class TestPointedSample : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup();
    void titleIsClassAndNumber();
    void nothingIsShownBeforeOneIsPointedAt();
    void hoveredSampleIsShown();
    void hoveredWinsOverThePinnedOne();
    void pinnedSampleIsLetGo();
    void picturesFollowTheWeights();
    void corruptedIsThatOfTheRows();
    void sampleOfOtherDataIsNotShown();
    void decoderAloneSaysSo();
    void fileOfThePictureIsSaid();

private:
    [[nodiscard]] const std::vector<Strip>& rows() const { return m_view->strips().strips(); }
    [[nodiscard]] Index sample(std::size_t number) const { return m_session->shownSamples()[number]; }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<PointedSample> m_view;
};

void TestPointedSample::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_view = std::make_unique<PointedSample>(*m_session);
    m_view->resize(352, 100);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), test::kPatience));
    m_session->startRun(windowRun());
    QTRY_VERIFY(m_session->snapshot());
}

void TestPointedSample::cleanup()
{
    m_view.reset();
    m_session.reset();
}

void TestPointedSample::titleIsClassAndNumber()
{
    Dataset data;
    data.trainCount = 60'000;
    data.testCount = 10'000;
    QCOMPARE(sampleTitle(data, 1234), "training image 1,234");
    data.labels.assign(70'000, 1);
    data.classNames = {"Trouser", "Ankle boot"};
    QCOMPARE(sampleTitle(data, 60'123), "Ankle boot, test image 123");
    data.testCount = 0;
    QCOMPARE(sampleTitle(data, 7), "Ankle boot, image 7");
    data.shape = {1, 1, 3};
    data.firstNumber = 1; // rows of a table
    QCOMPARE(sampleTitle(data, 110), "Ankle boot, row 111");
    data.testCount = 10'000;
    QCOMPARE(sampleTitle(data, 60'000), "Ankle boot, test row 1");
}

void TestPointedSample::nothingIsShownBeforeOneIsPointedAt()
{
    QVERIFY(rows().empty());
    QVERIFY(m_view->title().isEmpty());
    QVERIFY(m_view->sharpSize().isEmpty());
}

void TestPointedSample::fileOfThePictureIsSaid()
{
    RunSpec run = windowRun();
    auto named = std::make_shared<Dataset>(*run.data);
    SampleNames names;
    for (Index i = 0; i < named->count(); ++i)
        names.append("<b>cats</b>/" + std::to_string(i) + ".png");
    named->files = std::make_shared<const SampleNames>(names);
    run.data = named;
    m_session->startRun(run);
    m_view->resize(700, 100);
    m_session->selection().setHovered(sample(3));
    auto* label = m_view->findChild<QLabel*>("pointed");
    const QString file = QString::number(sample(3)) + ".png";
    QVERIFY2(label->text().endsWith(", " + file), qPrintable(label->text()));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY2(label->toolTip().contains("\nFile: &lt;b&gt;cats&lt;/b&gt;/" + file), qPrintable(label->toolTip()));
}

void TestPointedSample::hoveredSampleIsShown()
{
    m_session->selection().setHovered(sample(3));
    QTRY_COMPARE(rows().size(), std::size_t(1));
    QCOMPARE(rows()[0].sample, sample(3));
    QCOMPARE(m_view->title(), sampleTitle(*m_session->data(), sample(3)));
    QVERIFY(!rows()[0].original.isNull() && !rows()[0].output.isNull());
    QVERIFY(rows()[0].corrupted.isNull());
    QVERIFY(!m_view->findChild<QToolButton*>("unpin")->isVisible());
    m_session->selection().setHovered(std::nullopt);
    QVERIFY(rows().empty());
}

void TestPointedSample::hoveredWinsOverThePinnedOne()
{
    m_session->selection().setPinned(sample(5));
    QTRY_VERIFY(!rows().empty() && rows()[0].sample == sample(5));
    m_session->selection().setHovered(sample(3));
    QTRY_VERIFY(!rows().empty() && rows()[0].sample == sample(3));
    m_session->selection().setHovered(std::nullopt);
    QTRY_VERIFY(!rows().empty() && rows()[0].sample == sample(5));
}

void TestPointedSample::pinnedSampleIsLetGo()
{
    m_session->selection().setPinned(sample(5));
    auto* unpin = m_view->findChild<QToolButton*>("unpin");
    QVERIFY(unpin->isVisible());
    QTest::mouseClick(unpin, Qt::LeftButton);
    QVERIFY(!m_session->selection().pinned());
    QVERIFY(!unpin->isVisible());
    QVERIFY(rows().empty());
}

void TestPointedSample::picturesFollowTheWeights()
{
    m_session->selection().setPinned(sample(5));
    QTRY_VERIFY(!rows().empty());
    const QImage original = rows()[0].original;
    const QImage output = rows()[0].output;
    m_session->stepEpoch();
    QTRY_VERIFY(rows()[0].output != output);
    QCOMPARE(rows()[0].original, original);
}

void TestPointedSample::corruptedIsThatOfTheRows()
{
    m_session->selection().setPinned(sample(5));
    Knobs knobs = m_session->knobs();
    knobs.corruption = {"gaussian", 0.5};
    m_session->setKnobs(knobs);
    QTRY_VERIFY(!rows().empty() && !rows()[0].corrupted.isNull());
    const std::vector<Strip> strips = makeStrips({.snapshot = m_session->snapshot(),
        .data = m_session->data(),
        .samples = {sample(2), sample(5)},
        .corruption = knobs.corruption,
        .seed = m_session->run().training.seed});
    QCOMPARE(rows()[0].corrupted, strips[1].corrupted);
}

void TestPointedSample::sampleOfOtherDataIsNotShown()
{
    m_session->selection().setPinned(m_session->data()->count() + 1);
    QVERIFY(m_view->title().isEmpty());
    QVERIFY(rows().empty());
}

void TestPointedSample::decoderAloneSaysSo()
{
    const std::shared_ptr<ResumedRun> run = decoderAlone();
    m_session->startResumed(*run);
    QTRY_VERIFY(m_session->snapshot());
    m_session->selection().setPinned(0);
    QVERIFY(m_view->title().isEmpty());
    QCOMPARE(m_view->strips().accessibleName(), "A decoder alone: there are no originals to compare with");
}

ISTHMUS_TEST(TestPointedSample)
#include "tst_PointedSample.moc"
