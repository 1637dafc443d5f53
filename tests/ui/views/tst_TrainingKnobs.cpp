// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/Presets.h"
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "tests/ui/FormHand.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/training/TrainingView.h"
#include "ui/views/training/knobScales.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/KnobSlider.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSlider>

using namespace isthmus;
using isthmus::test::windowRun;

namespace {

/// The slider of a knob.
KnobSlider* sliderOf(const QWidget& view, const std::string& knob)
{
    for (auto* slider : view.findChildren<KnobSlider*>())
        if (slider->slider().accessibleName() == QString::fromUtf8(knobType(knob).label))
            return slider;
    return nullptr;
}

} // namespace

/// Each knob of the table has its control in the panel, and acts at once.
class TestTrainingKnobs : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void init();
    void cleanup() { m_session.reset(); }
    void everyKnobHasItsControl_data();
    void everyKnobHasItsControl();
    void draggedKnobReachesTheTrainer();
    void knobsFollowTheSession();
    void shownValueIsTheOneInForce();
    void betaGoesDownToZero();
    void corruptionBringsItsAmount();
    void freeBitsAndSparsityActAtOnce();

private:
    std::unique_ptr<TrainingView> shown()
    {
        auto view = std::make_unique<TrainingView>(*m_session);
        view->show();
        return view;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<RunSession> m_session;
};

void TestTrainingKnobs::init()
{
    m_session = std::make_unique<RunSession>(nullptr, 1);
    m_session->startRun(windowRun());
}

void TestTrainingKnobs::everyKnobHasItsControl_data()
{
    QTest::addColumn<std::string>("name");
    for (const KnobType& type : knobTypes())
        if (type.number != nullptr)
            QTest::newRow(type.name) << std::string(type.name);
}

void TestTrainingKnobs::everyKnobHasItsControl()
{
    QFETCH(std::string, name);
    const KnobType& type = knobType(name);
    const auto view = shown();
    KnobSlider* control = sliderOf(*view, name);
    QVERIFY(control != nullptr && control->isVisible());
    QVERIFY2(control->toolTip().endsWith("Acts at the next step"), qPrintable(control->toolTip()));
    control->slider().setFocus();
    QTest::keyClick(&control->slider(), Qt::Key_End);
    Knobs expected = knobsOf(m_session->run().training);
    expected.*type.number = type.reach.most;
    QVERIFY(m_session->knobs() == expected);
    m_session->setKnobs(knobsOf(m_session->run().training));
    QCOMPARE(knobValueAt(type, control->value()), m_session->knobs().*type.number);
    m_session->changeModel(loadPreset("linear-ae").model, m_session->run().training);
    QCOMPARE(control->isVisible(), !type.needsKl);
}

void TestTrainingKnobs::draggedKnobReachesTheTrainer()
{
    const auto view = shown();
    QSlider& slider = sliderOf(*view, "learning-rate")->slider();
    const double before = m_session->knobs().learningRate;
    const QPoint middle = slider.rect().center();
    QTest::mousePress(&slider, Qt::LeftButton, {}, middle);
    QTest::mouseMove(&slider, middle + QPoint(slider.width() / 4, 0));
    QTest::mouseRelease(&slider, Qt::LeftButton, {}, middle + QPoint(slider.width() / 4, 0));
    QVERIFY(m_session->knobs().learningRate != before);
    QVERIFY(m_session->isModified());
    m_session->stepBatch();
    QTRY_VERIFY(!m_session->history().knobChanges.empty());
    QCOMPARE(m_session->history().knobChanges.front().knob, std::string("learning-rate"));
}

void TestTrainingKnobs::knobsFollowTheSession()
{
    const auto view = shown();
    Knobs knobs = m_session->knobs();
    knobs.beta = 4;
    m_session->setKnobs(knobs);
    QCOMPARE(sliderOf(*view, "beta")->edit().text(), "4.00");
}

void TestTrainingKnobs::betaGoesDownToZero()
{
    const auto view = shown();
    QSlider& slider = sliderOf(*view, "beta")->slider();
    slider.setFocus();
    QTest::keyClick(&slider, Qt::Key_Home);
    QCOMPARE(m_session->knobs().beta, 0.0);
    QCOMPARE(sliderOf(*view, "beta")->edit().text(), "0.00");
    const KnobType& beta = knobType("beta");
    QCOMPARE(knobValueAt(beta, knobPositionOf(beta, 0)), 0.0);
    QCOMPARE(knobValueAt(beta, knobPositionOf(beta, 0.5)), 0.5);
}

void TestTrainingKnobs::corruptionBringsItsAmount()
{
    const auto view = shown();
    const auto* section = view->findChild<FoldingHeading*>("training/corruption")->parentWidget();
    auto* amount = section->findChild<KnobSlider*>();
    QVERIFY(!amount->isVisible());
    QComboBox* kinds = choiceWith(*view, "gaussian");
    kinds->setFocus();
    QTest::keyClick(kinds, Qt::Key_Down);
    QCOMPARE(m_session->knobs().corruption.kind, corruptionTypes()[1].name);
    QCOMPARE(m_session->knobs().corruption.amount, corruptionTypes()[1].initial);
    QVERIFY(amount->isVisible());
    QCOMPARE(amount->value(), corruptionTypes()[1].initial);
}

void TestTrainingKnobs::freeBitsAndSparsityActAtOnce()
{
    const auto view = shown();
    KnobSlider* knobs[] = {sliderOf(*view, "free-bits"), sliderOf(*view, "sparsity")};
    QCOMPARE(knobs[0]->edit().text(), "0");
    for (KnobSlider* knob : knobs) {
        knob->slider().setFocus();
        QTest::keyClick(&knob->slider(), Qt::Key_End);
    }
    QCOMPARE(m_session->knobs().freeBits, 10.0);
    QCOMPARE(m_session->knobs().sparsity, 10.0);
    for (KnobSlider* knob : knobs)
        QTest::keyClick(&knob->slider(), Qt::Key_Home);
    QCOMPARE(m_session->knobs().freeBits, 0.0);
    QCOMPARE(m_session->knobs().sparsity, 0.0);
    Knobs other = m_session->knobs();
    other.freeBits = 0.25;
    m_session->setKnobs(other);
    QCOMPARE(knobs[0]->edit().text(), "0.25");
    const KnobType& sparsity = knobType("sparsity");
    QCOMPARE(knobValueAt(sparsity, knobPositionOf(sparsity, 0.05)), 0.05);
    QCOMPARE(knobValueAt(sparsity, knobPositionOf(sparsity, 0)), 0.0);
}

void TestTrainingKnobs::shownValueIsTheOneInForce()
{
    const auto view = shown();
    Knobs knobs = m_session->knobs();
    for (const auto& [beta, text] : {std::pair(0.0352, "0.0352"), std::pair(0.123, "0.123"), std::pair(0.5, "0.50"),
             std::pair(2.0, "2.00"), std::pair(0.0, "0.00")}) {
        knobs.beta = beta;
        m_session->setKnobs(knobs);
        QCOMPARE(sliderOf(*view, "beta")->edit().text(), QString(text));
    }
    for (const auto& [rate, text] :
        {std::pair(0.00125, "1.25e-3"), std::pair(0.001, "1.0e-3"), std::pair(0.02, "2.0e-2")}) {
        knobs.learningRate = rate;
        m_session->setKnobs(knobs);
        QCOMPARE(sliderOf(*view, "learning-rate")->edit().text(), QString(text));
    }
    const CorruptionType& kind = corruptionTypes()[1];
    QCOMPARE(amountScale(kind).text(0.125), QString("0.125"));
}

ISTHMUS_TEST(TestTrainingKnobs)
#include "tst_TrainingKnobs.moc"
